namespace WeComSales.Domain;

/// <summary>Money, percent, quantity and duration: a number and what stands around it.</summary>
sealed class AmountScan(EntityWords words)
{
    const int PriceReach = 8;

    /// <param name="number">The number that begins here.</param>
    public Find? Read(FoldedText text, Numeral number)
    {
        var (first, second) = (number, Second(text, number));
        var all = second is { } upper ? Join(first, upper) : first;
        return Percent(text, all) ?? Duration(text, all) ?? Money(text, all) ?? Quantity(text, all) ?? BareMoney(text, all);
    }

    /// <summary>The upper end of a range: 80-100万, 5到8万, 50万到60万.</summary>
    static Numeral? Second(FoldedText text, Numeral first)
    {
        var at = first.End;
        if (text.At(at) is '块' or '元' or '%') at++;
        var join = text.At(at) is '-' or '到' or '至' or '~' ? 1 : 0;
        if (join == 0 || NumeralReader.Read(text, at + join) is not { } second || second.Low != second.High || first.Low != first.High) return null;
        var low = first.Scaled || !second.Scaled ? first.Low : first.Low * ScaleOf(second, first.Low);
        return low < second.High ? second with { Low = low } : null;
    }

    static decimal ScaleOf(Numeral second, decimal low)
    {
        foreach (var scale in (decimal[])[100_000_000, 10_000, 1000])
        {
            if (second.High % scale == 0 && second.High / scale > low) return scale;
        }
        return 1;
    }

    static Numeral Join(Numeral first, Numeral second) => first with { End = second.End, Low = second.Low, High = second.High, Scaled = second.Scaled, Plain = false };

    static int Skip(FoldedText text, int at) => text.At(at) == ' ' ? at + 1 : at;

    Find? Percent(FoldedText text, Numeral n)
    {
        var at = Skip(text, n.End);
        string Share(decimal factor) => n.Low == n.High ? Numeral.Show(n.Low * factor) + "%" : $"{Numeral.Show(n.Low * factor)}-{Numeral.Show(n.High * factor)}%";
        if (text.At(at) == '%') return new(EntityKind.Percent, Share(1), n.Start, at + 1, "百分数");
        if (words.Point.At(text, at) is { } point) return new(EntityKind.Percent, Share(1), n.Start, at + point.Length, "个点");
        if (text.At(at) == '成' && text.At(at + 1) == '半' && n.High < 10) return new(EntityKind.Percent, Numeral.Show(n.High * 10 + 5) + "%", n.Start, at + 2, "成");
        if (text.At(at) == '成' && n.High <= 10 && !IsDone(text, at)) return new(EntityKind.Percent, Share(10), n.Start, at + 1, "成");
        if (text.At(at) == '折' && n.High < 100 && n.High > 0) return new(EntityKind.Percent, Share(n.High > 10 ? 1 : 10), n.Start, at + 1, "折");
        return null;
    }

    // 三成 is a share, 三成品 and 成功 are not.
    static bool IsDone(FoldedText text, int at) => text.At(at + 1) is '品' or '功' or '本' or '立' or '年' or '员' or '分' or '套' or '为' or '交' or '人';

    Find? Duration(FoldedText text, Numeral n)
    {
        var at = Skip(text, n.End);
        var half = text.At(at) == '个' && text.At(at + 1) == '半' ? 2 : 0;
        var counted = half > 0 || text.At(at) != '个' ? 0 : text.At(at + 1) == '多' ? 2 : 1;
        if (words.Span.ValueAt(text, at + half + counted) is not var (unit, code) || n.Low <= 0) return null;
        var end = at + half + counted + unit.Length;
        if (unit is "年" or "月" && !Lasts(text, n, unit, half + counted, end)) return null;
        if (unit == "日" || (unit == "分" && !text.Has(end, "钟"))) return null;
        var trailing = half == 0 && text.At(end) == '半';
        if (trailing) end++;
        var length = Length(n, code, half > 0 || trailing);
        return More(text, n, length, end) ?? new(EntityKind.Duration, length, n.Start, end, "时长");
    }

