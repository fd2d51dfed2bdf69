using System.Text;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.Stalls;

/// <summary>Everything a card about a waiting customer says. Of the words themselves it says nothing: they are in the chat.</summary>
public sealed record WaitCardContent(StallAlert Alert, CustomerWait Wait, WaitFacts Facts, string Waited);

/// <summary>客户等待回复: the rep's card, the leader's, that of ops when the rep is missing, and what they turn into.</summary>
public sealed class WaitCards(AppSettings settings)
{
    public const string CloseKey = "wait.close";
    public const string UrgeKey = "wait.urge";
    const string TaskPrefix = "wait-";

    public static string TaskId(string alertId) => TaskPrefix + alertId;

    /// <summary>True for the tasks of these cards.</summary>
    public static bool Owns(string taskId) => taskId.StartsWith(TaskPrefix, StringComparison.Ordinal);

    public static string AlertId(string taskId) => taskId[TaskPrefix.Length..];

    public static string CardKey(StallAlert alert) => $"wait:{alert.StallId}:{alert.Level}:{alert.Party}{alert.About}:{alert.Userid}";

    /// <summary>Somebody waits at this moment: it goes before the cards of stalls.</summary>
    public Letter Card(WaitCardContent content) => new(
        CardKey(content.Alert), Call.MessageSend, Lane.Card, content.Alert.Userid, Send(content.Alert.Userid, CardOf(content)), TaskId(content.Alert.Id));

    /// <summary>What a card turns into when the wait is over, or its reader has done what the card offers.</summary>
    public Letter Update(StallAlert alert, WaitFacts facts, string title, string responseCode, string cause)
    {
        var card = new TemplateCard.TextNotice
        {
            Source = new CardSource(StallTexts.Source),
            MainTitle = new CardTitle(title, Customer(facts)),
            CardAction = CardAction.Open(PageOf(alert)),
        };
        return new(
            $"wait:{alert.Id}:{cause}", Call.CardUpdate, Lane.Card, alert.Userid,
            Text(MessageBody.UpdateCard(settings.WeCom.AgentId, [alert.Userid], responseCode, CardLimits.App.Fit(card).Card)), TaskId(alert.Id));
    }

    public Letter Urge(StallAlert alert, CustomerWait wait, WaitFacts facts, string name, string waited) => new(
        $"wait:{alert.Id}:urge", Call.MessageSend, Lane.Alert, wait.Userid,
        Text(MessageBody.Text(settings.WeCom.AgentId, [wait.Userid], StallTexts.UrgingWait(name, Customer(facts), waited, CustomerPage(alert)))));

    TemplateCard.ButtonInteraction CardOf(WaitCardContent content) => new()
    {
        TaskId = TaskId(content.Alert.Id),
        Source = new CardSource(StallTexts.Source),
        MainTitle = new CardTitle(Title(content), Customer(content.Facts)),
        HorizontalContentList =
        [
            .. content.Alert.Party == StallParty.Missing ? [new CardLine(StallTexts.RowBlock, content.Alert.Why)] : Array.Empty<CardLine>(),
            new CardLine(StallTexts.RowSince, StallTexts.DayTime(content.Wait.Since, settings.TimeZone)),
            new CardLine(StallTexts.RowRep, content.Facts.Member),
        ],
        CardAction = CardAction.Open(PageOf(content.Alert)),
        ButtonList = content.Alert.Party switch
        {
            StallParty.Rep => [new CardButton(StallTexts.OpenCustomer, null, Style: 1, Type: 1, Url: PageOf(content.Alert)), new CardButton(StallTexts.NoAnswerNeeded, CloseKey, Style: 2)],
            StallParty.Missing => [new CardButton(StallTexts.View, null, Style: 1, Type: 1, Url: PageOf(content.Alert))],
            _ => [new CardButton(StallTexts.View, null, Style: 2, Type: 1, Url: PageOf(content.Alert)), new CardButton(StallTexts.Urge, UrgeKey, Style: 1)],
        },
    };

    static string Title(WaitCardContent content) => content.Alert.Party switch
    {
        StallParty.Rep => $"{WaitingRule.Name} {content.Waited}",
        StallParty.Missing => $"{StallTexts.Missing}：{StallTexts.Party(Enum.Parse<StallParty>(content.Alert.About, ignoreCase: true))}",
        _ => $"{content.Facts.Member}的客户等待回复 {content.Waited}",
    };

    static string Customer(WaitFacts facts) => string.IsNullOrEmpty(facts.Company) ? facts.Customer : $"{facts.Customer} · {facts.Company}";

    /// <summary>Ops do not see the customer: the board is all there is for them.</summary>
    string PageOf(StallAlert alert) => alert.Party == StallParty.Missing ? Page("stalls") : CustomerPage(alert);

    string CustomerPage(StallAlert alert) => Page($"customers/{alert.ExternalUserid}");

    string Send(string userid, TemplateCard card) => Text(MessageBody.Card(settings.WeCom.AgentId, [userid], CardLimits.App.Fit(card).Card));

    string Page(string path) => new Uri(settings.PublicBaseUrl, $"/sidebar/{path}").ToString();

    static string Text(byte[] body) => Encoding.UTF8.GetString(body);
}
