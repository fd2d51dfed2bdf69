using System.Text;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.Stalls;

/// <summary>The three cards, each with what its reader can do; the digest; what a card turns into (ui.md, "Cards").</summary>
public sealed class StallCards(AppSettings settings)
{
    public const string SupportKey = "stall.support";
    public const string PostponeKey = "stall.postpone";
    public const string UrgeKey = "stall.urge";
    public const string HandKey = "stall.hand";
    public const string OfferKey = "stall.offer";
    public const string HandledKey = "stall.handled";
    public const string WhyKey = "stall.why";
    public const string ChoiceKey = "stall.choice";
    const string TaskPrefix = "stall-";
    const int MostColleagues = 10;

    public static string TaskId(string alertId) => TaskPrefix + alertId;

    /// <summary>True for the tasks of this feature: every tap on one comes here.</summary>
    public static bool Owns(string taskId) => taskId.StartsWith(TaskPrefix, StringComparison.Ordinal);

    public static string AlertId(string taskId) => taskId[TaskPrefix.Length..];

    /// <summary>The card of an alert, once per party, level and episode. Many come at once, so they go behind what somebody waits for.</summary>
    public Letter Card(StallCardContent content) => new(
        CardKey(content.Alert), Call.MessageSend, Lane.Report, content.Alert.Userid, Send(content.Alert.Userid, CardOf(content)), TaskId(content.Alert.Id));

    /// <summary>The key of the letter that carried an alert; null when none did.</summary>
    public static string? LetterKey(StallAlert alert) => alert.State switch
    {
        AlertState.Sent or AlertState.Failed => alert.Subject == AlertSubject.Wait ? WaitCards.CardKey(alert) : CardKey(alert),
        AlertState.Digested => DigestKey(alert.DigestId!),
        _ => null,
    };

    static string CardKey(StallAlert alert) => $"stall:{alert.StallId}:{alert.Level}.{alert.Turn}:{alert.Party}{alert.About}:{alert.Userid}";

    static string DigestKey(string digestId) => $"stall-digest:{digestId}";

    public Letter Digest(string digestId, string userid, DigestContent content, WorkCalendar calendar, DateTimeOffset now) => new(
        DigestKey(digestId), Call.MessageSend, Lane.Report, userid, Send(userid, new TemplateCard.TextNotice
        {
            Source = new CardSource(StallTexts.Source),
            MainTitle = new CardTitle(StallTexts.DigestTitle(content.Stalls, content.Waits), content.Rest > 0 ? $"其余 {content.Rest} 个请打开查看" : null),
            HorizontalContentList =
            [
                .. content.Waiting.Select(line => new CardLine(line.Customer.Length > 0 ? line.Customer : line.Member, StallTexts.WaitLine(calendar.WorkedBetween(line.Since, now)))),
                .. content.Largest.Select(line => new CardLine(line.Customer.Length > 0 ? line.Customer : line.Stage, $"{line.Title} · {Stalled(line, calendar, now)}")),
            ],
            CardAction = CardAction.Open(Page("stalls")),
        }));

    /// <summary>What a person's card turns into after somebody acted. When its code has expired, the same words come as a message.</summary>
    /// <param name="cause">What made the change: one letter for each cause.</param>
    public Letter Update(StallAlert alert, Stall stall, StallFacts? facts, string title, string responseCode, string cause)
    {
        var card = new TemplateCard.TextNotice
        {
            Source = new CardSource(StallTexts.Source),
            MainTitle = new CardTitle(title, facts is null ? null : $"{facts.Title} · {facts.Stage}"),
            SubTitleText = stall.IsOpen ? StallTexts.EndsHow : null,
            CardAction = CardAction.Open(alert.Party == StallParty.Rep ? FollowUpPage(stall) : StallPage(stall)),
        };
        return Changed(alert, card, card, responseCode, cause);
    }

    /// <summary>The ops card stays usable when the rep asks for support: only its title says who asked. When its code has expired, the request comes as a card.</summary>
    public Letter Asked(StallCardContent content, SupportCardContent request, string title, string responseCode, string cause)
    {
        var card = CardOf(content);
        return Changed(content.Alert, card with { MainTitle = new CardTitle(title, card.MainTitle?.Desc) }, SupportCard(request), responseCode, cause);
    }

    /// <summary>A request for support where no card can be changed; its key is that of a request made in the sidebar.</summary>
    public Letter Support(SupportCardContent content) => new(
        $"support:{content.Request.Id}:{content.Ops}", Call.MessageSend, Lane.Card, content.Ops, Send(content.Ops, SupportCard(content)));

