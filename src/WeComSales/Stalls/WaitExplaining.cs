using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>One customer's wait for one member, as the messages up to a time tell it.</summary>
/// <param name="DueAt">Null while the rule is off.</param>
/// <param name="Closed">Who said that no answer is needed.</param>
public sealed record WaitExplanation(
    string Member, DateTimeOffset Since, string Waited, DateTimeOffset? DueAt, bool Fires, string? Closed, IReadOnlyList<RecipientExplanation> Recipients);

/// <summary>The rule 客户等待回复 for the customer of an opportunity.</summary>
/// <param name="Threshold">Null: it is not switched on.</param>
public sealed record WaitingExplanation(string? Threshold, IReadOnlyList<WaitExplanation> Waits);

/// <summary>Explains who waits, from the messages themselves: also for a time that is over.</summary>
static class WaitExplaining
{
    /// <summary>A longer silence of ours is no wait any more that anybody would ask about.</summary>
    static readonly TimeSpan LooksBack = TimeSpan.FromDays(30);

    public static async Task<WaitingExplanation> Of(Tx tx, string externalUserid, StallTerms terms, DateTimeOffset at)
    {
        var rule = terms.Rules.Waiting;
        var known = (await tx.CustomerWaits.Of(externalUserid)).ToDictionary(wait => wait.Userid, StringComparer.Ordinal);
        var waits = new List<WaitExplanation>();
        foreach (var past in await tx.ChatMessages.WaitsAt(externalUserid, at, at - LooksBack))
        {
            var facts = await tx.CustomerWaits.Facts(externalUserid, past.Userid);
            var now = known.GetValueOrDefault(past.Userid);
            var due = rule?.DueAt(past.Since, terms.Calendar);
            var closed = now is { Wait: null, ClosedBy: { } by } && now.AnsweredAt >= past.Since && now.AnsweredAt <= at ? await Name(tx, by) : null;
            var alerts = now is not null && (closed is not null || now.Wait?.Since == past.Since) ? (await tx.StallAlerts.Of(now.Id)).Where(alert => alert.CreatedAt <= at).ToList() : [];
            waits.Add(new(
                facts.Member, past.Since, StallTexts.Waited(terms.Calendar.WorkedBetween(past.Since, at)), due, due <= at && closed is null, closed,
                await StallExplainFlow.Recipients(tx, alerts)));
        }

        return new(rule is null ? null : StallTexts.Waited(TimeSpan.FromMinutes(rule.Minutes)), waits);
    }

    public static IEnumerable<string> Lines(WaitingExplanation waiting, Func<DateTimeOffset, string> time)
    {
        var name = $"{WaitingRule.Name}（{waiting.Threshold ?? "没有开启"}）";
        if (waiting.Waits.Count == 0)
        {
            yield return $"{name}：没有消息在等回复";
        }

        foreach (var wait in waiting.Waits)
        {
            yield return $"{name}：等{wait.Member}回复，从 {time(wait.Since)} 起，已 {wait.Waited}（工作时间）"
                + (wait.Closed is { } by ? $"，{by}：{StallTexts.NoAnswerNeeded}" : "")
                + (wait.DueAt is { } due ? $"，{time(due)} 达到" : "") + (wait.Fires ? "，已触发" : "");
            foreach (var told in wait.Recipients)
            {
                yield return StallExplanationLines.Told(told, time);
            }
        }
    }

    static async Task<string> Name(Tx tx, string userid) => (await tx.Staff.ByUserid(userid))?.Name ?? userid;
}
