using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.Notes;

/// <summary>A message that a rep sent or forwarded, as far as a draft needs it.</summary>
public sealed record Forwarded(string Userid, NoteSource Source, NoteContent Content, string Text, DateTimeOffset At, FetchedMedia? Media = null);

/// <summary>From a forwarded message to a draft, and the card that asks for one tap (F2a, F2d).</summary>
public sealed class NoteFlow(Db db, LiveReader signals, Attachments attachments, NoteCards cards, TimeProvider time)
{
    /// <summary>A text, image, voice, link or location in the app's conversation.</summary>
    public async Task Sent(ClaimedCallback row, CallbackMessage message)
    {
        var userid = message.FromUserName ?? "";
        var at = message.CreateTime == 0 ? row.ReceivedAt : message.CreatedAt;
        Forwarded? forwarded = message switch
        {
            TextMessage text when !string.IsNullOrWhiteSpace(text.Content) => new(userid, NoteSource.Forward, NoteContent.Text, text.Content.Trim(), at),
            ImageMessage image => new(userid, NoteSource.Forward, NoteContent.Image, "[图片]", at, await attachments.Fetch(image.MediaId, NoteTexts.ImageMissing, row.Attempts)),
            VoiceMessage voice => new(userid, NoteSource.Forward, NoteContent.Voice, "[语音]", at, await attachments.Fetch(voice.MediaId, NoteTexts.VoiceMissing, row.Attempts)),
            LinkMessage link => new(userid, NoteSource.Forward, NoteContent.Link, Lines(link.Title, link.Description, link.Url), at),
            LocationMessage place => new(userid, NoteSource.Forward, NoteContent.Location, Lines("[位置]", place.Label), at),
            _ => null,
        };
        await (forwarded is null ? Unsupported(row, userid) : Ask(row, forwarded));
    }

    async Task Ask(ClaimedCallback row, Forwarded forwarded)
    {
        var (draft, now) = await Draft(forwarded);
        await db.Write(async tx =>
        {
            await Save(tx, draft, forwarded.Media);
            await tx.Outbox.Add(cards.Ask(draft), now);
            await tx.Inbox.Finish(row, $"draft {draft.Id}", now);
        });
    }

    /// <summary>A message quoted to the bot, or words written to it alone: answered inside the callback while it is open.</summary>
    public async Task Quoted(ClaimedCallback row, BotMessage message)
    {
        var words = Words(message);
        if (words is null)
        {
            await SayHow(row, message);
            return;
        }

        var (draft, now) = await Draft(new(message.FromUserName ?? "", NoteSource.Quote, words.Value.Content, words.Value.Text, row.ReceivedAt));
        await db.Write(async tx =>
        {
            await Save(tx, draft, null);
            if (!await tx.BotReplies.Answer(row.DedupeKey, cards.BotAsk(draft, message.Chat.IsGroup)) && message.Chat.ResponseUrl is { } url)
            {
                await tx.Outbox.Add(cards.BotLate(draft, url), now);
            }

            await tx.Inbox.Finish(row, $"draft {draft.Id}", now);
        });
    }

    Task SayHow(ClaimedCallback row, BotMessage message) => db.Write(async tx =>
    {
        var now = time.GetUtcNow();
        if (!await tx.BotReplies.Answer(row.DedupeKey, NoteCards.HowToQuote(row.Seq)) && message.Chat.ResponseUrl is { } url)
        {
            await tx.Outbox.Add(NoteCards.HowToQuoteLate(row.Seq, message.FromUserName ?? "", url), now);
        }

        await tx.Inbox.Finish(row, "answered", now);
    });

    async Task<(NoteDraft, DateTimeOffset Now)> Draft(Forwarded forwarded)
    {
        var now = time.GetUtcNow();
        var recent = await db.Read(tx => tx.RecentContacts.For(forwarded.Userid, Proposals.Most));
        var reading = forwarded.Content is NoteContent.Text or NoteContent.Link
            ? signals.Read(forwarded.Text, forwarded.At)
            : Reading.Nothing;
        var draft = new NoteDraft(
            Ids.New(now), forwarded.Userid, forwarded.Source, forwarded.Content, forwarded.Text, forwarded.At,
            reading, Proposals.For(recent, forwarded.Text, reading));
        return (draft, now);
    }

    static async Task Save(Tx tx, NoteDraft draft, FetchedMedia? media)
    {
        await tx.NoteDrafts.Add(draft);
        if (media is not null)
        {
            await tx.NoteDrafts.Attach(media.For(draft.Id));
        }
    }

    /// <summary>Files, videos and merged records: one friendly line that says what to do instead (F2).</summary>
    public Task Unsupported(ClaimedCallback row, string? userid) => db.Write(async tx =>
    {
        var now = time.GetUtcNow();
        if (!string.IsNullOrEmpty(userid))
        {
            await tx.Outbox.Add(cards.Unsupported(userid, row.Seq), now);
        }

        await tx.Inbox.Finish(row, "unsupported", now);
    });

    static (NoteContent Content, string Text)? Words(BotMessage message) => message switch
    {
        BotTextMessage { Quote.Text: { Length: > 0 } quoted } => (NoteContent.Text, quoted),
        BotMixedMessage { Quote.Text: { Length: > 0 } quoted } => (NoteContent.Text, quoted),
        BotTextMessage { Chat.IsGroup: false, Content: { Length: > 0 } typed } => (NoteContent.Text, typed),
        BotVoiceMessage { Content: { Length: > 0 } spoken } => (NoteContent.Voice, spoken),
        _ => null,
    };

    static string Lines(params ReadOnlySpan<string?> parts)
    {
        var lines = new List<string>();
        foreach (var part in parts)
        {
            if (!string.IsNullOrWhiteSpace(part))
            {
                lines.Add(part.Trim());
            }
        }

        return string.Join('\n', lines);
    }
}