    TemplateCard.TextNotice SupportCard(SupportCardContent content) => new()
    {
        Source = new CardSource(StallTexts.Source),
        MainTitle = new CardTitle(StallTexts.OpsTitle, content.Facts is { } about ? $"{about.Title} · {about.Stage}" : null),
        HorizontalContentList = Lines(
            (StallTexts.RowCustomer, content.Facts is { } facts ? Customer(facts) : ""),
            (StallTexts.RowWhat, content.Request.What.ReplaceLineEndings(" ")),
            (StallTexts.RowAsker, content.By)),
        CardAction = CardAction.Open(StallPage(content.Stall)),
    };

    public Letter Refuse(string taskId, string userid, string responseCode, string cause)
    {
        var card = new TemplateCard.TextNotice
        {
            Source = new CardSource(StallTexts.Source),
            MainTitle = new CardTitle(StallTexts.Gone, StallTexts.Refused),
            CardAction = CardAction.Open(Page("")),
        };
        return new(
            $"stall:{taskId}:{cause}", Call.CardUpdate, Lane.Card, userid,
            Text(MessageBody.UpdateCard(settings.WeCom.AgentId, [userid], responseCode, CardLimits.App.Fit(card).Card)), taskId, Instead: Send(userid, card));
    }

    public Letter Say(string userid, string text, string cause) => new(
        $"stall:{cause}", Call.MessageSend, Lane.Alert, userid, Text(MessageBody.Text(settings.WeCom.AgentId, [userid], text)));

    public string FollowUpPage(Stall stall) => Sheet(stall, "follow-up");

    public string StallPage(Stall stall) => Page($"stalls/{stall.Id}");

    TemplateCard.ButtonInteraction CardOf(StallCardContent content) => content.Alert.Party switch
    {
        StallParty.Rep => ForRep(content),
        StallParty.Manager or StallParty.Leader => ForManager(content),
        StallParty.Ops => ForOps(content, StallTexts.OpsTitle, content.Facts.NextAction ?? StallTexts.Signals(content.Facts.Signals)),
        _ => ForOps(content, $"{StallTexts.Missing}：{StallTexts.Party(Enum.Parse<StallParty>(content.Alert.About, ignoreCase: true))}", content.Alert.Why),
    };

    TemplateCard.ButtonInteraction ForRep(StallCardContent content) => new()
    {
        TaskId = TaskId(content.Alert.Id),
        Source = new CardSource(StallTexts.Source),
        ActionMenu = Menu,
        MainTitle = new CardTitle($"商机停滞 {content.Stalled}", $"{content.Facts.Title} · {content.Facts.Stage}"),
        HorizontalContentList = Lines(
            (StallTexts.RowCustomer, Customer(content.Facts)),
            (StallTexts.RowLast, StallTexts.Last(content.Facts, settings.TimeZone)),
            (StallTexts.RowSignal, StallTexts.Signals(content.Facts.Signals)),
            (StallTexts.RowAdvice, StallTexts.Advice(content.Facts)),
            (StallTexts.RowNote, content.Facts.CustomerLeft ? StallTexts.Left(content.Facts.OwnerName) : "")),
        CardAction = CardAction.Open(FollowUpPage(content.Stall)),
        ButtonSelection = content.Stall.Postponements >= Stall.MostPostponements ? null : new CardSelect(ChoiceKey, StallTexts.PostponeHow, Postponements),
        ButtonList =
        [
            new CardButton(StallTexts.FollowUp, null, Style: 1, Type: 1, Url: FollowUpPage(content.Stall)),
            new CardButton(StallTexts.Support, SupportKey, Style: 2),
            .. content.Stall.Postponements >= Stall.MostPostponements ? [] : new[] { new CardButton(StallTexts.Postpone, PostponeKey, Style: 2) },
        ],
    };

