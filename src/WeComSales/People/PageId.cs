using System.Text.RegularExpressions;

namespace WeComSales.People;

/// <summary>Ids that a page makes, so that sending twice is one act: 32 lower-case hex digits.</summary>
public static partial class PageId
{
    public static bool IsMatch(string? id) => id is not null && Form().IsMatch(id);

    [GeneratedRegex(@"\A[0-9a-f]{32}\z")]
    private static partial Regex Form();
}
