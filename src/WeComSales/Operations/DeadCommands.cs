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
        var ids = new Argument<string[]>("id") { Description = "list 给出的编号", Arity = ArgumentArity.OneOrMore };
        var retry = new Command("retry", "再试一次") { ids };
        retry.SetAction((parsed, _) => CommandWork.With(
            given, DatabaseUse.Write, services => Retry(services.GetRequiredService<DeadFlow>(), parsed.GetValue(ids)!)));
        return new Command("dead", "死信") { list, retry };
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
