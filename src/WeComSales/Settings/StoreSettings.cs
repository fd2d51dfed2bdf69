using System.Globalization;
using WeComSales.Domain;

namespace WeComSales;

/// <summary>The shop counter: when a shared phone locks, how fast codes may be looked up, and the first version of its lists.</summary>
/// <param name="KeepLooksDays">How long it is kept who looked a member up.</param>
/// <param name="Lists">Until an administrator edits them; the database decides from then on.</param>
public sealed record StoreSettings(TimeSpan IdleLock, int CodesPerMinute, int KeepLooksDays, CounterLists Lists)
{
    public static StoreSettings Read(SettingsReader reader)
    {
        var idle = Number(reader, "Store:IdleLockSeconds", 180, 30, 3600);
        var codes = Number(reader, "Store:CodesPerMinute", 60, 1, 600);
        var looks = Number(reader, "Store:KeepLooksDays", 180, 1, 3650);
        var reactions = reader.List<Reaction>("Store:Reactions", "反应=信号=建议，例如 问价格=quote_request=建议核对价签；信号见 docs/signals.md", IsReaction);
        var offers = reader.List<AgeOffer>("Store:AgeOffers", "月龄起-月龄止=品类，例如 6-12=二段奶粉；孕期写负数，例如 -10-0=待产用品", IsOffer);
        var shipped = CounterLists.Default;
        var lists = new CounterLists(reactions.Count > 0 ? reactions : shipped.Reactions, offers.Count > 0 ? offers : shipped.Offers);
        foreach (var fault in lists.Faults())
        {
            reader.Fault("Store:Reactions", fault, "请按提示修改 Store:Reactions 或 Store:AgeOffers");
        }

        return new(TimeSpan.FromSeconds(idle), codes, looks, lists);
    }

    static int Number(SettingsReader reader, string key, int byDefault, int least, int most) => reader.Optional(
        key, byDefault.ToString(CultureInfo.InvariantCulture), $"{least} 到 {most} 的整数",
        (string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);

    static bool IsReaction(string text, out Reaction value)
    {
        var parts = text.Split('=', 3, StringSplitOptions.TrimEntries);
        value = new(parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? parts[2] : "");
        return parts.Length > 1 && value.Name.Length > 0 && SignalLabels.IsKnown(value.Signal);
    }

    static bool IsOffer(string text, out AgeOffer value)
    {
        value = new(0, 1, "");
        var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        // The hyphen between the months, not the sign of the first one.
        var between = parts[0].IndexOf('-', 1);
        if (parts.Length < 2 || parts[1].Length == 0 || between < 0
            || !int.TryParse(parts[0][..between], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var from)
            || !int.TryParse(parts[0][(between + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var to))
        {
            return false;
        }

        value = new(from, to, parts[1]);
        return true;
    }
}
