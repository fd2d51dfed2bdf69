namespace WeComSales.Faults.Tests;

/// <summary>One thing that happened at WeCom, and how it is delivered: several times, each time encrypted anew.</summary>
sealed record Happening(string Key, string Plaintext);

static class Happenings
{
    const int MostDeliveries = 4;

    /// <summary>Messages of many people over ten minutes.</summary>
    public static IReadOnlyList<Happening> Messages(Sender sender, int count, DateTimeOffset now, Random dice) =>
        [.. Enumerable.Range(1, count).Select(number => Message(
            sender, $"rep-{dice.Next(Wire.Reps)}", now.AddSeconds(-dice.Next(600)), number))];

    /// <summary>Different messages that one person wrote in one second: equal FromUserName and CreateTime.</summary>
    public static IReadOnlyList<Happening> InOneSecond(Sender sender, int count, DateTimeOffset now, int firstNumber) =>
        [.. Enumerable.Range(firstNumber, count).Select(number => Message(sender, "rep-7", now, number))];

    /// <summary>The taps of two devices on each card: one 确认入库, one 不是商机, in an order that nobody can foresee.</summary>
    public static IReadOnlyList<Happening> Taps(IEnumerable<(string Draft, string Owner)> drafts, DateTimeOffset now) =>
        [.. drafts.SelectMany(draft => new[] { "note.confirm", "note.discard" }.Select(key => new Happening(
            $"{draft.Draft} {key}",
            $"<xml><ToUserName><![CDATA[{Wire.CorpId}]]></ToUserName><FromUserName><![CDATA[{draft.Owner}]]></FromUserName>"
            + $"<CreateTime>{now.ToUnixTimeSeconds()}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event>"
            + $"<EventKey><![CDATA[{key}]]></EventKey><TaskId><![CDATA[note-{draft.Draft}]]></TaskId><CardType><![CDATA[button_interaction]]></CardType>"
            + $"<ResponseCode><![CDATA[code-{draft.Draft}-{key}]]></ResponseCode><AgentID>1000002</AgentID></xml>")))];

    /// <summary>Each one to four times, with a new nonce, new random bytes and a timestamp of its own, everything shuffled.</summary>
    public static IReadOnlyList<SignedCallback> Deliveries(
        this IEnumerable<Happening> happenings, Sender sender, DateTimeOffset now, Random dice)
    {
        SignedCallback[] deliveries =
        [
            .. happenings.SelectMany(happening => Enumerable.Repeat(happening, dice.Next(1, MostDeliveries + 1)))
                .Select(happening => sender.Sign(happening.Plaintext, now.AddSeconds(-dice.Next(300)))),
        ];
        dice.Shuffle(deliveries);
        return deliveries;
    }

    static Happening Message(Sender sender, string from, DateTimeOffset at, int number) =>
        new(MessageNumbers.Words(number), sender.Text(from, at, number, MessageNumbers.Words(number)));
}
