using System.CommandLine;
using System.Globalization;
using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>What could not be processed or sent, with the reason; and another try.</summary>
public static class DeadCommands
{
    const int Most = 1000;
    const string FromInbox = "in-";
    const string FromOutbox = "out-";

    public static Command Command(GivenSettings given)
    {
        var list = new Command("list", "列出处理或发送失败、已放弃的消息");
        list.SetAction((_, _) => CommandWork.With(given, DatabaseUse.Read, services => List(services.GetRequiredService<Db>())));
        var ids = new Argument<string[]>("id") { Description = "list 给出的编号", Arity = ArgumentArity.OneOrMore };
        var retry = new Command("retry", "再试一次") { ids };
        retry.SetAction((parsed, _) => CommandWork.With(
            given, DatabaseUse.Write, services => Retry(services.GetRequiredService<Db>(), parsed.GetValue(ids)!)));
        return new Command("dead", "死信") { list, retry };
    }

    static async Task<int> List(Db db)
    {
        var (callbacks, letters) = await db.Read(async tx => (await tx.Inbox.Dead(Most), await tx.Outbox.Dead(Most)));
        foreach (var callback in callbacks)
        {
            Speaking.Output.WriteLine($"{FromInbox}{callback.Seq}\t{callback.DoneAt:u}\t{callback.Kind}\t{callback.Attempts} 次\t{callback.Outcome}");
        }

        foreach (var letter in letters)
        {
            Speaking.Output.WriteLine($"{FromOutbox}{letter.Id}\t{letter.DoneAt:u}\t{letter.Call} → {letter.Receiver}\t{letter.Attempts} 次\t{letter.Outcome}");
        }

        Speaking.Output.WriteLine($"共 {callbacks.Count + letters.Count} 条");
        return Cli.Done;
    }

    static async Task<int> Retry(Db db, string[] ids)
    {
        var missing = 0;
        foreach (var id in ids)
        {
            var retried = await db.Write(tx => id.StartsWith(FromOutbox, StringComparison.Ordinal)
                ? tx.Outbox.RetryDead(id[FromOutbox.Length..])
                : tx.Inbox.RetryDead(long.TryParse(id.AsSpan(Math.Min(FromInbox.Length, id.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : -1));
            missing += retried ? 0 : 1;
            Speaking.Output.WriteLine(retried ? $"{id} 将重新处理" : $"{id} 不在死信中");
        }

        return missing == 0 ? Cli.Done : Cli.Failed;
    }
}
