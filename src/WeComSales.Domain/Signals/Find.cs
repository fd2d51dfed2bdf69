namespace WeComSales.Domain;

/// <summary>An entity in the folded text, before it is placed in the original.</summary>
/// <param name="Until">For dates the last day meant, so that what lies ahead can be told from what is past.</param>
readonly record struct Find(EntityKind Kind, string Value, int Start, int End, string Why, DateOnly? Until = null);
