using System.Globalization;
using WeComSales.Domain;

namespace WeComSales.Reports;

/// <summary>Every word of the brief: card, PDF and answers (ui.md, "Cards", "PDF").</summary>
static class BriefTexts
{
    public const string Source = "销售助手";
    public const string Brief = "日报";
    public const string Late = "补发";
    public const string Corrected = "更正";
    public const string Empty = "没有记录到任何动作";
    public const string Funnel = "商机漏斗";
    public const string ByRep = "按销售";
    public const string ByTeam = "按团队";
    public const string Total = "合计";
    public const string Voices = "客户在说什么";
    public const string Risks = "风险";
    public const string Tomorrow = "明日到期";
    public const string UntilWorkingDay = "到下个工作日为止";
    public const string NoRisks = "没有停滞中的商机，也没有流失或投诉的信号";
    public const string NothingDue = "没有安排";
    public const string NoReps = "这个团队里还没有销售";
    public const string NoVoices = "备注里没有读到异议和竞品";
    public const string CallSource = "通话取自导入的通话记录";
    public const string Nameless = "未填姓名";
    public const string Quiet = "没有记录";
    public const string NotMember = "没有这位员工";

    static readonly Dictionary<Figure, string> names = new()
    {
        [Figure.Contacts] = "新增联系人",
        [Figure.Calls] = "通话",
        [Figure.LongCalls] = "有效通话",
        [Figure.Forward] = "阶段推进",
        [Figure.Backward] = "阶段回退",
        [Figure.Lost] = "流失",
        [Figure.Opened] = "新商机",
        [Figure.Notes] = "备注",
        [Figure.FollowUps] = "跟进",
        [Figure.Visits] = "拜访",
        [Figure.StallsOpened] = "新停滞",
        [Figure.StallsEnded] = "停滞结束",
        [Figure.DueTomorrow] = "明日到期",
    };

    public static string NameOf(Figure figure) => names[figure];

    /// <summary>华东二组 日报 · 11月20日; what went out late says so first.</summary>
    public static string Title(string team, DateOnly day, bool late, int version) =>
        $"{Mark(late, version)}{team} {Brief} · {Day(day)}";

    public static string Mark(bool late, int version) => version > 1 ? $"{Corrected} · " : late ? $"{Late} · " : "";

    public static string Day(DateOnly day) => $"{day.Month}月{day.Day}日";

    /// <summary>2026年11月20日 星期五.</summary>
    public static string LongDay(DateOnly day) => $"{day.Year}年{Day(day)} {Weekday(day)}";

    public static string Weekday(DateOnly day) => "星期" + "日一二三四五六"[(int)day.DayOfWeek];

    public static string FileName(string team, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"日报-{Plain(team)}-{day:yyyyMMdd}.pdf");

    /// <summary>Compared with what: null when nothing was there to compare with.</summary>
    public static string? Compared(Brief brief, Figure figure) =>
        brief.BeforeOf(figure) is { } before ? $"前 {brief.Weeks} 个{Weekday(brief.Day)}平均 {Number(before)}" : null;

    public static string Number(decimal number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    public static string LongCall(TimeSpan longCall) => longCall.TotalSeconds % 60 == 0
        ? $">{longCall.TotalMinutes:0} 分钟" : $">{longCall.TotalSeconds:0} 秒";

    public static string Mentions(IEnumerable<Mention> mentions) => string.Join(" · ", mentions.Select(mention => $"{mention.Word} {mention.Notes}"));

    /// <summary>3 天 4 小时.</summary>
    public static string Lasting(TimeSpan span) => span.TotalHours < 1 ? "不到 1 小时"
        : span.Days == 0 ? $"{span.Hours} 小时"
        : span.Hours == 0 ? $"{span.Days} 天" : $"{span.Days} 天 {span.Hours} 小时";

    public static string Names(IReadOnlyCollection<string> names, int most) =>
        names.Count <= most ? string.Join("、", names) : $"{string.Join("、", names.Take(most))} 等 {names.Count} 人";

    public static string Due(DueKind kind) => kind switch
    {
        DueKind.PlannedContact => "计划联系",
        DueKind.ExpectedClose => "预计成交",
        _ => "将停滞",
    };

    /// <summary>What a file system or a message would trip over.</summary>
    static string Plain(string name)
    {
        var plain = string.Concat(name.EnumerateRunes().Where(rune => System.Text.Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_' or '（' or '）' or '(' or ')').Take(40));
        return plain.Length == 0 ? "团队" : plain;
    }
}
