using System.Data.Common;
using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>What a command does with the database. Whoever writes brings the schema up to date first, and nobody else may be writing.</summary>
enum DatabaseUse { None, Read, Write, Migrate }

/// <summary>A command that works with the service's own parts, without starting the service.</summary>
static class CommandWork
{
    static readonly AsyncLocal<IServiceProvider?> inside = new();

    /// <summary>True in the running service, for a command that came through the socket.</summary>
    public static bool IsInside => inside.Value is not null;

    /// <summary>The command comes from outside into the running service: its parts are these.</summary>
    public static async Task<int> Inside(IServiceProvider services, Func<Task<int>> run)
    {
        inside.Value = services;
        return await run();
    }

    public static async Task<int> With(GivenSettings given, DatabaseUse use, Func<IServiceProvider, Task<int>> act)
    {
        if (inside.Value is { } services)
        {
            return await Guarded(services, () => act(services));
        }

        if (given.Read() is not { } settings)
        {
            return Cli.WrongUse;
        }

        if (use is DatabaseUse.Write or DatabaseUse.Migrate && await CommandSocket.Ask(settings.Database, given.Words) is { } exit)
        {
            return exit;
        }

        var builder = WebApplication.CreateSlimBuilder(SettingsSources.Host);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.AddWeComSales(settings, DemoClock.For(settings)).Build();
        return await Guarded(app.Services, async () => await Open(app.Services, use) is { } unusable ? Refuse(settings, unusable) : await act(app.Services));
    }

    static async Task<int> Guarded(IServiceProvider services, Func<Task<int>> act)
    {
        try
        {
            return await act();
        }
        catch (DatabaseInUseException inUse)
        {
            await Speaking.Error.WriteLineAsync($"服务正在运行，它占用着数据库：{inUse.Message}");
            return Cli.Failed;
        }
        catch (DatabaseTooOldException old)
        {
            return Refuse(services.GetRequiredService<AppSettings>(), old);
        }
        catch (DbException broken)
        {
            await Speaking.Error.WriteLineAsync($"数据库出错，没有做完：{broken.Message}");
            return Cli.Failed;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            await Speaking.Error.WriteLineAsync($"文件不能读写：{broken.Message}");
            return Cli.Failed;
        }
    }

    /// <summary>Names the key when the database cannot be opened: the end of every command, <c>serve</c> too.</summary>
    public static int Refuse(AppSettings settings, Exception unusable)
    {
        Speaking.Error.WriteLine(GivenSettings.Line(DatabaseFault.Of(settings, unusable)));
        return Cli.WrongUse;
    }

    static async Task<Exception?> Open(IServiceProvider services, DatabaseUse use)
    {
        var db = services.GetRequiredService<Db>();
        try
        {
            switch (use)
            {
                case DatabaseUse.Write:
                    await db.Migrate(services.GetRequiredService<TimeProvider>().GetUtcNow());
                    break;
                case DatabaseUse.Read:
                    await db.Read(_ => Task.FromResult(true));
                    break;
            }

            return null;
        }
        catch (Exception unusable) when (DatabaseFault.Is(unusable))
        {
            return unusable;
        }
    }
}
