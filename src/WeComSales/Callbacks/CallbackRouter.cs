using WeComSales.Archive;
using WeComSales.Counter;
using WeComSales.Data;
using WeComSales.Notes;
using WeComSales.Operations;
using WeComSales.People;
using WeComSales.Stalls;
using WeComSales.WeCom;

namespace WeComSales.Callbacks;

/// <summary>Which feature a stored callback belongs to: the list of everything that is understood.</summary>
public sealed class CallbackRouter(
    NoteFlow notes, NoteTapFlow noteTaps, StallTapFlow stallTaps, WaitTapFlow waitTaps, ContactFlow contacts, TagFlow tags, DirectoryFlow directory, ScanFlow scans,
    ArchiveNewsFlow archive, TestCardFlow testCards, Db db, TimeProvider time, ILogger<CallbackRouter> log)
{
    public Task Route(ClaimedCallback row) =>
        row.Source == "bot" ? RouteBot(row, BotMessage.Read(row.Payload)) : RouteApp(row, CallbackMessage.Read(row.Payload));

    Task RouteApp(ClaimedCallback row, CallbackMessage? message) => message switch
    {
        TextMessage or ImageMessage or VoiceMessage or LinkMessage or LocationMessage => notes.Sent(row, message),
        VideoMessage => notes.Unsupported(row, message.FromUserName),
        TemplateCardEvent tap when NoteCards.Owns(tap.TaskId) => noteTaps.Tapped(row, tap),
        TemplateCardEvent tap when StallCards.Owns(tap.TaskId) => stallTaps.Tapped(row, tap),
        TemplateCardEvent tap when WaitCards.Owns(tap.TaskId) => waitTaps.Tapped(row, tap),
        TemplateCardEvent tap when TestCards.Owns(tap.TaskId) => testCards.Tapped(row, tap),
        TemplateCardMenuEvent tap when StallCards.Owns(tap.TaskId) => stallTaps.Asked(row, tap),
        ExternalContactEvent { ExternalUserId.Length: > 0 } change => contacts.Changed(row, change),
        ExternalTagEvent => tags.Changed(row),
        ScanCodeEvent scan => scans.Scanned(row, scan),
        ContactEvent change => directory.Changed(row, change),
        ArchiveEvent => archive.Told(row),
        UnknownMessage { Kind: "file" or "mixed" or "chatrecord" } => notes.Unsupported(row, message.FromUserName),
        _ => Keep(row),
    };

    Task RouteBot(ClaimedCallback row, BotMessage? message) => message switch
    {
        BotTemplateCardEvent tap when NoteCards.Owns(tap.TaskId) => noteTaps.Tapped(row, tap),
        BotTextMessage or BotMixedMessage or BotVoiceMessage or BotImageMessage or BotFileMessage or BotVideoMessage => notes.Quoted(row, message),
        _ => Keep(row),
    };

    /// <summary>Unknown or without use today: kept whole and counted, never an error to the platform (F1).</summary>
    Task Keep(ClaimedCallback row)
    {
        log.Unused(row.Seq, row.Kind);
        CallbackMeters.Unused(row.Kind);
        return db.Write(tx => tx.Inbox.Finish(row, "kept", time.GetUtcNow()));
    }
}
