using System.Globalization;

namespace WeComSales.Domain;

/// <summary>Where the settings say something else than the rules in force: the settings count at the first start only.</summary>
public static class RulesDifference
{
    /// <summary>One line for each difference, in words for the operator; empty when both say the same.</summary>
    public static IReadOnlyList<string> Between(StallRules settings, StallRuleVersion stored)
    {
        var (rules, place) = (stored.Rules, $"数据库第 {stored.Version} 版");
        IEnumerable<string> Differ(string key, object said, object counts) =>
            Equals(said, counts) ? [] : [$"{key}：配置为 {Word(said)}，{place}为 {Word(counts)}"];
        var (said, counts) = (settings.Rules.Select(Line).ToList(), rules.Rules.Select(Line).ToList());
        return
        [
            .. said.Except(counts).Select(line => $"规则：配置有「{line}」，{place}没有"),
            .. counts.Except(said).Select(line => $"规则：{place}有「{line}」，配置没有"),
            .. Differ("Rules:EscalateAfterHours", settings.EscalateAfterHours, rules.EscalateAfterHours),
            .. Differ("Rules:CardsPerDay", settings.CardsPerDay, rules.CardsPerDay),
            .. Differ("Rules:DigestAbove", settings.DigestAbove, rules.DigestAbove),
            .. Differ("Rules:DigestAt", settings.DigestAt, rules.DigestAt),
            .. Differ("计划联系最长暂停（天）", settings.PauseDays, rules.PauseDays),
            .. Differ("Rules:WorkHours", settings.WorkHours, rules.WorkHours),
            .. Differ("Rules:SendHours", settings.SendHours, rules.SendHours),
            .. Differ(WaitingRule.Name, Line(settings.Waiting), Line(rules.Waiting)),
        ];
    }

    static string Line(StallRule rule) =>
        $"{rule.Name}：{rule.Stage ?? "任何阶段"} {rule.Hours} 小时（{(rule.Kind == HoursKind.Working ? "工作时间" : "自然时间")}），预警 {rule.WarnHours} 小时，" +
        $"重新计时 {string.Join(' ', rule.Signs)}，告诉 {string.Join(' ', rule.Tells).ToLowerInvariant()}";

    static string Line(WaitingRule? rule) =>
        rule is null ? "关闭" : $"{rule.Minutes} 分钟（工作时间），告诉 {string.Join(' ', rule.Tells).ToLowerInvariant()}";

    static string Word(object value) => value is TimeOnly time ? time.ToString("HH:mm", CultureInfo.InvariantCulture) : $"{value}";
}
