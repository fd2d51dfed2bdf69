using System.CommandLine;
using System.Globalization;
using WeComSales.Domain;

namespace WeComSales.Lexicon;

/// <summary>Work on the service's database; told by the command line whether it writes.</summary>
public delegate Task<int> OnServices(bool writes, Func<IServiceProvider, Task<int>> act);

/// <summary><c>wecomsales lexicon</c>: what a file of own words would change, which version is in use, and what reps teach. Words come and go with <c>import lexicon</c> and <c>export lexicon</c>.</summary>
public static class LexiconCommands
{
    const int Done = 0;
    const int Failed = 1;
    const int WrongUse = 2;

    /// <param name="place">From a path as it was written to the file it means: the command may run inside the service.</param>
    public static Command Create(OnServices on, Func<string, string> place)
    {
        var file = new Argument<string>("FILE.csv") { Description = "kind,label,term,replacement" };
        var number = new Argument<int>("NUMBER") { Description = "版本号" };
        var notes = new Option<int>("--notes") { Description = "与最近多少条备注对比", DefaultValueFactory = _ => 200 };
        var preview = new Command("preview", "启用之前，看文件会改变哪些备注的信号") { file, notes };
        preview.SetAction((parsed, _) => on(false, services => Preview(services, place(parsed.GetValue(file)!), parsed.GetValue(notes), parsed.InvocationConfiguration)));
        var versions = new Command("versions", "列出版本");
        versions.SetAction((parsed, _) => on(false, services => Versions(services, parsed.InvocationConfiguration)));
        var activate = new Command("activate", "启用一个版本，也用来退回旧版本") { number };
        activate.SetAction((parsed, _) => on(true, services => Activate(services, parsed.GetValue(number), parsed.InvocationConfiguration)));
        var proposals = new Command("proposals", "销售反复划掉或补上的词");
        proposals.SetAction((parsed, _) => on(false, services => Proposals(services, parsed.InvocationConfiguration)));
        return new Command("lexicon", "公司自己的词") { preview, versions, activate, proposals };
    }

    static Task<int> Preview(IServiceProvider services, string path, int notes, InvocationConfiguration console) => WithFile(path, console, async words =>
    {
        var flow = services.GetRequiredService<LexiconFlow>();
        await flow.Refresh();
        var preview = await flow.Preview(words, notes);
        foreach (var one in preview.Differences)
            console.Output.WriteLine($"{one.NoteId}\t新增 {string.Join('、', one.Added)}\t失去 {string.Join('、', one.Lost)}\t改变 {string.Join('、', one.Changed)}");
        console.Output.WriteLine($"读了 {preview.Read} 条备注，{preview.Differences.Count} 条会改变");
    });

    static async Task<int> Versions(IServiceProvider services, InvocationConfiguration console)
    {
        var flow = services.GetRequiredService<LexiconFlow>();
        var current = (await flow.Current()).Number;
        foreach (var version in await flow.Versions(200))
            console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(version.Number == current ? "*" : " ")} {version.Number}\t{version.MadeAt:u}\t{version.MadeBy}\t{version.Remark}"));
        return Done;
    }

    static async Task<int> Activate(IServiceProvider services, int number, InvocationConfiguration console)
    {
        var done = await services.GetRequiredService<LexiconFlow>().Activate(number, LexiconTexts.ByCommand);
        console.Output.WriteLine(done ? LexiconTexts.Active(number) : LexiconTexts.NoSuchVersion);
        return done ? Done : Failed;
    }

    static async Task<int> Proposals(IServiceProvider services, InvocationConfiguration console)
    {
        foreach (var one in await services.GetRequiredService<LexiconFlow>().Proposals()) console.Output.WriteLine(one.Text);
        return Done;
    }

    static async Task<int> WithFile(string path, InvocationConfiguration console, Func<IReadOnlyList<TenantWord>, Task> act)
    {
        try
        {
            await act(OwnWordsFile.Read(path));
            return Done;
        }
        catch (Exception wrong) when (wrong is FormatException or FileNotFoundException)
        {
            await console.Error.WriteLineAsync(wrong.Message);
            return WrongUse;
        }
    }
}
