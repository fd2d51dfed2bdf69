using System.Globalization;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.Stalls;

/// <summary>Every word that people read about stalls, in one place.</summary>
public static class StallTexts
{
    public const string Source = "停滞提醒";
    public const string NoTeam = "没有团队";
    public const string BySettings = "配置文件";
    public const string FollowUp = "记录跟进";
    public const string Support = "申请支援";
    public const string Postpone = "延后";
    public const string View = "查看";
    public const string Urge = "催办";
    public const string Hand = "转派";
    public const string Offer = "提供支援";
    public const string Handled = "已处理";
    public const string Why = "为什么提醒我";
    public const string Menu = "更多";
    public const string PostponeHow = "延后多久";
    public const string HandTo = "转派给";
    public const string RowLast = "最后动作";
    public const string RowSignal = "最近信号";
    public const string RowAdvice = "建议";
    public const string RowAmount = "金额";
    public const string RowStage = "阶段";
    public const string RowCustomer = "客户";
    public const string RowBlock = "卡点";
    public const string RowRep = "销售";
    public const string RowWhat = "需要";
    public const string RowAsker = "发起人";
    public const string RowNote = "注意";
    public const string NoAct = "还没有记录";
    public const string NoSignal = "还没有信号";
    public const string OpsTitle = "一个商机需要支援";
    public const string Refused = "没有权限或不存在，请联系主管";
    public const string Gone = "这张卡片已失效";
    public const string NotEnough = "这个操作现在不能做";
    public const string PostponedTwice = "已延后 2 次，不能再延后。请先记录一次跟进";
    public const string WrongReceiver = "只能转派给负责人同组的其他在职销售，请重新选择";
    public const string NobodyToAsk = "没有可以支援的人，请联系管理员";
    public const string EndsHow = "记录一次跟进、拜访、备注或阶段变化后，提醒结束";
    public const string Missing = "缺少提醒对象";
    public const string OpenCustomer = "打开客户";
    public const string NoAnswerNeeded = "无需回复";
    public const string RowSince = "等待自";
    public const string WaitOver = "客户已不在等待";
    public const string OverBudget = "超过每日卡片数，等待汇总";

    /// <summary>Why somebody postpones, as the card offers it; the page takes any words.</summary>
    public static IReadOnlyList<string> PostponeReasons { get; } = ["等客户答复", "等内部审批", "客户休假"];

    /// <summary>3 天 4 小时: the largest two parts that say something.</summary>
    public static string Span(TimeSpan span)
    {
        var (days, hours, minutes) = ((int)span.TotalDays, span.Hours, span.Minutes);
        return days > 0 ? hours > 0 ? $"{days} 天 {hours} 小时" : $"{days} 天"
            : hours > 0 ? $"{hours} 小时"
            : $"{Math.Max(0, minutes)} 分钟";
    }

    /// <summary>Working time is counted in hours: a day of it is no day of the calendar.</summary>
    public static string Stalled(TimeSpan elapsed, HoursKind kind) => kind == HoursKind.Natural
        ? Span(elapsed)
        : string.Create(CultureInfo.InvariantCulture, $"{(int)elapsed.TotalHours} 个工作小时");

    public static string Threshold(int hours, HoursKind kind) =>
        kind == HoursKind.Working ? $"{hours} 个工作小时" : hours % 24 == 0 ? $"{hours / 24} 天" : $"{hours} 小时";

