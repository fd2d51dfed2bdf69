using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeComSales.Callbacks;
using WeComSales.Data;
using WeComSales.Delivery;
using WeComSales.Domain;
using WeComSales.People;
using WeComSales.Fixtures;
using WeComSales.Simulator;
using Seeing = WeComSales.Simulator.Follow;

namespace WeComSales.Tests;

/// <summary>The whole product in one test: the service on a real socket and a real database, a simulated WeCom, a clock in hand.</summary>
public sealed class House : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 2, 32, 0, TimeSpan.Zero);

    /// <summary>林晓's own chat with the bot.</summary>
    public const string BotChat = "商机小助手";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-");
    readonly Dictionary<string, string?> changes;
    readonly ErrorWatch errors = new();
    readonly ILoggerProvider? listener;
    readonly Action<IEndpointRouteBuilder>? mistake;
    WebApplication service;

    readonly TestDatabase database;

    House(SimulatorServer weCom, TestDatabase database, Dictionary<string, string?> changes, ILoggerProvider? listener, Action<IEndpointRouteBuilder>? mistake)
    {
        (WeCom, this.database, this.changes, this.listener, this.mistake) = (weCom, database, changes, listener, mistake);
        service = Build();
    }

    public SimulatorServer WeCom { get; }

    public Db Db => service.Services.GetRequiredService<Db>();

    public IServiceProvider Services => service.Services;

    /// <summary>Where the service listens and what cards link to; the same after a restart.</summary>
    public Uri Address { get; } = FreeAddress.Take();

    /// <summary>Opens for business: 林晓 sells to 王主任 of 仁和医院 and has one open opportunity there.</summary>
    public static Task<House> Open(SimulatorOptions? options = null, params (string Key, string? Value)[] changes) => With(null, null, options, changes);

    /// <summary>The same, with somebody who hears every line of the log at the levels that are set.</summary>
    public static Task<House> Heard(ILoggerProvider? listener, SimulatorOptions? options, params (string Key, string? Value)[] changes) => With(null, listener, options, changes);

    /// <summary>The same, with routes that nobody should have written.</summary>
    public static async Task<House> With(
        Action<IEndpointRouteBuilder>? mistake, ILoggerProvider? listener = null, SimulatorOptions? options = null, params (string Key, string? Value)[] changes)
    {
        var company = new Company { Name = "示例公司" }
            .WithPerson("zhoulei", "周蕾", "华东区/华东二组", leads: true)
            .WithPerson("linxiao", "林晓", "华东区/华东二组")
            .WithPerson("chenmo", "陈默", "华东区/华东二组")
            .WithCustomer("wmWang", "王主任", "仁和医院", new Seeing("linxiao", Start.AddDays(-30)))
            .WithCustomer("wmLi", "李老师", "", new Seeing("linxiao", Start.AddDays(-10)))
            .WithGroup("grp-east2", "华东二组", "zhoulei", "linxiao", "chenmo")
            .WithGroup("bot-linxiao", BotChat, "linxiao");
        var weCom = await SimulatorServer.Start((options ?? new SimulatorOptions()) with { StartAt = Start, Company = company });
        var house = new House(weCom, await TestDatabase.Create(), changes.ToDictionary(change => change.Key, change => change.Value), listener, mistake);
        await house.Begin();
        await house.Know();
        return house;
    }

    public Phone Phone(string name) => WeCom.Phone(name);

    public CustomerPhone Customer(string name) => WeCom.Customer(name);

    /// <summary>Ends when nothing is under way any more: callbacks delivered, worked on, letters sent.</summary>
    public async Task Settle()
    {
        var (inbox, outbox) = (Services.GetRequiredService<InboxWorker>(), Services.GetRequiredService<OutboxWorker>());
        for (var quiet = 0; quiet < 2; quiet++)
        {
            await WeCom.Idle();
            await inbox.Idle();
            await outbox.Idle();
        }
    }

    public Task<IReadOnlyList<Note>> Notes(string externalUserid = "wmWang") =>
        Db.Read(tx => tx.Notes.OfCustomer(externalUserid, 100));

    /// <summary>A restart: the process is gone, the database stays.</summary>
    public async Task Restart()
    {
        await Close();
        service = Build();
        await Begin();
    }

    /// <summary>The service is down until then; the world goes on.</summary>
    public async Task Down(DateTimeOffset until)
    {
        await Close();
        WeCom.Clock.SetUtcNow(until);
        service = Build();
        await Begin();
    }

    /// <summary>The worker that would read callbacks is busy elsewhere, until the answer is disposed of.</summary>
    public async Task<IAsyncDisposable> WorkerBusy()
    {
        var inbox = Services.GetRequiredService<InboxWorker>();
        await inbox.StopAsync(CancellationToken.None);
        return new Ending(() => inbox.StartAsync(CancellationToken.None));
    }

    /// <summary>Errors in the log fail a test unless it says which ones belong to its story.</summary>
    public void Expect(string error) => errors.Expected.Add(error);

    public async ValueTask DisposeAsync()
    {
        await Close();
        await WeCom.DisposeAsync();
        await database.DisposeAsync();
        folder.Delete(recursive: true);
        errors.Unexpected.ShouldBeEmpty();
    }

    /// <summary>As a process ends: what is under way finishes, then everything is let go.</summary>
    async Task Close()
    {
        await service.StopAsync();
        await service.DisposeAsync();
    }

    async Task Begin()
    {
        await service.StartAsync();
        WeCom.ConnectTo(Address);
    }

    /// <summary>What the nightly sync and the import would have brought.</summary>
    async Task Know()
    {
        await Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);
        await Db.Write(Customers);
    }

    static async Task Customers(Tx tx)
    {
        foreach (var (id, name, company) in new[] { ("wmWang", "王主任", "仁和医院"), ("wmLi", "李老师", (string?)null) })
        {
            await tx.Customers.Put(new(id, name, company, null, "linxiao", [], Start, Start), Start);
            await tx.RecentContacts.Touch("linxiao", id, "added", Start.AddDays(id == "wmWang" ? -1 : -10));
            await tx.Follows.Put(new(id, "linxiao", null, null, [], null, [], Start.AddDays(-30), null, null, null));
        }

        await tx.Opportunities.Add(Opportunity.New(
            "opp-ct", "W-CT000001", "wmWang", "CT 采购项目", "linxiao", Stages.Default, Start.AddDays(-20)));
    }

    WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(errors);
        var settings = Settings();
        if (listener is not null)
        {
            builder.Logging.AddProvider(listener);
            QuietLoggers.SetUp(builder.Logging, settings.Logging);
        }

        builder.WebHost.UseSetting("urls", Address.ToString());
        var app = builder.AddWeComSales(settings, WeCom.Clock).Build().UseWeComSales();
        mistake?.Invoke(app);
        return app;
    }

    /// <summary>On a server an operator makes the key, for all instances the same.</summary>
    string Key()
    {
        var path = Path.Combine(folder.FullName, "secrets.key");
        if (!File.Exists(path))
        {
            File.WriteAllText(path, Convert.ToBase64String(new byte[32]));
        }

        return path;
    }

    AppSettings Settings()
    {
        var options = WeCom.Options;
        var values = new Dictionary<string, string?>
        {
            ["PublicBaseUrl"] = Address.ToString(),
            ["WeCom:ApiBaseUrl"] = WeCom.BaseUrl.ToString(),
            ["WeCom:OpenBaseUrl"] = WeCom.BaseUrl.ToString(),
            ["WeCom:CorpId"] = options.CorpId,
            ["WeCom:AgentId"] = $"{options.AgentId}",
            ["WeCom:Secret"] = options.Secret,
            ["WeCom:Token"] = options.Token,
            ["WeCom:EncodingAesKey"] = options.EncodingAesKey,
            ["WeCom:Bot:Token"] = options.BotToken,
            ["WeCom:Bot:EncodingAesKey"] = options.BotEncodingAesKey,
            ["Database:Provider"] = $"{database.Provider}",
            ["Database:ConnectionString"] = database.ConnectionString,
            ["Secrets:KeyFile"] = Key(),
        };
        foreach (var (key, value) in changes)
        {
            values[key] = value;
        }

        var reading = AppSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        return reading.Settings ?? throw new InvalidOperationException(string.Join("; ", reading.Faults));
    }
}

/// <summary>Something that lasts as long as a block.</summary>
sealed class Ending(Func<Task> end) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await end();
}
