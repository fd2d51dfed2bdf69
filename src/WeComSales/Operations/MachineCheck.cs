using System.Data.Common;
using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>What the service needs of the machine that it runs on.</summary>
public sealed class MachineCheck(AppSettings settings, Db db, string folder)
{
    static readonly string[] Fonts = ["NotoSansSC-Regular.ttf", "NotoSansSC-SemiBold.ttf"];

    public async Task<IReadOnlyList<Finding>> Run() => [await Database(), KeyFile(), Font(), Zone()];

    /// <summary>A write that changes nothing: only so is it known that writing works.</summary>
    async Task<Finding> Database()
    {
        const string what = "数据库";
        try
        {
            if ((await db.Pending()).Count == Migration.All(db.Dialect).Count)
            {
                return db.IsShared && await DatabaseState.WhyNoTable(db) is { } refused
                    ? new(what, $"{db.Engine} 里还没有表，也不能建：{refused}", MachineTexts.Grant(settings.Database))
                    : new(what, "还没有建立，第一次启动服务时建立");
            }
        }
        catch (Exception broken) when (DatabaseFault.Is(broken))
        {
            // The state below says what it is.
        }

        var state = await DatabaseState.Of(db, HealthEndpoints.Instance);
        if (state.Trouble == Trouble.Busy && !db.IsShared)
        {
            return new(what, $"{db.Engine}，运行中的服务正在使用");
        }

        return state.Trouble == Trouble.None ? new(what, $"{db.Engine}，可以读写，结构是最新的") : new(what, $"{db.Engine}：{state.Why}", MachineTexts.For(state.Trouble));
    }

    /// <summary>Whoever reads it can read the stored tokens.</summary>
    Finding KeyFile()
    {
        const string what = "密钥文件";
        var path = settings.Secrets.KeyFile;
        if (WeComSales.KeyFile.Read(path, out var fault) is null)
        {
            return settings.Database.Provider == DatabaseProvider.Sqlite && !File.Exists(path)
                ? new(what, "还没有生成，第一次启动服务时生成")
                : new(what, fault, MachineTexts.Key(path));
        }

        var open = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0;
        return new(what, open ? $"{path} 其他用户也能读" : $"{path} 只有服务的用户能读", open ? MachineTexts.Close(path) : null);
    }

    Finding Font()
    {
        var missing = Fonts.Where(font => !File.Exists(Path.Combine(folder, "fonts", font))).ToList();
        return new("日报字体", missing.Count == 0 ? "已随程序安装" : $"缺少 {string.Join("、", missing)}", missing.Count == 0 ? null : MachineTexts.Fonts);
    }

    Finding Zone()
    {
        var hours = settings.TimeZone.GetUtcOffset(DateTimeOffset.UnixEpoch.AddYears(50)).TotalHours;
        return new("时区", $"{settings.TimeZone.Id}（UTC{hours:+0.##;-0.##;+0}）", hours == 8 ? null : MachineTexts.Zone);
    }
}

/// <summary>What an administrator does about each of them.</summary>
public static class MachineTexts
{
    public const string Fonts = "重新安装程序：fonts 目录要和程序放在一起，日报的 PDF 用它显示中文";
    public const string Zone = "日报和提醒按北京时间计算：把 TimeZone 设为 Asia/Shanghai";

    public static string Key(string path) => $"Secrets:KeyFile 要指向{KeyFile.Allowed(path)}";

    /// <summary>PostgreSQL 15 gives the schema public to the database's owner alone.</summary>
    public static string Grant(DatabaseSettings database)
    {
        var user = User(database);
        return database.Provider == DatabaseProvider.PostgreSql
            ? $"用这个数据库的所有者执行 GRANT USAGE, CREATE ON SCHEMA public TO {user}（PostgreSQL 15 起默认没有这个权限），或让 {user} 成为数据库的所有者"
            : $"用管理员在这个数据库里执行 GRANT CREATE TABLE TO {user}; GRANT ALTER, SELECT, INSERT, UPDATE, DELETE, REFERENCES ON SCHEMA::dbo TO {user}";
    }

    static string User(DatabaseSettings database)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = database.ConnectionString.Reveal() };
        return ((string[])["Username", "User ID", "User Name", "User", "UID"]).Select(key => parts.TryGetValue(key, out var name) ? name as string : null).FirstOrDefault(name => !string.IsNullOrEmpty(name)) is { } named
            ? database.Provider == DatabaseProvider.PostgreSql ? $"\"{named}\"" : $"[{named}]"
            : "服务的数据库用户";
    }

    public static string Close(string path) => $"只让服务的用户能读：chmod 600 {path}";

    public static string For(Trouble trouble) => trouble switch
    {
        Trouble.ReadOnly => "给服务的用户写权限：SQLite 要能写数据库文件和所在目录，服务器数据库要能写所有表",
        Trouble.Full => "磁盘已满：清理或扩容，服务会自己恢复",
        Trouble.TooOld => "运行 wecomsales migrate 升级结构；数据库服务器版本太旧则先升级服务器",
        Trouble.Unreachable => "检查 Database:ConnectionString、网络和数据库是否在运行",
        Trouble.Busy => "写入太多，来不及存：过一会儿再查，仍然如此就换更快的磁盘或服务器数据库",
        _ => "查看服务日志里的数据库错误",
    };
}
