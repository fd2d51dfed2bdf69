using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>The reason in three lines, for whoever asks on the card.</summary>
static class StallReasons
{
    public static string Short(Stall stall, StallAlert alert, string stalled, string url, TimeZoneInfo zone) =>
        $"""
        已停滞 {stalled}，从 {StallTexts.Time(stall.ClockBase, zone)} 起没有真实动作。
        规则「{stall.RuleName}」：{stall.Stage}超过 {StallTexts.Threshold(stall.ThresholdHours, stall.Hours)}。
        提醒你，因为你是{alert.Why}。<a href="{url}">查看全部原因</a>
        """;
}
