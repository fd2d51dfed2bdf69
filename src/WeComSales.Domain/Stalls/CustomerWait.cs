namespace WeComSales.Domain;

/// <summary>A customer wrote and waits for an answer; only an answer in the chat ends it, or somebody who says that none is needed.</summary>
/// <param name="Userid">Whose chat it is.</param>
/// <param name="Since">The first message without an answer.</param>
/// <param name="Level">0: nobody was told yet.</param>
/// <param name="ToldAt">When the last level was told.</param>
public sealed record CustomerWait(string Id, string ExternalUserid, string Userid, DateTimeOffset Since, int Level, DateTimeOffset? ToldAt)
{
    /// <summary>When somebody has to be told: at the threshold, then one leader more for each span without an answer.</summary>
    public DateTimeOffset NextStepAt(WaitingRule rule, StallRules rules, WorkCalendar calendar) =>
        ToldAt is { } told ? told.AddHours(rules.EscalateAfterHours) : rule.DueAt(Since, calendar);

    /// <summary>One level more was told, at <paramref name="at"/>.</summary>
    public CustomerWait Told(DateTimeOffset at) => this with { Level = Level + 1, ToldAt = at };
}
