using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using WeComSales.Callbacks;
using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Benchmarks;

/// <summary>The steps of the ladder: each does what the one above does, and more.</summary>
enum Step
{
    /// <summary>Reads the body and answers with 1 KB.</summary>
    Echo,

    /// <summary>Verifies, decrypts, parses; stores nothing.</summary>
    Read,

    /// <summary>The service's own intake, SQLite FULL, one writer with group commit.</summary>
    Durable,

    /// <summary>The same with synchronous=NORMAL, which does not survive losing power.</summary>
    Normal,

    /// <summary>Control: each request in a transaction of its own on a pooled connection, FULL.</summary>
    OneByOne,

    /// <summary>The service's own intake into PostgreSQL, in batches by two writers.</summary>
    Postgres,

    /// <summary>Control: the same row into PostgreSQL, each request in a transaction of its own.</summary>
    PostgresOneByOne,
}

/// <summary>The child process: <c>host STEP DATABASE</c>; prints its port, stops when its input ends, then prints what it used.</summary>
static class StepHost
{
    public static async Task<int> Serve(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var steps = await Steps.Add(builder.Services, Enum.Parse<Step>(args[0]), args[1]);
        await using var app = builder.Build();
        steps.Map(app);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Console.WriteLine(new Uri(address).Authority);

        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        Console.WriteLine(await steps.Stored());
        return 0;
    }

    /// <summary>What a step consists of, and how many rows it left.</summary>
    sealed class Steps(Step step, CallbackReaders readers, Db? db, OneByOne? oneByOne) : IAsyncDisposable
    {
        public static async Task<Steps> Add(IServiceCollection services, Step step, string path)
        {
            var app = new CallbackReader(new CallbackCrypto(Wire.Token, Wire.Key, Wire.CorpId), "1000002");
            var readers = new CallbackReaders(app, Bot: null, BotCrypto: null);
            if (step is Step.Echo or Step.Read)
            {
                return new(step, readers, db: null, oneByOne: null);
            }

            if (step is Step.Postgres or Step.PostgresOneByOne)
            {
                var server = new PostgresDb(path);
                await server.Migrate(DateTimeOffset.UtcNow);
                services.AddSingleton(readers).AddSingleton<Db>(server).AddSingleton(TimeProvider.System).AddSingleton<RefusalLog>().AddSingleton<UnstoredLog>().AddSingleton<Intake>();
                return new(step, readers, server, oneByOne: null);
            }

            var db = new SqliteDb($"Data Source={path}", step == Step.Normal ? SqliteSynchronous.Normal : SqliteSynchronous.Full);
            await db.Migrate(DateTimeOffset.UtcNow);
            services.AddSingleton(readers).AddSingleton<Db>(db).AddSingleton(TimeProvider.System).AddSingleton<RefusalLog>().AddSingleton<UnstoredLog>().AddSingleton<Intake>();
            return new(step, readers, db, step == Step.OneByOne ? new OneByOne(app, path) : null);
        }

        public void Map(WebApplication app)
        {
            switch (step)
            {
                case Step.Echo:
                    app.MapPost(Requests.Path, Bare.Echo);
                    break;
                case Step.Read:
                    app.MapPost(Requests.Path, http => Bare.Read(http, readers.App));
                    break;
                case Step.OneByOne:
                    app.MapPost(Requests.Path, oneByOne!.Take);
                    break;
                case Step.PostgresOneByOne:
                    app.MapPost(Requests.Path, http => Bare.Store(http, readers.App, db!));
                    break;
                default:
                    app.MapCallbacks(readers);
                    break;
            }
        }

        public Task<long> Stored() => db is null ? Task.FromResult(0L) : db.Read(tx => tx.One<long>("select count(*) from inbox"));

        public ValueTask DisposeAsync() => db?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
