using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeComSales.Data;

namespace WeComSales.Faults.Tests;

/// <summary>The service in a process of its own that dies at one point: <c>brief-child SHIFT-TICKS POINT-OR-none</c>, settings in the environment.</summary>
static class BriefChild
{
    public const string Name = "brief-child";
    public const string SettingsIn = "BRIEF_SETTINGS";

    public static async Task Run(string[] args)
    {
        var reading = AppSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(Given(Environment.GetEnvironmentVariable(SettingsIn)!)).Build());
        var read = reading.Settings ?? throw new InvalidOperationException(string.Join("; ", reading.Faults));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls([.. read.Urls]);
        builder.AddWeComSales(read, new Shifted(TimeSpan.FromTicks(long.Parse(args[1], CultureInfo.InvariantCulture))));
        builder.Services.AddSingleton(new DrainPace(LeaseSeconds: 1, RenewSeconds: 1));
        if (args[2] != "none")
        {
            var real = Db.Open(read.Database.Provider, read.Database.ConnectionString.Reveal());
            builder.Services.AddSingleton<Db>(new CrashingDb(real, CrashPoint.Read(args[2])));
        }

        await using var app = builder.Build().UseWeComSales();
        await app.RunAsync();
    }

    static Dictionary<string, string?> Given(string text) =>
        text.Split('\n').Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1]);

    /// <summary>The machine's clock, moved to the evening of the test.</summary>
    sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
