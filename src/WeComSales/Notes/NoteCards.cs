using System.Text;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.Notes;

/// <summary>The note's cards: asked, saved, discarded, refused; for the app's conversation and for the bot (ui.md, "Cards").</summary>
public sealed class NoteCards(AppSettings settings)
{
    public const string ConfirmKey = "note.confirm";
    public const string DiscardKey = "note.discard";
    public const string PlaceKey = "note.place";
    const string TaskPrefix = "note-";

    public static string TaskId(string draftId) => TaskPrefix + draftId;

    /// <summary>True for the tasks of this feature: every tap on one comes here.</summary>
    public static bool Owns(string taskId) => taskId.StartsWith(TaskPrefix, StringComparison.Ordinal);

    public static string DraftId(string taskId) => taskId[TaskPrefix.Length..];

    /// <summary>The card that asks for one tap (F2a).</summary>
    public Letter Ask(NoteDraft draft) => new(
        $"note:{draft.Id}:ask", Call.MessageSend, Lane.Card, draft.Owner, Send(draft.Owner, AskCard(draft)), TaskId(draft.Id));

    /// <summary>Changes the card in place; when its code has expired, the same words come as a message.</summary>
    /// <param name="cause">What made the change: one letter for each cause.</param>
    public Letter Update(Outcome outcome, string taskId, string userid, string responseCode, string cause)
    {
        var card = Told(outcome);
        return new(
            $"note:{DraftId(taskId)}:{cause}", Call.CardUpdate, Lane.Card, userid,
            Text(MessageBody.UpdateCard(settings.WeCom.AgentId, [userid], responseCode, CardLimits.App.Fit(card).Card)),
            taskId, Instead: Send(userid, card));
    }

    public Letter Unsupported(string userid, long callback) => new(
        $"note:unsupported:{callback}", Call.MessageSend, Lane.Card, userid,
        Text(MessageBody.Text(settings.WeCom.AgentId, [userid], NoteTexts.Unsupported)));

    /// <summary>The bot's answer inside the callback: the same question, within the bot's shorter limits; in a group, a link to it, for the card lists the asker's customers.</summary>
    public string BotAsk(NoteDraft draft, bool inGroup) => Text(inGroup
        ? BotReply.Stream($"draft-{draft.Id}", NoteTexts.BotLink(DraftPage(draft.Id)), finish: true)
        : BotReply.Card(CardLimits.Bot.Fit(AskCard(draft)).Card));

    /// <summary>What was decided, everybody sees who has the card; a refusal only who was refused: their tap breaks nobody else's card.</summary>
    public string BotUpdate(Outcome outcome, string taskId, string tapper) => Text(BotReply.UpdateCard(
        CardLimits.Bot.Fit(Told(outcome) with { TaskId = taskId }).Card, outcome is Outcome.Refused or Outcome.Barred ? [tapper] : []));

    /// <summary>Too late for the callback: one line with a link (D101138).</summary>
    public Letter BotLate(NoteDraft draft, string responseUrl) =>
        Respond($"note:{draft.Id}:bot", draft.Owner, responseUrl, NoteTexts.BotLink(DraftPage(draft.Id)));

    public Letter BotLate(Outcome outcome, string taskId, string userid, string responseUrl, string cause) => Respond(
        $"note:{DraftId(taskId)}:{cause}", userid, responseUrl,
        outcome switch
        {
            Outcome.Saved saved => NoteTexts.BotSaved(Where(saved.Note.Place), NotePage(saved.Note.Id)),
            Outcome.Dropped => $"{NoteTexts.Discarded}。{NoteTexts.DiscardedHow}（{DraftPage(DraftId(taskId))}）",
            Outcome.Barred barred => $"{NoteTexts.NotTaken}。{barred.Why}（{DraftPage(barred.Draft.Id)}）",
            _ => NoteTexts.Refused,
        });

    /// <summary>A message to the bot is answered by a stream or a card; a stream that is finished at once is one message (D101031).</summary>
    public static string HowToQuote(long callback) => Text(BotReply.Stream($"how-{callback}", NoteTexts.HowToQuote, finish: true));

    public static Letter HowToQuoteLate(long callback, string userid, string responseUrl) =>
        Respond($"note:how:{callback}", userid, responseUrl, NoteTexts.HowToQuote);

    TemplateCard.ButtonInteraction AskCard(NoteDraft draft) => new()
    {
        TaskId = TaskId(draft.Id),
        Source = new CardSource(NoteTexts.Source),
        MainTitle = new CardTitle(NoteTexts.Ask, Heading(draft.Likely)),
        QuoteArea = new CardQuote(NoteTexts.Quote(draft.Text), NoteTexts.Message, Type: 0),
        HorizontalContentList = Rows(draft),
        CardAction = CardAction.Open(DraftPage(draft.Id)),
        ButtonSelection = new CardSelect(
            PlaceKey, NoteTexts.Place,
            [.. draft.Proposals.Select(proposal => new CardOption(proposal.Id, NoteTexts.Line(proposal)))], draft.Likely.Id),
        ButtonList =
        [
            new CardButton(NoteTexts.Confirm, ConfirmKey, Style: 1),
            new CardButton(NoteTexts.Discard, DiscardKey, Style: 2),
            new CardButton(NoteTexts.Edit, null, Style: 2, Type: 1, Url: DraftPage(draft.Id)),
        ],
    };

