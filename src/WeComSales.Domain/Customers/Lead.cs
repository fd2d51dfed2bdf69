namespace WeComSales.Domain;

/// <summary>Somebody who may become a customer (线索), by the company's own code.</summary>
/// <param name="Budget">A range in the company's own words.</param>
/// <param name="CreatedAt">When the company had it; null when the file does not say.</param>
public sealed record Lead(
    string Code, string Name, string? Company, string? Phone, string? Region, string? Industry, string? Budget,
    IReadOnlyList<string> TechStack, string? Channel, DateTimeOffset? CreatedAt)
{
    public bool SaysTheSameAs(Lead other) => this with { TechStack = other.TechStack } == other && TechStack.SequenceEqual(other.TechStack, StringComparer.Ordinal);
}
