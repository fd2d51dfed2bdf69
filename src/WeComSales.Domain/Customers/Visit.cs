namespace WeComSales.Domain;

/// <summary>Somebody went there (拜访). What makes it count is decided elsewhere (F14).</summary>
/// <param name="Learned">本次获取的关键信息, never empty.</param>
/// <param name="RoleMet">One of <see cref="Roles"/>, or null.</param>
/// <param name="Place">Where, in words or as latitude and longitude; null when the phone did not tell.</param>
public sealed record Visit(
    string Id, string ExternalUserid, string? OpportunityId, string Learned, string? RoleMet, string? Place, string By, DateTimeOffset At)
{
    /// <summary>Who was met, by their part in the decision.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["决策人", "使用人", "技术把关", "采购", "财务", "其他"];
}
