namespace WeComSales.Domain;

/// <summary>What an administrator's entry does.</summary>
public enum TenantWordKind
{
    /// <summary>A product or service of the company.</summary>
    Product,
    /// <summary>A rival's name; mentioning it is a signal.</summary>
    Competitor,
    /// <summary>A word of the company's own that carries a label.</summary>
    Word,
    /// <summary>A wording inside which nothing is ever found.</summary>
    Exclusion,
    /// <summary>A slip or house word that stands for its replacement.</summary>
    Rewrite,
}

/// <summary>One line of a company's own lexicon (contract: kind,label,term,replacement).</summary>
/// <param name="Label">For <see cref="TenantWordKind.Word"/> one of <see cref="SignalLabels"/>, otherwise null.</param>
/// <param name="Replacement">For <see cref="TenantWordKind.Rewrite"/> what the term stands for, otherwise null.</param>
public sealed record TenantWord(TenantWordKind Kind, string? Label, string Term, string? Replacement);
