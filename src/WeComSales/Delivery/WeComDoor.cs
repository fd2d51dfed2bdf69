using System.Text;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.Delivery;

/// <summary>Takes one letter to WeCom and says what follows from the answer (reliability rules 15, 18 and 19).</summary>
public sealed class WeComDoor(WeComClient client)
{
    /// <summary>How long a card's code is counted on: the older table of D94888 says 24 hours, the newer page 72.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromHours(24);

    const int MediaGone = 40007;
    const int TriesOfUnknownCode = 3;
    static readonly TimeSpan ConfigurationPause = TimeSpan.FromMinutes(10);
    static readonly TimeSpan FrequencyPause = TimeSpan.FromMinutes(1);

    /// <summary>A repeat is safe while WeCom compares it with the first try; a minute is left for the way there.</summary>
    static readonly TimeSpan RepeatWindow = MessageBody.DuplicateWindow - TimeSpan.FromMinutes(1);

    /// <summary>How long a response_url of the bot works (D101138).</summary>
    static readonly TimeSpan AnswerWindow = TimeSpan.FromHours(1);

    /// <param name="text">The body, with WeCom's name of the file where there is one.</param>
    public async Task<Verdict> Send(ClaimedLetter letter, string text, DateTimeOffset now, CancellationToken stop)
    {
        if (letter.Call == Call.MessageSend && letter.FirstGatedAt + RepeatWindow < now)
        {
            return new Verdict.Dead("whether an earlier try arrived is not known, and a repeat could come twice now", InDoubt: true);
        }

        if (letter.Call == Call.BotRespond && letter.CreatedAt + AnswerWindow < now)
        {
            return new Verdict.Dead("the address for this answer is over after an hour", InDoubt: false);
        }

        var body = Encoding.UTF8.GetBytes(text);
        switch (letter.Call)
        {
            case Call.MessageSend:
                var sent = await client.Send(body, stop);
                return sent.Failure is { } refused ? Refused(letter, refused, now) : Taken(letter, sent.Value);
            case Call.CardUpdate:
                var updated = await client.UpdateTemplateCard(body, stop);
                return updated.Failure is { } failed ? Refused(letter, failed, now) : new Verdict.Delivered("updated", null, null);
            default:
                var responded = await client.Respond(letter.Address!, body, stop);
                return responded.Failure is { } silent ? Refused(letter, silent, now) : new Verdict.Delivered("responded", null, null);
        }
    }

    /// <summary>The first of two steps: what WeCom calls the file from now on, or why there is no second step yet.</summary>
    public async Task<(string? MediaId, Verdict? Refusal)> Upload(ClaimedLetter letter, OutboxFile file, DateTimeOffset now, CancellationToken stop)
    {
        var uploaded = await client.Upload(MediaKind.File, file.Name, file.Bytes, stop);
        return uploaded.Failure is { } failure
            // The lane of messages is open all the same: only this letter waits.
            ? (null, Refused(letter, failure, now) is Verdict.Closed closed ? new Verdict.Later(closed.Reason, closed.Until, InDoubt: false) : Refused(letter, failure, now))
            : (uploaded.Value.MediaId, null);
    }

    /// <summary>Partial failure is a success to WeCom: the receiver may be listed as invalid or unlicensed, in lower case.</summary>
    static Verdict Taken(ClaimedLetter letter, MessageSent answer)
    {
        bool Lists(IReadOnlyList<string> users) => users.Contains(letter.Receiver, StringComparer.OrdinalIgnoreCase);
        return Lists(answer.InvalidUsers) ? new Verdict.Unreachable("invaliduser: outside the app's visible range, or gone")
            : Lists(answer.UnlicensedUsers) ? new Verdict.Unreachable("unlicenseduser: no basic interface licence")
            : new Verdict.Delivered("sent", answer.MsgId, answer.ResponseCode);
    }

    static Verdict Refused(ClaimedLetter letter, ApiFailure failure, DateTimeOffset now)
    {
        var why = failure.Errcode is { } code ? $"errcode {code}" : failure.Errmsg;
        var inDoubt = failure.Outcome is CallOutcome.Unknown or CallOutcome.HttpError;
        return failure.Reaction.Class switch
        {
            // A try whose answer was lost has spent the code: the card says already what it should.
            ErrorClass.CardExpired when letter.FirstGatedAt is not null => new Verdict.Delivered("updated by an earlier try", null, null),
            ErrorClass.CardExpired => new Verdict.Expired(),
            ErrorClass.Media when letter.FileId is not null && failure.Errcode == MediaGone => new Verdict.FileGone(why),
            ErrorClass.Configuration => new Verdict.Closed(why, now + ConfigurationPause, BySetting: true),
            ErrorClass.Frequency => new Verdict.Closed(why, now + (failure.Reaction.Wait ?? FrequencyPause), BySetting: false),
            ErrorClass.Receiver => new Verdict.Unreachable(why),
            ErrorClass.Transient when !failure.Reaction.IsKnown && letter.Attempts + 1 >= TriesOfUnknownCode => new Verdict.Dead(why, inDoubt),
            ErrorClass.Transient or ErrorClass.UnknownOutcome or ErrorClass.Token => Again(letter, why, inDoubt, now),
            _ => new Verdict.Dead(why, inDoubt),
        };
    }

    static Verdict Again(ClaimedLetter letter, string why, bool inDoubt, DateTimeOffset now) =>
        Retries.After(letter.Attempts + 1, Spread(letter.Id)) is { } pause
            ? new Verdict.Later(why, now + pause, inDoubt)
            : new Verdict.Dead($"{why}; given up after {letter.Attempts + 1} tries", inDoubt);

    /// <summary>Spreads retries without chance, so that a run can be repeated exactly.</summary>
    static double Spread(string id) => id.Sum(character => character) % 100 / 100.0;
}
