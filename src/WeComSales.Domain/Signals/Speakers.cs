namespace WeComSales.Domain;

/// <summary>Who says which line: in a thread only the customer's words count (F7).</summary>
sealed class Speakers
{
    static readonly string[] Customer = ["客户", "顾客", "客戶", "顧客", "买家", "客人"];
    static readonly string[] Ours = ["销售", "客服", "导购", "店员", "顾问", "銷售", "店員"];
    static readonly Speakers Everybody = new([]);
    readonly List<(int Start, int End)> silent;

    Speakers(List<(int, int)> silent) => this.silent = silent;

    /// <param name="thread">True when lines are known to begin with a speaker; otherwise both sides must show before lines are taken as such.</param>
    public static Speakers Of(string text, bool thread)
    {
        var (customer, ours) = (Speaks(text, Customer), Speaks(text, Ours));
        if (thread ? !(customer || ours) : !(customer && ours)) return Everybody;
        var silent = new List<(int, int)>();
        var theirs = false;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            var prefix = Prefix(text, start, end, Customer);
            if (prefix > 0) theirs = true;
            else if (Prefix(text, start, end, Ours) > 0) theirs = false;
            silent.Add((start, theirs ? start + prefix : end));
            start = end + 1;
        }
        return new(silent);
    }

    /// <summary>True when the character at this index must not produce anything.</summary>
    public bool Silent(int index)
    {
        if (silent.Count == 0) return false;
        var place = silent.BinarySearch((index, int.MaxValue));
        place = place < 0 ? ~place - 1 : place;
        return place >= 0 && index < silent[place].End;
    }

    static bool Speaks(string text, string[] names)
    {
        for (var start = 0; start >= 0 && start < text.Length; start = text.IndexOf('\n', start) + 1)
        {
            var end = text.IndexOf('\n', start);
            if (Prefix(text, start, end < 0 ? text.Length : end, names) > 0) return true;
            if (end < 0) return false;
        }
        return false;
    }

    static int Prefix(string text, int start, int end, string[] names)
    {
        foreach (var name in names)
        {
            var at = start + name.Length;
            if (at < end && string.CompareOrdinal(text, start, name, 0, name.Length) == 0 && text[at] is '：' or ':') return name.Length + 1;
        }
        return 0;
    }
}
