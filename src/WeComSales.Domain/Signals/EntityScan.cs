namespace WeComSales.Domain;

/// <summary>One pass over a folded text that finds everything measured, dated or numbered; codes and order numbers are stepped over.</summary>
sealed class EntityScan(EntityWords words)
{
    readonly AmountScan amounts = new(words);

    public List<Find> Scan(FoldedText text, DateOnly today)
    {
        var finds = new List<Find>();
        var dates = new DateScan(words, text, today);
        for (var at = 0; at < text.Length;)
        {
            var find = At(text, dates, at, out var next);
            if (find is { } found) finds.Add(found);
            at = Math.Max(at + 1, next);
        }
        return finds;
    }

    Find? At(FoldedText text, DateScan dates, int at, out int next)
    {
        next = at + 1;
        var c = text.Text[at];
        if (!words.Leads(c))
        {
            if (char.IsAsciiLetter(c)) next = LatinEnd(text, at);
            return null;
        }
        var arabic = char.IsAsciiDigit(c);
        if (arabic && text.At(at - 1) == '±')
        {
            while (char.IsAsciiDigit(text.At(at)) || text.At(at) == '.') at++;
            next = at;
            return null;
        }
        if (PhoneScan.Read(words, text, at, out next) is { } phone) return phone;
        if (next > at + 1) return null;
        if (arabic && PhoneScan.CodeEnd(words, text, at) is { } code)
        {
            next = code;
            return null;
        }
        var find = text.At(at - 1) == '第' && !text.Has(at, "一季") && text.At(at + 1) != '季' ? null : dates.Read(at) ?? Fixed(text, at);
        if (find is null && text.At(at - 1) is not ('第' or '十') && NumeralReader.Read(text, at) is { } number)
        {
            find = amounts.Read(text, number);
            next = find?.End ?? (arabic ? RowEnd(text, at) : number.End);
            return find;
        }
        next = find?.End ?? (arabic ? RowEnd(text, at) : char.IsAsciiLetter(c) ? LatinEnd(text, at) : at + 1);
        return find;
    }

    /// <summary>Amounts that have no number in them: 一半, 对折, 半年, 百分之五.</summary>
    Find? Fixed(FoldedText text, int at)
    {
        if (text.At(at) == '半' && text.At(at + 1) is '成' or '折' && text.At(at + 2) is not ('品' or '年' or '功')) return new(EntityKind.Percent, text.At(at + 1) == '成' ? "5%" : "50%", at, at + 2, "比例");
        if (words.Share.ValueAt(text, at) is var (share, percent)) return new(EntityKind.Percent, percent, at, at + share.Length, "比例");
        if (words.Halfspan.ValueAt(text, at) is var (span, length) && text.At(at - 1) is not ('个' or '年' or '天' or '下' or '上') && !NumeralReader.IsNumeral(text.At(at - 1)))
            return new(EntityKind.Duration, length, at, at + span.Length, "时长");
        foreach (var (lead, factor) in (ReadOnlySpan<(string, decimal)>)[("百分之", 1m), ("千分之", 0.1m), ("万分之", 0.01m)])
        {
            if (text.Has(at, lead) && NumeralReader.Read(text, at + lead.Length) is { } n)
                return new(EntityKind.Percent, Numeral.Show(n.Low * factor) + "%", at, n.End, "百分比");
        }
        return null;
    }

    static int RowEnd(FoldedText text, int at)
    {
        while (char.IsAsciiDigit(text.At(at))) at++;
        return at;
    }

    // Inside a Latin word no number begins, but q3, usd and w may lead one.
    static int LatinEnd(FoldedText text, int at)
    {
        while (char.IsAsciiLetter(text.At(at))) at++;
        return at;
    }
}
