using System.CommandLine;
using System.Globalization;
using WeComSales.Domain;

namespace WeComSales.Lexicon;

/// <summary>Work on the service's database; told by the command line whether it writes.</summary>
public delegate Task<int> OnServices(bool writes, Func<IServiceProvider, Task<int>> act);

/// <summary><c>wecomsales lexicon</c>: the company's own words as a file, what a file would change, and which version is in use.</summary>
public static class LexiconCommands
{
    const int Done = 0;
    const int Failed = 1;
    const int WrongUse = 2;
    const string ByCommand = "command";

    public static Command Create(OnServices on)
    {
        var file = new Argument<string>("FILE.csv") { Description = "kind,label,term,replacement" };
        var number = new Argument<int>("NUMBER") { Description = "版本号" };
        var notes = new Option<int>("--notes") { Description = "与最近多少条备注对比", DefaultValueFactory = _ => 200 };
        var import = new Command("import", "把文件存为新版本，不启用") { file };
        import.SetAction((parsed, _) => on(true, services => Import(services, parsed.GetValue(file)!)));
        var export = new Command("export", "导出正在使用的词") { file };
        export.SetAction((parsed, _) => on(false, services => Export(services, parsed.GetValue(file)!)));
        var preview = new Command("preview", "启用之前，看文件会改变哪些备注的信号") { file, notes };
        preview.SetAction((parsed, _) => on(false, services => Preview(services, parsed.GetValue(file)!, parsed.GetValue(notes))));
        var versions = new Command("versions", "列出版本");
        versions.SetAction((_, _) => on(false, Versions));
        var activate = new Command("activate", "启用一个版本，也用来退回旧版本") { number };
        activate.SetAction((parsed, _) => on(true, services => Activate(services, parsed.GetValue(number))));
        var proposals = new Command("proposals", "销售反复划掉或补上的词");
        proposals.SetAction((_, _) => on(false, Proposals));
        return new Command("lexicon", "公司自己的词") { import, export, preview, versions, activate, proposals };
    }

    static Task<int> Import(IServiceProvider services, string path) => WithFile(path, async words =>
    {
        var number = await services.GetRequiredService<LexiconFlow>().Keep(words, Path.GetFileName(path), ByCommand);
        Console.WriteLine(LexiconTexts.Kept(number, words.Count));
    });

    static async Task<int> Export(IServiceProvider services, string path)
    {
        var current = await services.GetRequiredService<LexiconFlow>().Current();
        await File.WriteAllTextAsync(path, OwnWordsFile.Write(current.Words), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Console.WriteLine($"已导出 {current.Words.Count} 行到 {path}");
        return Done;
    }

    static Task<int> Preview(IServiceProvider services, string path, int notes) => WithFile(path, async words =>
    {
        var flow = services.GetRequiredService<LexiconFlow>();
        await flow.Refresh();
        var preview = await flow.Preview(words, notes);
        foreach (var one in preview.Differences)
            Console.WriteLine($"{one.NoteId}\t新增 {string.Join('、', one.Added)}\t失去 {string.Join('、', one.Lost)}\t改变 {string.Join('、', one.Changed)}");
        Console.WriteLine($"读了 {preview.Read} 条备注，{preview.Differences.Count} 条会改变");
    });

    static async Task<int> Versions(IServiceProvider services)
    {
        var flow = services.GetRequiredService<LexiconFlow>();
        var current = (await flow.Current()).Number;
        foreach (var version in await flow.Versions(200))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(version.Number == current ? "*" : " ")} {version.Number}\t{version.MadeAt:u}\t{version.MadeBy}\t{version.Remark}"));
        return Done;
    }

    static async Task<int> Activate(IServiceProvider services, int number)
    {
        var done = await services.GetRequiredService<LexiconFlow>().Activate(number, ByCommand);
        Console.WriteLine(done ? LexiconTexts.Active(number) : LexiconTexts.NoSuchVersion);
        return done ? Done : Failed;
    }

    static async Task<int> Proposals(IServiceProvider services)
    {
        foreach (var one in await services.GetRequiredService<LexiconFlow>().Proposals()) Console.WriteLine(one.Text);
        return Done;
    }

    static async Task<int> WithFile(string path, Func<IReadOnlyList<TenantWord>, Task> act)
    {
        try
        {
            await act(OwnWordsFile.Read(path));
            return Done;
        }
        catch (Exception wrong) when (wrong is FormatException or FileNotFoundException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return WrongUse;
        }
    }
}
