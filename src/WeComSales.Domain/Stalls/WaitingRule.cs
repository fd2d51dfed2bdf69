namespace WeComSales.Domain;

/// <summary>When a customer who wrote has waited too long for an answer (客户等待回复). Off unless it is among the rules.</summary>
/// <param name="Minutes">Of working time, from the customer's first message without an answer.</param>
/// <param name="Tells">Whom level 1 tells, of rep and manager; the rep is whose chat it is. Ops see no chat.</param>
public sealed record WaitingRule(int Minutes, IReadOnlyList<StallParty> Tells)
{
    public const string Name = "客户等待回复";

    /// <summary>Below that everybody who is in a meeting is reminded; above, five working days have passed.</summary>
    public const int Least = 5, Most = 2400;

    /// <summary>What was said longer before the rule was switched on is not brought up: it was answered elsewhere, or needs no answer.</summary>
    public static readonly TimeSpan LooksBack = TimeSpan.FromHours(24);

    public DateTimeOffset DueAt(DateTimeOffset since, WorkCalendar calendar) => calendar.AddWorking(since, TimeSpan.FromMinutes(Minutes));

    /// <summary>What is wrong with it, in words for the administrator.</summary>
    public IEnumerable<string> Faults() =>
    [
        .. Minutes is < Least or > Most ? [$"{Name}：{Minutes} 应在 {Least} 到 {Most} 分钟（工作时间）之间"] : (string[])[],
        .. Tells.Count == 0 || Tells.Any(party => party > StallParty.Manager) ? [$"{Name}：提醒对象可以是 rep、manager，至少一个"] : (string[])[],
    ];
}
