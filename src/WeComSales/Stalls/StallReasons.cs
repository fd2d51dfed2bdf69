using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.Stalls;

/// <summary>The reason in three lines, for whoever asks on the card.</summary>
static class StallReasons
{
    public static string Short(Stall stall, StallAlert alert, string stalled, string url, TimeZoneInfo zone) =>
        $"""
        已停滞 {stalled}，从 {StallTexts.Time(stall.ClockBase, zone)} 起没有真实动作。
        规则「{PlainWords.Of(stall.RuleName)}」：{PlainWords.Of(stall.Stage)}超过 {StallTexts.Threshold(stall.ThresholdHours, stall.Hours)}。
        提醒你，因为你是{PlainWords.Of(alert.Why)}。<a href="{url}">查看全部原因</a>
        """;
}