    public static string Amount(decimal? amount) => amount switch
    {
        null => "",
        >= 10_000 => string.Create(CultureInfo.InvariantCulture, $"{amount.Value / 10_000:0.##} 万"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{amount.Value:0.##} 元"),
    };

    public static string Kind(string? kind) => kind switch
    {
        TimelineKinds.Note => "备注",
        TimelineKinds.FollowUp => "跟进",
        TimelineKinds.Visit => "拜访",
        TimelineKinds.Call => "电话",
        TimelineKinds.StageMove => "阶段变化",
        "imported_log" => "导入的跟进",
        "created" => "商机创建",
        "closed" => "商机关闭",
        "rules" => "规则变化",
        _ => "",
    };

    public static string Last(StallFacts facts, TimeZoneInfo zone) => facts.LastAt is { } at
        ? $"{Day(at, zone)} {Kind(facts.LastKind)}{(facts.LastActor is { } actor ? $" · {actor}" : "")}"
        : NoAct;

    public static string Signals(IReadOnlyList<Signal> signals) => signals.Count == 0 ? NoSignal : string.Join(" · ", signals
        .Select(signal => (signal.Polarity == Polarity.Negated ? "非" : "") + SignalLabels.NameOf(signal.Label)).Distinct().Take(3));

    /// <summary>What to do next: what the last note asks for, else what the stage asks for.</summary>
    public static string Advice(StallFacts facts) => facts.NextAction ?? facts.Stage switch
    {
        "初步接触" => "约一次需求沟通",
        "需求确认" => "与客户确认需求清单",
        "提案" => "约客户听方案反馈",
        "方案比选" => "约决策人确认比选时间",
        "商务谈判" => "确认价格和付款条件",
        "合同审批" => "查审批卡在哪一步",
        "回款" => "确认付款日期",
        _ => "联系客户，记录一次跟进",
    };

    public static string Left(string? owner) => $"客户已删除{owner ?? "负责人"}，请换人联系";

    public static string Answered(StallAnswer answer, string name, DateTimeOffset at, Stall stall, string? newRep, TimeZoneInfo zone)
    {
        var what = answer switch
        {
            StallAnswer.Asked => $"{name} 已申请支援",
            StallAnswer.Postponed => $"{name} 已延后 {Span(stall.PostponedUntil is { } until ? until - at : TimeSpan.Zero)}",
            StallAnswer.Urged => $"{name} 已催办",
            StallAnswer.Handed => $"{name} 已转派给 {newRep ?? stall.Rep}",
            StallAnswer.Supporting => $"{name} 正在提供支援",
            _ => $"{name} 已处理",
        };
        return $"{what} · {Clock(at, zone)}";
    }

    /// <summary>Why a wish did not happen.</summary>
    /// <param name="ruled">The episode's rules forbid it; otherwise somebody else was faster.</param>
    public static string Impossible(Stall stall, StallAnswer answer, bool ruled) => answer switch
    {
        StallAnswer.Postponed when ruled && stall.Postponements >= Stall.MostPostponements => PostponedTwice,
        StallAnswer.Handed when ruled => WrongReceiver,
        StallAnswer.Asked when ruled => NobodyToAsk,
        _ => NotEnough,
    };

    public static string Ended(Stall stall, string? name, TimeZoneInfo zone) => stall.EndKind switch
    {
        "closed" => $"商机已关闭 · {Clock(stall.EndedAt!.Value, zone)}",
        "rules" => $"按现在的规则不再停滞 · {Clock(stall.EndedAt!.Value, zone)}",
        "imported_log" => $"导入了新的跟进 · {Clock(stall.EndedAt!.Value, zone)}",
        TimelineKinds.StageMove => $"{name ?? "导入"} 已变更阶段 · {Clock(stall.EndedAt!.Value, zone)}",
        var kind => $"{name ?? "有人"} 已记录{Kind(kind)} · {Clock(stall.EndedAt!.Value, zone)}",
    };

    public static string Urging(string name, StallFacts facts, string stalled, string url) =>
        $"{PlainWords.Of(name)}催办：{PlainWords.Of(facts.Title)}（{PlainWords.Of(facts.Customer)}）停滞 {stalled}。<a href=\"{url}\">记录跟进</a>";

    public static string AskFor(string stage, string stalled) => $"{stage}阶段停滞 {stalled}，请支援";

    public static string Opened(string rule, string stage, string stalled) => $"停滞提醒：{stage} {stalled}（{rule}）";

    public static string Escalated(int level, string leader) => $"停滞升级：第 {level} 级，提醒 {leader}";

    /// <summary>Working time: 42 分钟, 3 小时 5 分钟.</summary>
    public static string Waited(TimeSpan worked) => worked.TotalHours < 1
        ? $"{Math.Max(1, (int)worked.TotalMinutes)} 分钟"
        : worked.Minutes == 0 ? $"{(int)worked.TotalHours} 小时" : $"{(int)worked.TotalHours} 小时 {worked.Minutes} 分钟";

    public static string WaitLine(TimeSpan worked) => $"等待回复 {Waited(worked)}";

    public static string WaitTold(string waited, int level) => level > 1 ? $"客户等待回复 {waited}，第 {level} 级" : $"客户等待回复 {waited}";

    public static string WaitEnded(string name, bool closed, DateTimeOffset at, TimeZoneInfo zone) =>
        closed ? $"{name}：{NoAnswerNeeded} · {Clock(at, zone)}" : $"{name} 已回复 · {Clock(at, zone)}";

    public static string UrgingWait(string name, string customer, string waited, string url) =>
        $"{PlainWords.Of(name)}催办：{PlainWords.Of(customer)} 等待回复 {waited}。<a href=\"{url}\">打开客户</a>";

    public static string DigestTitle(int stalls, int waits) => waits == 0 ? $"{stalls} 个商机停滞"
        : stalls == 0 ? $"{waits} 位客户在等回复"
        : $"{waits} 位客户在等回复，{stalls} 个商机停滞";

    public static string Party(StallParty party) => party switch
    {
        StallParty.Rep => "销售",
        StallParty.Manager => "主管",
        StallParty.Ops => "运营",
        StallParty.Leader => "上级主管",
        _ => "补位",
    };

    public static string State(StallState state) => state switch
    {
        StallState.Open => "待提醒",
        StallState.Alerted => "已提醒",
        StallState.Answered => "已答复",
        StallState.Postponed => "已延后",
        StallState.Escalated => "已升级",
        _ => "已结束",
    };

    public static string State(AlertState state) => state switch
    {
        AlertState.Waiting => "待发送",
        AlertState.Held => "等待汇总",
        AlertState.Sent => "已发送",
        AlertState.Digested => "已汇总",
        AlertState.Withdrawn => "已撤回",
        _ => "没有送达",
    };

    public static string Found(FoundBy by) => by switch
    {
        FoundBy.Mapping => "通讯录导入指定的上级",
        FoundBy.DirectLeader => "通讯录直属上级",
        FoundBy.Department => "所在部门负责人",
        FoundBy.ParentDepartment => "上级部门负责人",
        FoundBy.Owner => "商机负责人",
        FoundBy.Handed => "转派的销售",
        FoundBy.Role => "所在部门的运营",
        FoundBy.Admin => "管理员",
        _ => "默认设置",
    };

    public static string Clock(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("MM-dd", CultureInfo.InvariantCulture);

    public static string DayTime(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
