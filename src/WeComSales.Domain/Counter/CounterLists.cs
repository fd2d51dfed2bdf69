namespace WeComSales.Domain;

/// <summary>What a customer did when something was recommended (反应): one tap, and the signal that it means.</summary>
/// <param name="Name">Shown on the chip and kept with the record; a renamed reaction is another reaction.</param>
/// <param name="Signal">One of <see cref="SignalLabels"/>.</param>
/// <param name="Advice">What a manager would do where it leads to few purchases.</param>
public sealed record Reaction(string Name, string Signal, string Advice);

/// <summary>What fits an age: products of a category.</summary>
/// <param name="FromMonth">Whole months, inclusive; negative before the birth.</param>
/// <param name="ToMonth">Exclusive.</param>
public sealed record AgeOffer(int FromMonth, int ToMonth, string Category)
{
    public bool Fits(BabyAge age) => age.OfferMonth >= FromMonth && age.OfferMonth < ToMonth;
}

/// <summary>The lists of the counter as they are kept and edited: one version at a time.</summary>
public sealed record CounterLists(IReadOnlyList<Reaction> Reactions, IReadOnlyList<AgeOffer> Offers)
{
    const int LongestName = 8;
    const int LongestAdvice = 20;
    const int MostReactions = 12;
    const int MostOffers = 100;
    const int LastMonth = 216;

    public static CounterLists Default { get; } = new(
        [
            new("问价格", SignalLabels.QuoteRequest, "建议核对价签和活动牌"),
            new("摸罐子", SignalLabels.PositiveIntent, "建议调整陈列"),
            new("让再看看", SignalLabels.DelayOrStall, "建议当天回访"),
            new("要试用装", SignalLabels.TrialOrSampleRequest, "建议备足试用装"),
            new("嫌贵", SignalLabels.PriceObjection, "建议培训价格话术"),
            new("说别家", SignalLabels.CompetitorMention, "建议准备竞品对比卡"),
            new("要买", SignalLabels.PositiveIntent, "建议检查库存"),
            new("不需要", SignalLabels.LossRisk, "建议先问月龄再推荐"),
        ],
        [
            new(-10, 0, "待产用品"),
            new(0, 6, "一段奶粉"),
            new(0, 6, "新生儿护理"),
            new(6, 12, "二段奶粉"),
            new(6, 24, "辅食"),
            new(12, 36, "三段奶粉"),
            new(12, 36, "学步用品"),
        ]);

    /// <summary>Null for a word that is no reaction any more.</summary>
    public Reaction? ByName(string? name) => Reactions.FirstOrDefault(reaction => reaction.Name == name);

    public bool SameAs(CounterLists other) => Reactions.SequenceEqual(other.Reactions) && Offers.SequenceEqual(other.Offers);

    /// <summary>Everything that is wrong, in words for the administrator; empty when the lists may be used.</summary>
    public IReadOnlyList<string> Faults() =>
    [
        .. Reactions.Count is < 1 or > MostReactions ? [$"反应要有 1 到 {MostReactions} 个"] : (string[])[],
        .. Reactions.GroupBy(reaction => reaction.Name).Where(group => group.Count() > 1).Select(group => $"反应「{group.Key}」重复"),
        .. Reactions.Where(reaction => string.IsNullOrWhiteSpace(reaction.Name) || reaction.Name.Length > LongestName).Select(reaction => $"反应「{reaction.Name}」应为 1 到 {LongestName} 个字"),
        .. Reactions.Where(reaction => !SignalLabels.IsKnown(reaction.Signal)).Select(reaction => $"反应「{reaction.Name}」的信号「{reaction.Signal}」不存在"),
        .. Reactions.Where(reaction => reaction.Advice.Length > LongestAdvice).Select(reaction => $"反应「{reaction.Name}」的建议最长 {LongestAdvice} 个字"),
        .. Offers.Count > MostOffers ? [$"月龄推荐最多 {MostOffers} 条"] : (string[])[],
        .. Offers.Where(offer => string.IsNullOrWhiteSpace(offer.Category) || offer.FromMonth >= offer.ToMonth || offer.FromMonth < -10 || offer.ToMonth > LastMonth)
            .Select(offer => $"月龄推荐「{offer.FromMonth}-{offer.ToMonth} {offer.Category}」应是从小到大的月份（-10 到 {LastMonth}）和一个品类"),
    ];
}

/// <summary>A version of the lists, and who made it.</summary>
/// <param name="By">A userid, or <see cref="Settings"/>.</param>
public sealed record CounterListVersion(int Version, CounterLists Lists, string By, DateTimeOffset At)
{
    public const string Settings = "settings";
}