    TemplateCard.TextNotice Told(Outcome outcome) => outcome switch
    {
        Outcome.Saved saved => SavedCard(saved),
        Outcome.Dropped dropped => new TemplateCard.TextNotice
        {
            Source = new CardSource(NoteTexts.Source),
            MainTitle = new CardTitle(NoteTexts.Discarded, NoteTexts.Quote(dropped.Draft.Text)),
            SubTitleText = NoteTexts.DiscardedHow,
            CardAction = CardAction.Open(DraftPage(dropped.Draft.Id)),
        },
        Outcome.Barred barred => new TemplateCard.TextNotice
        {
            Source = new CardSource(NoteTexts.Source),
            MainTitle = new CardTitle(NoteTexts.NotTaken, barred.Why),
            SubTitleText = NoteTexts.NotTakenHow,
            CardAction = CardAction.Open(DraftPage(barred.Draft.Id)),
        },
        _ => new TemplateCard.TextNotice
        {
            Source = new CardSource(NoteTexts.Source),
            MainTitle = new CardTitle(NoteTexts.Gone, NoteTexts.Refused),
            CardAction = CardAction.Open(Page("")),
        },
    };

    TemplateCard.TextNotice SavedCard(Outcome.Saved saved)
    {
        var note = saved.Note;
        return new()
        {
            Source = new CardSource(NoteTexts.Source),
            MainTitle = new CardTitle(NoteTexts.Saved, Where(note.Place)),
            QuoteArea = new CardQuote(NoteTexts.Quote(note.Text), NoteTexts.Message, Type: 0),
            HorizontalContentList = Lines(
                (NoteTexts.RowSignals, NoteTexts.Signals(note.Signals)),
                (NoteTexts.RowBy, $"{saved.ByName} {NoteTexts.Clock(Local(note.ConfirmedAt))}"),
                (NoteTexts.RowForwarded, note.TimeIsForwarding ? NoteTexts.Time(Local(note.At)) : "")),
            CardAction = CardAction.Open(NotePage(note.Id)),
        };
    }

    CardLine[] Rows(NoteDraft draft)
    {
        var reading = draft.Reading;
        var isBudget = reading.Signals.Any(signal => signal.Label is SignalLabels.BudgetConfirmed or SignalLabels.BudgetLacking);
        return Lines(
            (NoteTexts.RowSignals, NoteTexts.Signals(reading.Signals)),
            (isBudget ? NoteTexts.RowBudget : NoteTexts.RowAmount, First(reading, EntityKind.Money) is { } money ? NoteTexts.Said(draft.Text, money) : ""),
            (NoteTexts.RowDate, First(reading, EntityKind.Date) is { } date ? NoteTexts.Date(draft.Text, date) : ""),
            (NoteTexts.RowRival, string.Join('、', reading.Entities.Where(entity => entity.Kind == EntityKind.Competitor).Select(entity => entity.Text).Distinct())),
            (NoteTexts.RowAdvice, reading.NextAction ?? ""),
            (NoteTexts.RowForwarded, NoteTexts.Time(Local(draft.At))));
    }

    static CardLine[] Lines(params IEnumerable<(string Name, string Value)> rows) =>
        [.. rows.Where(row => row.Value.Length > 0).Select(row => new CardLine(row.Name, row.Value))];

    static Entity? First(Reading reading, EntityKind kind) => reading.Entities.FirstOrDefault(entity => entity.Kind == kind);

    static string Heading(Proposal proposal) => proposal.Kind == ProposalKind.NewCustomer
        ? NoteTexts.Line(proposal)
        : NoteTexts.Heading(proposal.CustomerName, proposal.Company);

    static string Where(NotePlace place) => NoteTexts.Heading(place.Nickname, place.OpportunityTitle);

    static Letter Respond(string key, string userid, string responseUrl, string markdown) =>
        new(key, Call.BotRespond, Lane.Card, userid, Text(BotReply.Markdown(markdown)), Address: responseUrl);

    string Send(string userid, TemplateCard card) =>
        Text(MessageBody.Card(settings.WeCom.AgentId, [userid], CardLimits.App.Fit(card).Card));

    string DraftPage(string draftId) => Page($"drafts/{draftId}");

    string NotePage(string noteId) => Page($"notes/{noteId}");

    string Page(string path) => new Uri(settings.PublicBaseUrl, $"/sidebar/{path}").ToString();

    DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, settings.TimeZone);

    static string Text(byte[] body) => Encoding.UTF8.GetString(body);
}
