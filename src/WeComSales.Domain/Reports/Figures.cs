namespace WeComSales.Domain;

/// <summary>What is counted in a brief. Each figure has its entries behind it.</summary>
public enum Figure
{
    /// <summary>新增联系人: somebody of the team became a customer's contact in WeCom.</summary>
    Contacts,

    /// <summary>通话, however long.</summary>
    Calls,

    /// <summary>有效通话: calls longer than the limit, 3 minutes unless set otherwise.</summary>
    LongCalls,

    /// <summary>阶段推进: to a later stage, won included.</summary>
    Forward,

    /// <summary>阶段回退: to an earlier stage.</summary>
    Backward,

    /// <summary>流失: moved to lost.</summary>
    Lost,

    /// <summary>新商机: began in this period.</summary>
    Opened,

    Notes,
    FollowUps,
    Visits,
    StallsOpened,
    StallsEnded,

    /// <summary>明日到期: planned contacts, expected closes and stalls to come, up to the end of the next working day.</summary>
    DueTomorrow,
}

/// <summary>How often each thing happened. The one place from which card, PDF, page and API take a number.</summary>
public sealed record Figures
{
    readonly int[] counts;

    Figures(int[] counts) => this.counts = counts;

    public static Figures None { get; } = new(new int[Enum.GetValues<Figure>().Length]);

    public int this[Figure figure] => (int)figure < counts.Length ? counts[(int)figure] : 0;

    /// <summary>In the order of <see cref="Figure"/>, as they are stored.</summary>
    public IReadOnlyList<int> Counts => counts;

    public static Figures Of(IEnumerable<Figure> entries)
    {
        var counts = new int[None.counts.Length];
        foreach (var figure in entries)
        {
            counts[(int)figure]++;
        }

        return new(counts);
    }

    /// <summary>As stored by an earlier version too: figures that it did not have are 0.</summary>
    public static Figures Stored(IReadOnlyList<int> counts) => new([.. counts]);

    public bool Equals(Figures? other) => other is not null && Enum.GetValues<Figure>().All(figure => this[figure] == other[figure]);

    public override int GetHashCode() => counts.Aggregate(0, HashCode.Combine);
}
