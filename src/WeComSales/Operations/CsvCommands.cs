using System.CommandLine;
using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary><c>import KIND FILE.csv</c> and <c>export KIND FILE.csv</c>; progress only on a terminal.</summary>
public static class CsvCommands
{
    // Enough to see what is wrong; all of it is in the file beside the import.
    const int MostLines = 200;

    public static Command Import(GivenSettings given) =>
        Command("import", "导入 CSV 文件", ImportKinds.Names, (kind, file, stop) => CommandWork.With(given, DatabaseUse.Write, services => Import(services, kind, file, stop)));

    public static Command Export(GivenSettings given) =>
        Command("export", "导出为 CSV 文件", ExportKinds.Names, async (kind, file, stop) =>
            await Note(given, kind) is > 0 and var failed ? failed : await CommandWork.With(given, DatabaseUse.Read, services => Export(services, kind, file, stop)));

    /// <summary>
    /// Writes down that a kind is exported. A command of its own, and not for people: an export reads beside the running
    /// service into the folder of whoever asks, and this one line has to be written by the service.
    /// </summary>
    public static Command ExportNote(GivenSettings given)
    {
        var kind = new Argument<string>("KIND");
        var command = new Command(Noting) { kind };
        command.Hidden = true;
        command.SetAction((parsed, _) => Note(given, parsed.GetValue(kind)!));
        return command;
    }

    const string Noting = "export-note";

    /// <summary>Whoever has the machine's command line; the operating system knows who.</summary>
    const string By = "command";

    static Task<int> Note(GivenSettings given, string kind) => CommandWork.With(given.For(Noting, kind), DatabaseUse.Write, async services =>
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (services.GetRequiredService<ExportKinds>().ByName(kind, now) is null)
        {
            return await Refuse(NoSuchKind(kind, ExportKinds.Names));
        }

        await services.GetRequiredService<Db>().Write(tx => tx.Audit.Add(new(Ids.New(now), now, By, "export", kind, null)));
        return Cli.Done;
    });

    static Command Command(string name, string what, string kinds, Func<string, string, CancellationToken, Task<int>> run)
    {
        var kind = new Argument<string>("KIND") { Description = kinds };
        var file = new Argument<string>("FILE.csv") { Description = "文件路径" };
        var command = new Command(name, what) { kind, file };
        command.SetAction((parsed, stop) => run(parsed.GetValue(kind)!, Path.GetFullPath(parsed.GetValue(file)!, Speaking.Folder), stop));
        return command;
    }

    static async Task<int> Import(IServiceProvider services, string kindName, string path, CancellationToken stop)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var kinds = services.GetRequiredService<ImportKinds>();
        if (kinds.ByName(kindName, now) is not { } kind)
        {
            return await Refuse(NoSuchKind(kindName, ImportKinds.Names));
        }

        if (!File.Exists(path))
        {
            return await Refuse($"没有这个文件：{path}");
        }

        var rejected = new List<RejectedRow>();
        try
        {
            var report = await Speaking.Watched("导入", saved => new Import(kind, kinds.Context(now), saved, row => Keep(rejected, row)).Run(path, stop));
            Tell(report, rejected);
            if (kind.Remark is { } remark)
            {
                Speaking.Output.WriteLine(remark);
            }

            return Cli.Done;
        }
        catch (CsvUnusableException unusable)
        {
            return await Refuse(unusable.Message);
        }
    }

    static async Task<int> Export(IServiceProvider services, string kindName, string path, CancellationToken stop)
    {
        var kind = services.GetRequiredService<ExportKinds>().ByName(kindName, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var rows = await Speaking.Counted("导出", written => new Export(kind!, services.GetRequiredService<Db>(), written).Run(path, stop));
        Speaking.Output.WriteLine($"已导出 {rows} 行到 {path}");
        return Cli.Done;
    }

    static string NoSuchKind(string kindName, string kinds) => $"没有「{kindName}」这种数据，可以是 {kinds}";

    static async Task<int> Refuse(string reason)
    {
        await Speaking.Error.WriteLineAsync(reason);
        return Cli.WrongUse;
    }

    static void Keep(List<RejectedRow> rejected, RejectedRow row)
    {
        if (rejected.Count < MostLines)
        {
            rejected.Add(row);
        }
    }

    static void Tell(ImportReport report, List<RejectedRow> rejected)
    {
        foreach (var row in rejected)
        {
            Speaking.Output.WriteLine(row.Column.Length == 0 ? $"第 {row.Line} 行：{row.Reason}" : $"第 {row.Line} 行 {row.Column}：{row.Reason}");
        }

        if (report.Rejected > rejected.Count)
        {
            Speaking.Output.WriteLine($"还有 {report.Rejected - rejected.Count} 行没有列出");
        }

        Speaking.Output.WriteLine($"共 {report.Rows} 行（{report.Encoding}）：新增 {report.Added}，变更 {report.Changed}，未变 {report.Unchanged}，拒绝 {report.Rejected}");
        if (report.RejectedFile is { } file)
        {
            Speaking.Output.WriteLine($"被拒绝的行和原因在 {file}");
        }
    }
}
