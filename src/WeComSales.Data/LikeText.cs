namespace WeComSales.Data;

/// <summary>What somebody typed, as a pattern for <c>like … escape '\'</c>: nothing in it has a meaning of its own.</summary>
static class LikeText
{
    public static string Containing(string text)
    {
        var literal = text.Trim().ToLowerInvariant()
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal)
            .Replace("[", @"\[", StringComparison.Ordinal);
        return $"%{literal}%";
    }
}
