namespace WeComSales.People;

/// <summary>How much somebody may type into a field of a form, wherever no narrower limit holds.</summary>
public static class FieldLimit
{
    /// <summary>In UTF-16 units.</summary>
    public const int Longest = 2000;

    /// <param name="fields">A list counts as one field: its items joined.</param>
    public static bool IsOver(IEnumerable<string?> fields) => fields.Any(text => text?.Length > Longest);
}
