using WeComSales.Data;
using WeComSales.Simulator;

namespace WeComSales.Benchmarks;

/// <summary>The whole service on a socket of this machine, with a simulated WeCom behind it.</summary>
sealed class LiveService(WebApplication app, SimulatorServer weCom) : IAsyncDisposable
{
    public Uri Address => new(app.Urls.Single());

    public Db Db => app.Services.GetRequiredService<Db>();

    public SimulatorServer WeCom => weCom;

    public SimulatorOptions Options => weCom.Options;

    /// <param name="database">A connection string of PostgreSQL (<c>Host=…</c>) or the path of a SQLite file.</param>
    public static async Task<LiveService> Start(string database, Company? company = null)
    {
        var options = new SimulatorOptions { Company = company ?? new Company() };
        var weCom = await SimulatorServer.Start(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.AddWeComSales(Settings(options, weCom.BaseUrl, database), TimeProvider.System).Build().UseWeComSales();
        await app.Services.GetRequiredService<Db>().Migrate(DateTimeOffset.UtcNow);
        await app.StartAsync();
        return new(app, weCom);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await weCom.DisposeAsync();
    }

    public static AppSettings Settings(SimulatorOptions options, Uri weCom, string database)
    {
        var key = Path.Combine(Path.GetTempPath(), "wecomsales-benchmark.key");
        File.WriteAllText(key, Convert.ToBase64String(new byte[32]));
        return AppSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PublicBaseUrl"] = "http://127.0.0.1:5080",
            // One address and one person ask more than a whole company in a minute.
            ["Operations:StrangersPerMinute"] = "0",
            ["Operations:PeoplePerMinute"] = "0",
            ["WeCom:ApiBaseUrl"] = weCom.ToString(),
            ["WeCom:OpenBaseUrl"] = weCom.ToString(),
            ["WeCom:CorpId"] = options.CorpId,
            ["WeCom:AgentId"] = $"{options.AgentId}",
            ["WeCom:Secret"] = options.Secret,
            ["WeCom:Token"] = options.Token,
            ["WeCom:EncodingAesKey"] = options.EncodingAesKey,
            ["Secrets:KeyFile"] = key,
            ["Database:Provider"] = Cellar.IsServer(database) ? "PostgreSql" : "Sqlite",
            ["Database:ConnectionString"] = Cellar.IsServer(database) ? database : $"Data Source={database}",
        }).Build()).Settings!;
    }
}
