using System.Globalization;
using System.Text;
using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Counter;

/// <summary>What comes back to a code that was scanned from the menu.</summary>
public sealed class ScanCards(AppSettings settings)
{
    public Letter Member(long seq, string userid, CounterMember member)
    {
        var rows = new List<CardLine>();
        Add(CounterTexts.ScanKit, string.Join("、", member.Kit));
        foreach (var purchase in member.Purchases)
        {
            Add(Day(purchase.At), purchase.Quantity == 1 ? purchase.Product : $"{purchase.Product} ×{purchase.Quantity}");
        }

        Add(CounterTexts.ScanOpen, string.Join("、", member.Recommendations.Where(one => one is { Mine: true, Reaction: null }).Select(one => one.Product)
            .Concat(member.Records.Where(one => one.Open).Select(one => one.Text)).Take(2)));
        Add(CounterTexts.ScanOffer, string.Join("、", member.Suggestions.Select(one => one.Product?.Name).OfType<string>().Take(2)));
        return Letter(seq, userid, $"{CounterTexts.ScanTitle} {member.Name}",
            string.Join(" · ", new[] { member.Age is { } age ? $"{CounterTexts.ScanAge} {age}" : null, member.CrossShop ? CounterTexts.OtherShop : null }.OfType<string>()),
            rows, $"/sidebar/counter?code={Uri.EscapeDataString(member.Code)}");

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                rows.Add(new(name, value.ReplaceLineEndings(" ")));
            }
        }
    }

    public Letter Says(long seq, string userid, string title, string hint) => Letter(seq, userid, title, hint, [], "/sidebar/counter");

    Letter Letter(long seq, string userid, string title, string description, List<CardLine> rows, string path)
    {
        var card = new TemplateCard.TextNotice
        {
            Source = new CardSource(CounterTexts.Source),
            MainTitle = new CardTitle(title, description),
            HorizontalContentList = rows,
            CardAction = CardAction.Open(new Uri(settings.PublicBaseUrl, path).ToString()),
        };
        // The callback's own number: a repeat of the same scan is the same letter.
        return new(
            string.Create(CultureInfo.InvariantCulture, $"scan:{seq}"), Call.MessageSend, Lane.Card, userid,
            Encoding.UTF8.GetString(MessageBody.Card(settings.WeCom.AgentId, [userid], CardLimits.App.Fit(card).Card)));
    }

    string Day(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, settings.TimeZone).ToString("M月d日", CultureInfo.InvariantCulture);
}