    TemplateCard.ButtonInteraction ForManager(StallCardContent content) => new()
    {
        TaskId = TaskId(content.Alert.Id),
        Source = new CardSource(StallTexts.Source),
        ActionMenu = Menu,
        MainTitle = new CardTitle(
            content.Facts.OwnerName is { } owner ? $"{owner}的商机停滞 {content.Stalled}" : $"商机停滞 {content.Stalled}",
            $"{content.Facts.Title} · {Customer(content.Facts)}"),
        HorizontalContentList = Lines(
            (StallTexts.RowAmount, StallTexts.Amount(content.Facts.Amount)),
            (StallTexts.RowStage, $"{content.Facts.Stage}，应 {StallTexts.Threshold(content.Stall.ThresholdHours, content.Stall.Hours)}内推进"),
            (StallTexts.RowLast, StallTexts.Last(content.Facts, settings.TimeZone)),
            (StallTexts.RowSignal, StallTexts.Signals(content.Facts.Signals)),
            (StallTexts.RowAdvice, StallTexts.Advice(content.Facts)),
            (StallTexts.RowNote, content.Facts.CustomerLeft ? StallTexts.Left(content.Facts.OwnerName) : "")),
        CardAction = CardAction.Open(StallPage(content.Stall)),
        ButtonSelection = content.Colleagues.Count == 0 ? null : new CardSelect(
            ChoiceKey, StallTexts.HandTo, [.. content.Colleagues.Take(MostColleagues).Select(one => new CardOption(one.Userid, one.Name))]),
        ButtonList =
        [
            new CardButton(StallTexts.View, null, Style: 2, Type: 1, Url: StallPage(content.Stall)),
            new CardButton(StallTexts.Urge, UrgeKey, Style: 1),
            .. content.Colleagues.Count == 0 ? [] : new[] { new CardButton(StallTexts.Hand, HandKey, Style: 2) },
        ],
    };

    TemplateCard.ButtonInteraction ForOps(StallCardContent content, string title, string block) => new()
    {
        TaskId = TaskId(content.Alert.Id),
        Source = new CardSource(StallTexts.Source),
        ActionMenu = Menu,
        MainTitle = new CardTitle(title, $"{content.Facts.Title} · 停滞 {content.Stalled}"),
        HorizontalContentList = Lines(
            (StallTexts.RowCustomer, Customer(content.Facts)),
            (StallTexts.RowStage, content.Facts.Stage),
            (StallTexts.RowBlock, block),
            (StallTexts.RowRep, content.Facts.OwnerName ?? ""),
            (StallTexts.RowLast, StallTexts.Last(content.Facts, settings.TimeZone)),
            (StallTexts.RowNote, content.Facts.CustomerLeft ? StallTexts.Left(content.Facts.OwnerName) : "")),
        CardAction = CardAction.Open(StallPage(content.Stall)),
        ButtonList = [new CardButton(StallTexts.Offer, OfferKey, Style: 1), new CardButton(StallTexts.Handled, HandledKey, Style: 2)],
    };

    static CardMenu Menu { get; } = new(StallTexts.Menu, [new CardMenuItem(StallTexts.Why, WhyKey)]);

    static CardOption[] Postponements { get; } =
    [
        .. from reason in StallTexts.PostponeReasons.Index()
           from days in Stall.PostponeDays
           select new CardOption($"{days}-{reason.Index}", $"{days} 天 · {reason.Item}"),
    ];

    /// <summary>Days and reason of a choice; null when it is none that the card offers.</summary>
    public static (int Days, string Reason)? Postponement(string? choice) =>
        choice?.Split('-') is [var days, var reason] && int.TryParse(days, out var number) && int.TryParse(reason, out var index)
        && index >= 0 && index < StallTexts.PostponeReasons.Count
            ? (number, StallTexts.PostponeReasons[index])
            : null;

    static string Customer(StallFacts facts) => string.IsNullOrEmpty(facts.Company) ? facts.Customer : $"{facts.Customer} · {facts.Company}";

    static string Stalled(DigestLine line, WorkCalendar calendar, DateTimeOffset now) => StallTexts.Stalled(
        line.Hours == HoursKind.Natural ? now - line.ClockBase : calendar.WorkedBetween(line.ClockBase, now), line.Hours);

    static CardLine[] Lines(params IEnumerable<(string Name, string Value)> rows) =>
        [.. rows.Where(row => row.Value.Length > 0).Select(row => new CardLine(row.Name, row.Value))];

    Letter Changed(StallAlert alert, TemplateCard card, TemplateCard.TextNotice instead, string responseCode, string cause) => new(
        $"stall:{alert.Id}:{cause}", Call.CardUpdate, Lane.Card, alert.Userid,
        Text(MessageBody.UpdateCard(settings.WeCom.AgentId, [alert.Userid], responseCode, CardLimits.App.Fit(card).Card)),
        TaskId(alert.Id), Instead: Send(alert.Userid, instead));

    string Send(string userid, TemplateCard card) => Text(MessageBody.Card(settings.WeCom.AgentId, [userid], CardLimits.App.Fit(card).Card));

    string Sheet(Stall stall, string act) => Page($"customers/{stall.ExternalUserid}?act={act}&opportunity={stall.OpportunityId}");

    string Page(string path) => new Uri(settings.PublicBaseUrl, $"/sidebar/{path}").ToString();

    static string Text(byte[] body) => Encoding.UTF8.GetString(body);
}
