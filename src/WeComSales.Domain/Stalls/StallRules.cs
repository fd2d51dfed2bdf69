namespace WeComSales.Domain;

/// <summary>Which hours a threshold counts.</summary>
public enum HoursKind { Natural, Working }

/// <summary>Who is told of a stall.</summary>
public enum StallParty { Rep, Manager, Ops, Leader, Missing }

/// <summary>When an opportunity counts as stalled.</summary>
/// <param name="Name">Shown to people, unique in its set.</param>
/// <param name="Stage">Null for every open stage.</param>
/// <param name="Hours">The threshold, at least 1.</param>
/// <param name="WarnHours">From here on the boards show a colour; less than <paramref name="Hours"/>.</param>
/// <param name="Signs">Which acts count as a sign of life, of <see cref="LifeSigns.All"/>.</param>
/// <param name="Tells">Whom level 1 tells, of rep, manager and ops.</param>
public sealed record StallRule(
    string Name, string? Stage, int Hours, int WarnHours, HoursKind Kind, IReadOnlyList<string> Signs, IReadOnlyList<StallParty> Tells)
{
    public static StallRule For(string name, string? stage, int hours, HoursKind kind = HoursKind.Natural) =>
        new(name, stage, hours, hours * 2 / 3, kind, LifeSigns.All, [StallParty.Rep, StallParty.Manager, StallParty.Ops]);

    public bool Concerns(string stage) => Stage is null || Stage == stage;
}

/// <summary>The whole set, as it is kept and edited: one version at a time.</summary>
/// <param name="EscalateAfterHours">Natural hours without an answer, or without an act after one.</param>
/// <param name="CardsPerDay">For one person; what goes beyond waits for the digest.</param>
/// <param name="DigestAbove">More than so many at once for one person come as one card.</param>
/// <param name="PauseDays">A planned contact pauses the clock for so long at most.</param>
/// <param name="WorkHours">The hours that working time counts.</param>
/// <param name="SendHours">The hours in which cards are sent, on working days.</param>
/// <param name="Waiting">Customers who wait for an answer; null: nobody is told of them.</param>
public sealed record StallRules(
    IReadOnlyList<StallRule> Rules, int EscalateAfterHours, int CardsPerDay, int DigestAbove, TimeOnly DigestAt, int PauseDays,
    string WorkHours, string SendHours, WaitingRule? Waiting = null)
{
    const int LongestHours = 24 * 366;

    /// <summary>What product.md names: 提案 72 hours, any open stage 15 days, natural hours.</summary>
    public static StallRules Default { get; } = new(
        [StallRule.For("提案 3 天", "提案", 72), StallRule.For("任何阶段 15 天", null, 15 * 24)],
        EscalateAfterHours: 24, CardsPerDay: 6, DigestAbove: 3, new TimeOnly(17, 0), PauseDays: 30,
        Domain.WorkHours.Default.ToString(), Domain.WorkHours.Default.ToString());

    /// <summary>Everything that is wrong, in words for the administrator; empty when the set may be used.</summary>
    public IReadOnlyList<string> Faults(Stages stages) =>
    [
        .. Rules.Count == 0 ? ["至少要有一条规则"] : (string[])[],
        .. Rules.GroupBy(rule => rule.Name).Where(group => group.Count() > 1).Select(group => $"规则名「{group.Key}」重复"),
        .. Rules.SelectMany(rule => Faults(rule, stages).Select(fault => $"规则「{rule.Name}」：{fault}")),
        .. Outside("升级间隔", EscalateAfterHours, 1, 24 * 30, "小时"),
        .. Outside("每人每天卡片数", CardsPerDay, 1, 100, "张"),
        .. Outside("合并阈值", DigestAbove, 1, 100, "个"),
        .. Outside("计划联系最长暂停", PauseDays, 1, 365, "天"),
        .. Domain.WorkHours.Parse(WorkHours) is null ? [$"工作时间「{WorkHours}」应形如 09:00-12:00,13:30-18:30"] : (string[])[],
        .. Domain.WorkHours.Parse(SendHours) is { } sending
            ? sending.Shifts.Any(shift => shift.From <= DigestAt && DigestAt < shift.To) ? [] : (string[])["汇总时间不在发送时间内"]
            : [$"发送时间「{SendHours}」应形如 09:00-18:30"],
        .. Waiting?.Faults() ?? [],
    ];

    static IEnumerable<string> Faults(StallRule rule, Stages stages) =>
    [
        .. string.IsNullOrWhiteSpace(rule.Name) || rule.Name.Length > 30 ? ["规则名是 1 到 30 个字"] : (string[])[],
        .. rule.Stage is { } stage && (!stages.Knows(stage) || stages.IsClosed(stage)) ? [$"没有进行中的阶段「{stage}」"] : (string[])[],
        .. Outside("阈值", rule.Hours, 1, LongestHours, "小时"),
        .. rule.WarnHours < 1 || rule.WarnHours >= rule.Hours ? ["预警要早于停滞"] : (string[])[],
        .. rule.Signs.Count == 0 || rule.Signs.Except(LifeSigns.All).Any() ? [$"生命迹象可以是 {string.Join("、", LifeSigns.All)}，至少一种"] : (string[])[],
        .. rule.Tells.Count == 0 || rule.Tells.Any(party => party > StallParty.Ops) ? ["提醒对象可以是 rep、manager、ops，至少一个"] : (string[])[],
    ];

    static string[] Outside(string what, int value, int least, int most, string unit) =>
        value < least || value > most ? [$"{what} {value} 应在 {least} 到 {most} {unit}之间"] : [];
}

/// <summary>A version of the rules, and from when on it counts.</summary>
/// <param name="By">A userid, or <see cref="Settings"/>.</param>
public sealed record StallRuleVersion(int Version, StallRules Rules, DateTimeOffset ValidFrom, string By, string? Reason)
{
    public const string Settings = "settings";
}
