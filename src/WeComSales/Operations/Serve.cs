using System.CommandLine;
using WeComSales.Data;
using WeComSales.People;

namespace WeComSales.Operations;

/// <summary>Runs the service until it is told to stop.</summary>
public static class Serve
{
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

        var builder = WebApplication.CreateSlimBuilder();
        // The framework's own lines hold addresses whole, and with them sign-in codes.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        foreach (var (category, level) in settings.LogLevels)
        {
            builder.Logging.AddFilter(category == "Default" ? null : category, level);
        }

        builder.WebHost.UseUrls([.. settings.Urls]);
        var time = DemoClock.For(settings);
        builder.AddWeComSales(settings, time);
        builder.Services.AddHostedService<FirstSync>();
        builder.Services.AddSchedule(settings, time);
        await using var app = builder.Build().UseWeComSales();
        if (!await app.OpenDatabase(settings))
        {
            return Cli.WrongUse;
        }

        await app.RunAsync(stop);
        return Cli.Done;
    }

    /// <summary>Brings the schema up to date; false, with the key named, when the database cannot be opened or written.</summary>
    static async Task<bool> OpenDatabase(this WebApplication app, AppSettings settings)
    {
        var db = app.Services.GetRequiredService<Db>();
        var time = app.Services.GetRequiredService<TimeProvider>();
        try
        {
            var applied = await db.Migrate(time.GetUtcNow());
            await db.Write(async tx =>
            {
                await tx.Inbox.ReleaseAll();
                await tx.Outbox.ReleaseAll();
            });
            app.Logger.DatabaseOpened(db.Engine, applied.Count);
            return true;
        }
        catch (Exception unusable) when (CommandWork.IsUnusable(unusable) || unusable is DatabaseInUseException)
        {
            CommandWork.Refuse(settings, unusable);
            return false;
        }
    }
}
