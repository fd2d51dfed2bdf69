using System.CommandLine;

namespace WeComSales.Operations;

/// <summary>Runs the service until it is told to stop.</summary>
public static class Serve
{
    /// <summary>Below what the service manager waits (deploy/wecomsales.service), so that the end is ours: what is under way finishes or keeps its lease.</summary>
    internal static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(25);

    public static Command Command(GivenSettings given)
    {
        var command = new Command("serve", "运行服务（默认）");
        command.SetAction((_, stop) => Run(given, stop));
        return command;
    }

    public static async Task<int> Run(GivenSettings given, CancellationToken stop)
    {
        if (given.Read() is not { } settings)
        {
            return Cli.WrongUse;
        }

        var builder = WebApplication.CreateSlimBuilder(SettingsSources.Host);
        // Only where one of them started us: "started" is said when callbacks are taken, and lines go to their journal by level.
        builder.Services.AddSystemd();
        builder.Services.AddWindowsService(service => service.ServiceName = "WeComSales");
        QuietLoggers.SetUp(builder.Logging, settings.Logging);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        builder.WebHost.UseUrls([.. settings.Urls]);
        var time = DemoClock.For(settings);
        builder.AddWeComSales(settings, time);
        builder.Services.AddSingleton<DatabaseOpening>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<DatabaseOpening>());
        builder.Services.AddHostedService<CommandDoor>();
        builder.Services.AddSchedule(settings, time);
        await using var app = builder.Build().UseWeComSales();
        if (await app.Services.GetRequiredService<DatabaseOpening>().Open() is { } unusable)
        {
            return CommandWork.Refuse(settings, unusable);
        }

        try
        {
            app.OpenSecrets();
        }
        catch (Exception unmade) when (unmade is IOException or UnauthorizedAccessException)
        {
            Speaking.Error.WriteLine(GivenSettings.Line(new("Secrets:KeyFile", $"「{settings.Secrets.KeyFile}」不能生成：{unmade.Message}", "服务的用户能写的位置")));
            return Cli.WrongUse;
        }

        await app.RunAsync(stop);
        return Cli.Done;
    }
}
