namespace WeComSales.Domain;

/// <summary>People by role or by surname and title (李主任, 老周, 孩子爸爸); the one who is spoken to does not count.</summary>
sealed class RoleScan(EntityWords words)
{
    public List<Find> Scan(FoldedText text)
    {
        var finds = new List<Find>();
        for (var at = 0; at < text.Length;)
        {
            var end = words.Norole.At(text, at) is { } other ? at + other.Length : -1;
            if (end < 0 && RoleEnd(text, at) is { } roleEnd)
            {
                end = roleEnd;
                if (!Addressed(text, at, end)) finds.Add(new(EntityKind.PersonRole, Written(text, at, end), at, end, "称谓"));
            }
            at = Math.Max(at + 1, end);
        }
        return finds;
    }

    static string Written(FoldedText text, int start, int end)
    {
        var (from, to) = text.Place(start, end);
        return text.Original[from..to];
    }

    int? RoleEnd(FoldedText text, int at)
    {
        if (text.At(at) == '谢' && text.At(at - 1) == '谢') return null;
        if (words.Surname.At(text, at) is { } surname && TitleEnd(text, at + surname.Length) is { } titled) return titled;
        if (text.At(at) is '老' or '小' or '阿' && words.Surname.At(text, at + 1) is { Length: 1 } && !Continues(text, at + 2)) return at + 2;
        if (words.Role.At(text, at) is not { } role) return null;
        return TitleEnd(text, at + role.Length) is { } both && words.Title.At(text, at + role.Length)!.Length > 1 ? both : at + role.Length;
    }

    int? TitleEnd(FoldedText text, int at) =>
        words.Title.At(text, at) is { } title && words.Untitle.At(text, at) is null ? at + title.Length : null;

    // 老周 is a person before a verb, a mark or the end; 老高的 and 小程序 are not.
    bool Continues(FoldedText text, int at) =>
        at < text.Length && !text.Loose[at] && words.Afterperson.At(text, at) is null && text.SameClause(at - 1, at);

    bool Addressed(FoldedText text, int start, int end)
    {
        if (words.Greeting.Before(text, start) is not null && text.At(end) is not ('的' or '说' or '让')) return true;
        if (text.Has(start - 2, "那个") && text.Clauses[start] == start - 2) start -= 2;
        return text.Clauses[start] == start && (end == text.Length || !text.SameClause(start, end) || words.Greeted.At(text, end) is not null || (text.Loose[end] && start == 0));
    }
}
