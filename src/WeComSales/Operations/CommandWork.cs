using System.Data.Common;
using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>A command that works on the database with the service's own parts, without starting the service.</summary>
static class CommandWork
{
    /// <param name="writes">Then the schema is brought up to date first, and nobody else may be writing.</param>
    public static async Task<int> With(GivenSettings given, bool writes, Func<IServiceProvider, Task<int>> act)
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
            if (writes)
            {
                await app.Services.GetRequiredService<Db>().Migrate(app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
            }

            return await act(app.Services);
        }
        catch (DatabaseInUseException inUse)
        {
            await Console.Error.WriteLineAsync($"服务正在运行，它占用着数据库：{inUse.Message}");
            return Cli.Failed;
        }
        catch (DbException unusable)
        {
            await Console.Error.WriteLineAsync($"数据库不能用：{unusable.Message}");
            return Cli.Failed;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"文件不能读写：{unusable.Message}");
            return Cli.Failed;
        }
    }
}
