using System.Data.Common;
using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>What a command does with the database. Whoever writes brings the schema up to date first, and nobody else may be writing.</summary>
enum DatabaseUse { None, Read, Write }

/// <summary>A command that works with the service's own parts, without starting the service.</summary>
static class CommandWork
{
    public static async Task<int> With(GivenSettings given, DatabaseUse use, Func<IServiceProvider, Task<int>> act)
    {
        if (given.Read() is not { } settings)
        {
            return Cli.WrongUse;
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.AddWeComSales(settings, DemoClock.For(settings)).Build();
        try
        {
            return await Open(app.Services, use) is { } unusable ? Refuse(settings, unusable) : await act(app.Services);
        }
        catch (DatabaseInUseException inUse)
        {
            await Console.Error.WriteLineAsync($"服务正在运行，它占用着数据库：{inUse.Message}");
            return Cli.Failed;
        }
        catch (DbException broken)
        {
            await Console.Error.WriteLineAsync($"数据库出错，没有做完：{broken.Message}");
            return Cli.Failed;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"文件不能读写：{broken.Message}");
            return Cli.Failed;
        }
    }

    /// <summary>Names the key when the database cannot be opened: the end of every command, <c>serve</c> too.</summary>
    public static int Refuse(AppSettings settings, Exception unusable)
    {
        Console.Error.WriteLine(
            $"Database:ConnectionString：{settings.Database.Provider} 打不开：{unusable.Message}。应为：一个能读写、没有被其他进程占用的数据库");
        return Cli.WrongUse;
    }

    public static bool IsUnusable(Exception failure) => failure is DbException or IOException or UnauthorizedAccessException;

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
        catch (Exception unusable) when (IsUnusable(unusable))
        {
            return unusable;
        }
    }
}