    /// <summary>8天20小时, 一年又一个月: a smaller span right behind makes one length.</summary>
    Find? More(FoldedText text, Numeral n, string length, int end)
    {
        var next = text.At(end) is '又' or '零' or '余' ? end + 1 : end;
        if (n.Low != n.High || NumeralReader.Read(text, next) is not { } smaller || Duration(text, smaller) is not { } rest || rest.Value.Contains('-')) return null;
        if (Size(length[^1], length.Contains('T')) <= Size(rest.Value[^1], rest.Value.Contains('T'))) return null;
        var joined = length.Contains('T') ? rest.Value["PT".Length..] : rest.Value["P".Length..];
        return new(EntityKind.Duration, length + joined, n.Start, rest.End, "时长");
    }

    static int Size(char code, bool time) => time ? "SMH".IndexOf(code) : 3 + "DWMY".IndexOf(code);

    static bool Lasts(FoldedText text, Numeral n, string unit, int counted, int end) => unit switch
    {
        "年" => n.High < 100 && !(n.Plain && n.High >= 15 && text.At(end) is not ('多' or '以' or '的' or '质')) && text.At(end) is not ('级' or '底' or '初' or '中'),
        _ => counted > 0 || text.At(n.End - 1) is '俩' or '仨',
    };

    static string Length(Numeral n, string code, bool half)
    {
        string One(decimal value) => (code, half) switch
        {
            ("Y", true) => $"P{Numeral.Show(value * 12 + 6)}M",
            ("M", true) => $"P{Numeral.Show(value * 30 + 15)}D",
            ("TH", true) => $"PT{Numeral.Show(value * 60 + 30)}M",
            ("Q", _) => $"P{Numeral.Show(value * 3)}M",
            _ when code[0] == 'T' => $"PT{Numeral.Show(value)}{code[1]}",
            _ => $"P{Numeral.Show(value + (half ? 0.5m : 0))}{code}",
        };
        return n.Low == n.High ? One(n.Low) : $"{One(n.Low)}-{One(n.High)}";
    }

    Find? Money(FoldedText text, Numeral n)
    {
        var sign = words.Sign.ValueBefore(text, n.Start);
        var start = n.Start - (sign?.Word.Length ?? 0);
        var at = Skip(text, n.End);
        if (words.Currency.ValueAt(text, at) is not var (unit, code))
            return start < n.Start ? Made(sign!.Value.Value, n, start, n.End, "货币符号") : null;
        if (unit is "分" or "毛" or "角") return Small(text, n, at, unit);
        var end = at + unit.Length;
        if (unit is "块" or "元" or "块钱" && Change(text, end) is var (change, behind)) (n, end) = (n with { Low = n.Low + change, High = n.High + change }, behind);
        if (unit == "块" && text.At(end) is '地' or '板' or '屏' or '布' or '电') return null;
        return Made(code == "CNY" && start < n.Start ? sign!.Value.Value : code, n, start, end, "货币");
    }

    static Find Made(string code, Numeral n, int start, int end, string why) =>
        new(EntityKind.Money, code == "CNY" ? n.Text : $"{code} {n.Text}", start, end, why);

    static Find? Small(FoldedText text, Numeral n, int at, string unit)
    {
        var factor = unit == "分" ? 0.01m : 0.1m;
        if (unit == "分" && text.At(at + 1) != '钱') return null;
        if (n.Low == 1 && n.Written && text.At(at + 1 + (text.At(at + 1) == '钱' ? 1 : 0)) is '没' or '不' or '都' or '也') return null;
        var end = at + 1 + (text.At(at + 1) == '钱' ? 1 : 0);
        decimal more = 0;
        if (factor == 0.1m && NumeralReader.DigitOf(text.At(end)) is var d && d > 0 && text.At(end + 1) is not '个') (more, end) = (d * 0.01m, end + 1);
        return new(EntityKind.Money, (n with { Low = n.Low * factor + more, High = n.High * factor + more }).Text, n.Start, end, "角分");
    }

