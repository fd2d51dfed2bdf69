using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>The first reason why no alert was sent, in the order in which an alert comes about.</summary>
static class StallFirstReason
{
    /// <summary>The scan runs every minute; a longer silence is a fault.</summary>
    static readonly TimeSpan ScanSilence = TimeSpan.FromMinutes(5);

    public static string? Of(
        PastClock past, StallLook look, StallTerms terms, Stall? episode, IReadOnlyList<RecipientExplanation> recipients,
        DateTimeOffset? lastScan, DateTimeOffset at, TimeZoneInfo zone) =>
        !past.IsOpen ? "商机已关闭"
        : episode is null ? WithoutEpisode(look, terms, lastScan, at, zone)
        : recipients.Count == 0 ? "没有可以提醒的人：销售、主管、运营和默认设置都缺"
        : recipients.Any(one => one.State is "已发送" or "已汇总" && one.Delivery == "企业微信已接收") ? null
        : recipients.FirstOrDefault(one => one.State == "没有送达") is { } unreached ? unreached.Delivery
        : recipients.FirstOrDefault(one => one.State is "已发送" or "已汇总") is { } underWay ? underWay.Delivery
        : recipients.Any(one => one.State == "等待汇总") ? $"超过每日卡片数，等 {StallTexts.Time(recipients.First(one => one.State == "等待汇总").DueAt, zone)} 的汇总"
        : recipients.All(one => one.State == "已撤回") ? "发送前已有人答复，或停滞已结束"
        : recipients.Any(one => one.DueAt > at) ? $"不在发送时间，等到 {StallTexts.Time(recipients.Min(one => one.DueAt), zone)}"
        : Silence(lastScan, at, zone) ?? "等待下一次扫描发送";

    static string WithoutEpisode(StallLook look, StallTerms terms, DateTimeOffset? lastScan, DateTimeOffset at, TimeZoneInfo zone)
    {
        if (look.Readings.Count == 0)
        {
            return "没有适用于这个阶段的规则";
        }

        if (look.PausedUntil(at) is { } until)
        {
            return $"有计划联系，计时暂停到 {StallTexts.Time(until, zone)}";
        }

        if (look.Stalled is null)
        {
            var next = look.Readings.MinBy(reading => reading.StallAt)!;
            return $"未到阈值：已 {StallTexts.Stalled(next.Elapsed(at, terms.Calendar), next.Rule.Kind)}，{StallTexts.Time(next.StallAt, zone)} 达到 {StallTexts.Threshold(next.Rule.Hours, next.Rule.Kind)}（{next.Rule.Name}）";
        }

        return Silence(lastScan, at, zone) ?? "已达到阈值，等待下一次扫描";
    }

    static string? Silence(DateTimeOffset? lastScan, DateTimeOffset at, TimeZoneInfo zone) =>
        lastScan is null ? "停滞扫描从未运行，请检查定时任务"
        : at - lastScan > ScanSilence ? $"停滞扫描没有运行，上次是 {StallTexts.Time(lastScan.Value, zone)}，请检查定时任务"
        : null;
}
