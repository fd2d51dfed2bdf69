using System.Text;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.Reports;

/// <summary>What goes to one person: the card with the figures, and the PDF as a file behind it (ui.md, "Brief").</summary>
public sealed class BriefCards(AppSettings settings)
{
    const int TeamLetters = 18;
    const int QuietNames = 8;
    const int NameLetters = 12;

    /// <summary>The file follows its card.</summary>
    static readonly TimeSpan Behind = TimeSpan.FromSeconds(2);

    /// <param name="fileId">The PDF in the outbox; null for whoever gets the card alone.</param>
    /// <param name="at">When the card may go; null at once.</param>
    public IReadOnlyList<Letter> For(string userid, StoredBrief stored, string? fileId, DateTimeOffset? at)
    {
        var key = $"brief:{stored.Brief.Day:yyyy-MM-dd}:{stored.Brief.Team.Id}:{stored.Version}:{userid}";
        var card = new Letter(
            $"{key}:card", Call.MessageSend, Lane.Report, userid, Text(MessageBody.Card(settings.WeCom.AgentId, [userid], Card(stored))), NotBefore: at);
        return fileId is null ? [card] :
        [
            card,
            new(
                $"{key}:file", Call.MessageSend, Lane.Report, userid,
                Text(MessageBody.File(settings.WeCom.AgentId, [userid], Letter.MediaPlace)), FileId: fileId, NotBefore: at + Behind),
        ];
    }

    /// <summary>Six figures, one of them large. Whoever had a quiet day gets a short card, never silence.</summary>
    public TemplateCard Card(StoredBrief stored)
    {
        var brief = stored.Brief;
        var figures = brief.Figures;
        var team = TextLimit.Chars(Line(brief.Team.Name), TeamLetters);
        return CardLimits.App.Fit(new TemplateCard.TextNotice
        {
            Source = new CardSource(BriefTexts.Source),
            MainTitle = new CardTitle(BriefTexts.Title(team, brief.Day, stored.Late, stored.Version), brief.IsEmpty ? BriefTexts.Empty : null),
            EmphasisContent = brief.IsEmpty ? null : new CardTitle(
                $"{figures[Figure.Contacts]}", BriefTexts.NameOf(Figure.Contacts) + (brief.BeforeOf(Figure.Contacts) is { } before ? $"（平均 {BriefTexts.Number(before)}）" : "")),
            SubTitleText = Quiet(brief),
            HorizontalContentList = [.. Rows(brief).Select(row => new CardLine(row.Name, row.Value))],
            CardAction = CardAction.Open(new Uri(settings.PublicBaseUrl, $"/sidebar/reports/{stored.Id}").ToString()),
        }).Card;
    }

    IEnumerable<(string Name, string Value)> Rows(Brief brief)
    {
        var figures = brief.Figures;
        if (!brief.IsEmpty)
        {
            yield return (BriefTexts.NameOf(Figure.LongCalls), $"{figures[Figure.LongCalls]}（{BriefTexts.LongCall(settings.Reports.LongCall)}）");
            yield return (BriefTexts.NameOf(Figure.Forward), $"{figures[Figure.Forward]} / 回退 {figures[Figure.Backward]}");
            yield return (BriefTexts.NameOf(Figure.Notes), $"{figures[Figure.Notes]}{(brief.Objections.Count > 0 ? $"（{brief.Objections[0].Word} {brief.Objections[0].Notes}）" : "")}");
            yield return (BriefTexts.NameOf(Figure.Visits), $"{figures[Figure.Visits]}");
        }

        yield return (BriefTexts.NameOf(Figure.StallsOpened), $"{figures[Figure.StallsOpened]}（停滞中 {brief.OpenStalls}）");
        yield return (BriefTexts.NameOf(Figure.DueTomorrow), $"{figures[Figure.DueTomorrow]}");
    }

    static string? Quiet(Brief brief) => brief.IsEmpty || brief.Quiet.Count == 0 ? null
        : $"{brief.Quiet.Count} 人没有记录：{BriefTexts.Names([.. brief.Quiet.Select(Name)], QuietNames)}";

    static string Name(string name) => Line(name) is { Length: > 0 } line ? TextLimit.Chars(line, NameLetters) : BriefTexts.Nameless;

    /// <summary>A name is one line on a card, whatever it holds, and turns nothing round that stands behind it.</summary>
    static string Line(string name) =>
        string.Concat(name.Where(letter => !IsTurn(letter)).Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter)).Trim();

    /// <summary>Marks, embeddings, overrides and isolates of writing direction (Unicode annex 9).</summary>
    static bool IsTurn(char letter) => letter is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    static string Text(byte[] body) => Encoding.UTF8.GetString(body);
}
