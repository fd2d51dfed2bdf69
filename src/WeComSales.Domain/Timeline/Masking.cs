using System.Text.RegularExpressions;

namespace WeComSales.Domain;

/// <summary>
/// Chat text for those who only look (managers, F5): phone numbers, other long numbers and amounts lose their digits.
/// The length stays, so that evidence spans still fit.
/// </summary>
public static partial class Masking
{
    const char Hidden = '*';
    const int KeptInFront = 3;
    const int KeptBehind = 4;

    public static string Text(string text) =>
        Numbers().Replace(Amounts().Replace(text, match => Blank(match.Value, 0, 0)), match => Number(match.Value));

    public static Note Masked(this Note note) => note with
    {
        Text = Text(note.Text),
        Signals = [.. note.Signals.Select(signal => signal with { Evidence = Text(signal.Evidence) })],
        Entities = [.. note.Entities.Select(Masked)],
        Changes = note.Changes with { Struck = [.. note.Changes.Struck.Select(signal => signal with { Evidence = Text(signal.Evidence) })] },
    };

    static Entity Masked(Entity entity) => entity.Kind is EntityKind.Money or EntityKind.Phone
        ? entity with { Text = Blank(entity.Text, 0, 0), Value = "" }
        : entity with { Text = Text(entity.Text) };

    /// <summary>138****5678: enough to recognise, not enough to call.</summary>
    static string Number(string number) => Blank(number, KeptInFront, KeptBehind);

    static string Blank(string text, int inFront, int behind)
    {
        var digits = text.Count(IsDigit);
        var seen = 0;
        return string.Concat(text.Select(character =>
            !IsDigit(character) ? character : ++seen <= inFront || seen > digits - behind ? character : Hidden));
    }

    static bool IsDigit(char character) => char.IsDigit(character) || "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟".Contains(character, StringComparison.Ordinal);

    [GeneratedRegex(@"[¥￥$]\s?[\d,.]+[万亿千百kKwW]?|[\d][\d,.]*\s?(?:万|亿|[kKwW]|元|块|美金|美元|刀|RMB|rmb)(?:元|块|\d)*|[零〇一二两三四五六七八九十百千]+(?:万|亿)?(?:元|块|万)", RegexOptions.NonBacktracking)]
    private static partial Regex Amounts();

    [GeneratedRegex(@"\d(?:[ -]?\d){6,}[Xx]?", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();
}
