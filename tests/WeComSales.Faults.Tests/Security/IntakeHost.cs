using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeComSales.Callbacks;
using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Faults.Tests;

/// <summary>The service's own callback door on a real socket and a real file, with its cryptography in view.</summary>
sealed class IntakeHost : IAsyncDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-intake-");
    readonly WebApplication app;

    IntakeHost()
    {
        Crypto = new CallbackCrypto(Wire.Token, Wire.Key, Wire.CorpId);
        Db = new SqliteDb($"Data Source={Path.Combine(folder.FullName, "intake.db")}");
        var readers = new CallbackReaders(new CallbackReader(Crypto, "1000002"), Bot: null, BotCrypto: null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(readers).AddSingleton(Db).AddSingleton(TimeProvider.System).AddSingleton<RefusalLog>().AddSingleton<UnstoredLog>().AddSingleton<Intake>();
        app = builder.Build();
        app.MapCallbacks(readers);
    }

    /// <summary>Its counter tells how often AES was entered.</summary>
    public CallbackCrypto Crypto { get; }

    public Db Db { get; }

    public IPEndPoint EndPoint
    {
        get
        {
            var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            return IPEndPoint.Parse(new Uri(address).Authority);
        }
    }

    public static async Task<IntakeHost> Start()
    {
        var host = new IntakeHost();
        await host.Db.Migrate(DateTimeOffset.UtcNow);
        await host.app.StartAsync();
        return host;
    }

    public Task<long> Stored() => Db.Read(tx => tx.Inbox.Backlog());

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Db.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
