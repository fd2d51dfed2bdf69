namespace WeComSales.Data;

/// <summary>Enumerations are stored as the lower-case word, so that a table reads without this program.</summary>
static class Words
{
    public static string? Of<T>(T? value) where T : struct, Enum => value?.ToString().ToLowerInvariant();

    public static string Of<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
