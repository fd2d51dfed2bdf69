using System.CommandLine;
using WeComSales.Data;

namespace WeComSales.Erasures;

/// <summary>
/// <c>erase customer ID</c>, <c>erase member CODE</c> and <c>erase lead CODE</c>: says what there is about somebody, writes it into a file for
/// them with <c>--export</c>, and erases it with <c>--yes</c>.
/// </summary>
public static class ErasureCommand
{
    /// <param name="write">Runs what it is given with the service's parts, on a database that may be written.</param>
    /// <param name="place">A path as whoever typed it means it.</param>
    public static Command Create(Func<Func<IServiceProvider, Task<int>>, Task<int>> write, Func<string, string> place) => new("erase", "按本人要求导出或删除全部数据")
    {
        Whom("customer", "客户", new("EXTERNAL_USERID") { Description = "客户的 external_userid" }, Subject.Customer, write, place),
        Whom("member", "门店会员", new("MEMBER_CODE") { Description = "会员码" }, Subject.Member, write, place),
        Whom("lead", "线索", new("LEAD_CODE") { Description = "线索编号" }, Subject.Lead, write, place),
    };

    static Command Whom(
        string word, string what, Argument<string> id, Subject subject, Func<Func<IServiceProvider, Task<int>>, Task<int>> write, Func<string, string> place)
    {
        var export = new Option<string?>("--export") { Description = "把找到的全部数据写进这个文件，交给本人" };
        var reason = new Option<string?>("--reason") { Description = "为什么删除，留作凭证；不写聊天内容" };
        var yes = new Option<bool>("--yes") { Description = "删除；没有它只说有多少" };
        var command = new Command(word, what) { id, export, reason, yes };
        command.SetAction((parsed, _) => write(services => Run(
            services, subject, parsed.GetValue(id)!,
            parsed.GetValue(export) is { } path ? place(path) : null, parsed.GetValue(reason), parsed.GetValue(yes), parsed.InvocationConfiguration)));
        return command;
    }

    static async Task<int> Run(
        IServiceProvider services, Subject subject, string id, string? export, string? reason, bool erases, InvocationConfiguration console)
    {
        if (erases && string.IsNullOrWhiteSpace(reason))
        {
            await console.Error.WriteLineAsync("删除要写明原因：--reason");
            return 2;
        }

        var (db, now) = (services.GetRequiredService<Db>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        foreach (var count in (await db.Read(tx => tx.Traces.Counts(subject, id))).Where(count => count.Rows > 0))
        {
            console.Output.WriteLine($"{ErasureTexts.NameOf(count.Table)} {count.Rows}");
        }

        if (export is not null)
        {
            var rows = await ErasureFile.Write(db, subject, id, export, now);
            await db.Write(tx => tx.Audit.Add(new(Ids.New(now), now, By, "customer.export", id, null)));
            console.Output.WriteLine($"已导出 {rows} 行到 {export}");
        }

        if (!erases)
        {
            console.Output.WriteLine("没有删除。确认删除请加 --yes --reason 原因");
            return 0;
        }

        var scope = subject switch { Subject.Customer => ErasureScope.Customer, Subject.Member => ErasureScope.Member, _ => ErasureScope.Lead };
        var erasure = await services.GetRequiredService<ErasureFlow>().Erase(new(Guid.CreateVersion7().ToString("N"), scope, id, By, reason!.Trim(), now, 0));
        console.Output.WriteLine($"已删除 {erasure!.Rows} 行，凭证 {erasure.Id}");
        return 0;
    }

    /// <summary>Whoever has the machine's command line; the operating system knows who.</summary>
    const string By = "command";
}
