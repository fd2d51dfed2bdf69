namespace WeComSales.Stalls;

/// <summary>An explanation as lines of text.</summary>
public static class StallExplanationLines
{
    public static IEnumerable<string> Of(StallExplanation one, TimeZoneInfo zone)
    {
        string Time(DateTimeOffset at) => StallTexts.Time(at, zone);
        yield return $"{one.Code} {one.Title} · {one.Customer}，截至 {Time(one.At)}";
        yield return one.FirstReason is { } reason ? $"没有发出提醒：{reason}" : "已发出提醒";
        yield return $"输入：{one.Stage}，自 {Time(one.StageSince)}；负责人 {one.Owner ?? "无"}；最后动作 {one.LastAct ?? StallTexts.NoAct}";
        yield return $"规则第 {one.RuleVersion} 版，自 {Time(one.RulesSince)}；工作时间 {one.WorkHours}，发送时间 {one.SendHours}";
        yield return $"日历：当天{(one.IsWorkingDay ? "是" : "不是")}工作日，{(one.IsSendingTime ? "在发送时间内" : $"下次发送 {Time(one.NextSending)}")}{(one.CalendarDoubt is { } doubt ? $"；注意：{doubt}" : "")}";
        yield return $"扫描：{(one.LastScan is { } scan ? $"上次 {Time(scan)}" : "从未运行")}";
        foreach (var rule in one.Rules)
        {
            yield return !rule.Concerns
                ? $"  {rule.Name}（{rule.Threshold}）：不适用"
                : $"  {rule.Name}（{rule.Threshold}）：从 {Time(rule.Base!.Value)} {rule.BaseKind}起，已 {rule.Elapsed}"
                    + (rule.PausedUntil is { } paused ? $"，暂停到 {Time(paused)}" : "")
                    + $"，预警 {Time(rule.WarnAt!.Value)}，停滞 {Time(rule.StallAt!.Value)}{(rule.Fires ? "，已触发" : "")}";
        }

        if (one.Episode is { } episode)
        {
            yield return $"停滞：{episode.State}，第 {episode.Level} 级，{episode.Rule}，{Time(episode.DueAt)} 达到，{Time(episode.OpenedAt)} 发现{(episode.End is { } end ? $"；{end}" : "")}";
            foreach (var step in one.Steps)
            {
                yield return $"  {Time(step.At)} {step.What}";
            }
        }

        foreach (var told in one.Recipients)
        {
            yield return Told(told, Time);
        }

        foreach (var line in WaitExplaining.Lines(one.Waiting, Time))
        {
            yield return line;
        }
    }

    internal static string Told(RecipientExplanation told, Func<DateTimeOffset, string> time) =>
        $"  第 {told.Level} 级 {told.Party} {told.Name}（{told.Why}）：{told.State}，{time(told.DueAt)}，{told.Delivery}";
}
