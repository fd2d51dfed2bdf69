using System.CommandLine;

namespace WeComSales.Operations;

/// <summary>What could not be processed or sent, with the reason; and another try.</summary>
public static class DeadCommands
{
    const int Most = 1000;

    public static Command Command(GivenSettings given)
    {
        var list = new Command("list", "列出处理或发送失败、已放弃的消息");
        list.SetAction((_, _) => CommandWork.With(given, DatabaseUse.Read, services => List(services.GetRequiredService<DeadFlow>())));
        return new Command("dead", "死信") { list, Retry(given) };
    }

    static Command Retry(GivenSettings given)
    {
        var ids = new Argument<string[]>("id") { Description = "list 给出的编号", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "全部再试；可能已经送达的消息除外，它们要按编号重试" };
        var kind = new Option<string?>("--kind") { Description = "和 --all 一起用，只试一类：in 回调，out 消息，job 定时任务，brief 日报" };
        kind.AcceptOnlyFromAmong([.. DeadFlow.Kinds]);
        var retry = new Command("retry", "再试一次") { ids, all, kind };
        retry.Validators.Add(parsed =>
        {
            var named = parsed.GetValue(ids) is { Length: > 0 };
            if (parsed.GetValue(all) == named || (parsed.GetResult(kind) is not null && !parsed.GetValue(all)))
            {
                parsed.AddError("写上编号，或者写 --all（可以再加 --kind in、out、job 或 brief）");
            }
        });
        retry.SetAction((parsed, _) => CommandWork.With(given, DatabaseUse.Write, services =>
        {
            var flow = services.GetRequiredService<DeadFlow>();
            return parsed.GetValue(all) ? RetryAll(flow, parsed.GetValue(kind)) : Retry(flow, parsed.GetValue(ids)!);
        }));
        return retry;
    }

    static async Task<int> RetryAll(DeadFlow flow, string? kind)
    {
        var (retried, left) = await flow.RetryAll(kind);
        Speaking.Output.WriteLine($"{retried} 条将重新处理");
        if (left > 0)
        {
            Speaking.Output.WriteLine($"{left} 条消息可能已经送达，没有重试：先问收件人，再用 dead retry 加编号重试");
        }

        return Cli.Done;
    }

    static async Task<int> List(DeadFlow flow)
    {
        var dead = await flow.List(Most);
        foreach (var line in dead)
        {
            Speaking.Output.WriteLine($"{line.Id}\t{line.At:u}\t{line.What}\t{line.Attempts} 次\t{line.Fingerprint}\t{line.Reason}");
        }

        Speaking.Output.WriteLine($"共 {dead.Count} 条");
        return Cli.Done;
    }

    static async Task<int> Retry(DeadFlow flow, string[] ids)
    {
        var missing = 0;
        foreach (var id in ids)
        {
            var retried = await flow.Retry(id);
            missing += retried ? 0 : 1;
            Speaking.Output.WriteLine(retried ? $"{id} 将重新处理" : $"{id} 不在死信中");
        }

        return missing == 0 ? Cli.Done : Cli.Failed;
    }
}