    /// <summary>What follows 块 colloquially: 三块五, 3块5, 50元6角三分.</summary>
    static (decimal Value, int End)? Change(FoldedText text, int at)
    {
        decimal Digit(int index) => char.IsAsciiDigit(text.At(index)) ? text.At(index) - '0' : NumeralReader.DigitOf(text.At(index));
        var digit = Digit(at);
        if (digit <= 0 || char.IsAsciiDigit(text.At(at + 1))) return null;
        var unit = text.At(at + 1);
        if (unit is not ('毛' or '角')) return NumeralReader.IsNumeral(unit) || "个台件天年月箱瓶盒包斤次家人万%公克吨平米套支".Contains(unit) ? null : (digit / 10, at + 1);
        var cents = Digit(at + 2);
        return cents > 0 ? (digit / 10 + cents / 100, text.At(at + 3) == '分' ? at + 4 : at + 3) : (digit / 10, at + 2);
    }

    Find? Quantity(FoldedText text, Numeral n)
    {
        var at = Skip(text, n.End);
        if (text.At(at) == '个' && !text.Has(at, "个半"))
        {
            if (words.Counted.At(text, at + 1) is not { } thing) return null;
            return new(EntityKind.Quantity, $"{n.Text} {Shown(text, at, at + 1 + thing.Length)}", n.Start, at + 1 + thing.Length, "数量");
        }
        if (words.Unit.At(text, at) is not { } unit || words.Ununit.At(text, at) is not null) return null;
        if (unit.Length > 1 && unit[^1] == '装') unit = unit[..^1];
        if (unit == "提" && char.IsAsciiDigit(text.At(at + 2))) return null;
        return new(EntityKind.Quantity, $"{n.Text} {Shown(text, at, at + unit.Length)}", n.Start, at + unit.Length, "数量");
    }

    // The unit as written: L and PCS keep their case, 個 becomes 个.
    static string Shown(FoldedText text, int start, int end)
    {
        var (from, to) = text.Place(start, end);
        var written = text.Original[from..to];
        return written.All(char.IsAscii) ? written : new(text.Text, start, end - start);
    }

    /// <summary>180万, 一万二, and plain numbers where a price is clearly spoken of.</summary>
    Find? BareMoney(FoldedText text, Numeral n)
    {
        if (n.Low <= 0 || words.Nomoney.At(text, Skip(text, n.End)) is not null || text.At(n.Start - 1) == '第') return null;
        if (char.IsAsciiLetter(text.At(n.End)) || text.At(n.End) is '号' or '点' or '楼' or '层' or '年' or '月' or '日' or '个' or '岁' or '%') return null;
        var spoken = PricedBefore(text, n.Start) || words.Each.At(text, n.End) is not null;
        if (n.Scaled && n.Low >= 1000 && (spoken || n.Low >= 10_000)) return new(EntityKind.Money, n.Text, n.Start, n.End, "数额");
        return spoken && n.Low >= 3 && n.Low < 1_000_000 && Alone(text, n) ? new(EntityKind.Money, n.Text, n.Start, n.End, "价格语境") : null;
    }

    bool PricedBefore(FoldedText text, int start)
    {
        for (var end = start; end > start - PriceReach && end > 0; end--)
        {
            if (!text.SameClause(end - 1, start)) return false;
            if (words.Priced.Before(text, end) is { } word && (end == start || !words.Close.Contains(word))) return true;
        }
        return false;
    }

    // A plain number is an amount only when nothing countable follows it.
    static bool Alone(FoldedText text, Numeral n)
    {
        var next = text.At(n.End);
        return (!n.Written || n.Low >= 100) && next is not ('-' or '/' or ':' or '.' or '后' or '次' or '楼' or '开');
    }
}
