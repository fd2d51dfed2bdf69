using System.CommandLine;
using System.Data.Common;
using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary><c>move --to PROVIDER --connection …</c>: everything from the configured SQLite file to a server, compared at the end.</summary>
public static class MoveCommand
{
    public static Command Command(GivenSettings given)
    {
        var to = new Option<string>("--to") { Description = "SqlServer 或 PostgreSql", Required = true };
        var connection = new Option<string?>("--connection") { Description = "目标数据库的连接串" };
        var connectionFile = new Option<string?>("--connection-file") { Description = "内容是目标连接串的文件" };
        var command = new Command("move", "把 SQLite 中的全部数据搬到数据库服务器") { to, connection, connectionFile };
        command.SetAction((parsed, stop) => Run(given, parsed.GetValue(to)!, parsed.GetValue(connection), parsed.GetValue(connectionFile), stop));
        return command;
    }

    static async Task<int> Run(GivenSettings given, string to, string? connection, string? connectionFile, CancellationToken stop)
    {
        if (given.Read() is not { } settings)
        {
            return Cli.WrongUse;
        }

        if (Wrong(settings, to, connection, connectionFile, out var provider, out var text) is { } wrong)
        {
            return await Refuse(wrong, Cli.WrongUse);
        }

        try
        {
            var source = Path.GetFullPath(new DbConnectionStringBuilder { ConnectionString = settings.Database.ConnectionString.Reveal() }["Data Source"].ToString()!);
            if (!File.Exists(source))
            {
                return await Refuse($"没有这个 SQLite 文件：{source}", Cli.WrongUse);
            }

            await using var target = (ServerDb)Db.Open(provider, text);
            return Tell(await new Move(source, target, Progress()).Run(TimeProvider.System.GetUtcNow(), stop));
        }
        catch (DatabaseInUseException)
        {
            return await Refuse("服务正在使用这个 SQLite 文件，请先停止服务", Cli.Failed);
        }
        catch (TargetNotEmptyException taken)
        {
            return await Refuse($"目标数据库里已有别的数据，没有改动：{taken.Message}", Cli.Failed);
        }
        catch (Exception broken) when (broken is DbException or IOException or DatabaseTooOldException or OperationCanceledException)
        {
            return await Refuse($"没有搬完：{broken.Message}。再运行一次会从中断处继续", Cli.Failed);
        }
    }

    static string? Wrong(AppSettings settings, string to, string? connection, string? connectionFile, out DatabaseProvider provider, out string text)
    {
        text = "";
        if (settings.Database.Provider != DatabaseProvider.Sqlite)
        {
            provider = default;
            return $"只能从 Sqlite 搬出，现在的 Database:Provider 是 {settings.Database.Provider}";
        }

        if (!DatabaseSettings.IsProvider(to, out provider) || provider == DatabaseProvider.Sqlite)
        {
            return $"--to：「{to}」。应为：SqlServer 或 PostgreSql";
        }

        if ((connection is null) == (connectionFile is null) || (connectionFile is not null && !File.Exists(connectionFile)))
        {
            return "--connection 和 --connection-file 需要且只能有一个；文件要存在";
        }

        text = connection ?? File.ReadAllText(connectionFile!).Trim();
        return DatabaseSettings.IsConnectionString(provider, text) ? null : $"连接串不对。应为：{DatabaseSettings.Example(provider)}";
    }

    /// <summary>On a terminal one line that moves; else a line for each tenth of a table.</summary>
    static Action<string, long, long> Progress()
    {
        var told = "";
        return (table, done, total) =>
        {
            var line = $"{table} {done}/{total}";
            if (!Console.IsOutputRedirected)
            {
                Console.Write($"\r{line}{(done >= total ? "\n" : "")}");
            }
            else if ($"{table} {done * 10 / Math.Max(1, total)}" is var tenth && tenth != told)
            {
                told = tenth;
                Console.WriteLine(line);
            }
        };
    }

    static int Tell(IReadOnlyList<MovedTable> moved)
    {
        foreach (var table in moved)
        {
            Console.WriteLine($"{table.Table}\t{table.Source}\t{table.Target}\t{(table is { SameContent: true } && table.Source == table.Target ? "一致" : "不一致")}");
        }

        var same = moved.All(table => table.SameContent && table.Source == table.Target);
        Console.WriteLine(same
            ? $"已搬 {moved.Sum(table => table.Target)} 行，两边的行数与内容一致。把 Database:Provider 和 Database:ConnectionString 改成新的数据库，沿用同一个密钥文件，再启动服务"
            : "两边不一致，请不要改用新的数据库");
        return same ? Cli.Done : Cli.Failed;
    }

    static async Task<int> Refuse(string reason, int code)
    {
        await Console.Error.WriteLineAsync(reason);
        return code;
    }
}
