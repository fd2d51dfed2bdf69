using WeComSales.Data;
using WeComSales.Simulator;

namespace WeComSales.Faults.Tests;

/// <summary>What was promised in a story, and what must therefore be true at its end.</summary>
sealed class Ledger
{
    /// <summary>A token lives two hours and is renewed after 80 % of that.</summary>
    static readonly TimeSpan tokenLife = TimeSpan.FromHours(2), untilRenewed = TimeSpan.FromHours(1.6);

    /// <summary>Neither sent again nor taken for sent: a person decides (rule 15).</summary>
    const string InDoubt = "whether an earlier try arrived is not known%";

    readonly HashSet<string> overtaken = [];
    DateTimeOffset lastToken;

    /// <summary>The keys of callbacks that were answered with 200.</summary>
    public HashSet<string> Acknowledged { get; } = [];

    public int TokensAllowed { get; set; } = 1;

    public static int TokensGiven(SimulatorServer weCom) => Tokens(weCom).Count();

    static IEnumerable<ApiCall> Tokens(SimulatorServer weCom) => weCom.Calls.Where(call => call is { Path: "gettoken", Status: 200, ErrCode: 0 });

    /// <summary>Sees to it that the token is either young or over, and allows a new one in the second case.</summary>
    public void PassTokenEnd(SimulatorServer weCom)
    {
        var issued = Tokens(weCom).LastOrDefault()?.At ?? Scene.Start;
        if (weCom.Clock.GetUtcNow() < issued + untilRenewed)
        {
            return;
        }

        if (weCom.Clock.GetUtcNow() < issued + tokenLife)
        {
            weCom.Clock.SetUtcNow(issued + tokenLife);
        }

        if (issued > lastToken)
        {
            lastToken = issued;
            TokensAllowed++;
        }
    }

    /// <summary>A callback is done while an earlier one of the same person has not been tried.</summary>
    public async Task SeeOrder(FragileDb db)
    {
        overtaken.UnionWith(await db.Read(tx => tx.All<string>(
            """
            select later.order_key from inbox earlier join inbox later on later.order_key = earlier.order_key and later.seq > earlier.seq
            where later.state = 2 and earlier.state in (0, 1) and earlier.outcome is null and earlier.order_key <> ''
            """)));
    }

    public static Task<long> Backlog(FragileDb db) => db.Read(async tx => await tx.Inbox.Backlog() + await tx.Outbox.Backlog());

    public async Task<IReadOnlyList<string>> Complaints(Scene scene, FragileDb db)
    {
        var keys = await db.Read(tx => tx.All<byte[]>("select dedupe_key from inbox"));
        var drafts = await db.Read(tx => tx.All<Draft>("select id, owner_userid as owner, text, state from note_drafts"));
        var notes = await db.Read(tx => tx.All<string>("select draft_id from notes"));
        var taps = await db.Read(tx => tx.All<Done>("select payload, done_at from inbox where kind = 'event.template_card_event' and state = 2"));
        var messages = await db.Read(tx => tx.All<Done>("select payload, done_at from inbox where kind = 'text'"));
        var inDoubt = await db.Read(tx => tx.All<string>("select task_id from outbox where state = 5 and outcome like @InDoubt", new { InDoubt }));
        return
        [
            .. Differences("stored", Acknowledged, keys.Select(key => Convert.ToHexStringLower(key)[8..]), missingOnly: true),
            .. Differences("draft", messages.Select(message => Between(message.Text, "<Content><![CDATA[")).Distinct(), drafts.Select(draft => draft.Text)),
            .. Differences("card", drafts.Select(draft => $"note-{draft.Id}").Where(IsSure), CardsOnPhones(scene.WeCom).Where(IsSure)),
            .. Differences("card twice", CardsOnPhones(scene.WeCom).Distinct(), CardsOnPhones(scene.WeCom)),
            .. Differences("note", drafts.Where(draft => draft.State == "Confirmed").Select(draft => draft.Id), notes),
            .. Differences("decision", FirstTaps(taps), drafts.Where(draft => draft.State != "Open").Select(draft => $"{draft.Id} {draft.State}")),
            .. overtaken.Select(key => $"overtaken: {key}"),
            .. Count("dropped in silence", scene.WeCom.Calls.Count(call => call.Dropped.Count > 0)),
            .. Count("not done", await Backlog(db)),
            .. (await db.Read(tx => tx.All<string>("select outcome from inbox where state = 3 and attempts < 8 union all select outcome from outbox where state = 5 and outcome not like @InDoubt", new { InDoubt }))).Select(outcome => $"given up: {outcome}"),
            .. Count("tokens too many", Math.Max(0, TokensGiven(scene.WeCom) - TokensAllowed)),
            .. (await db.Read(tx => tx.All<string>("pragma integrity_check"))).Where(line => line != "ok"),
        ];

        bool IsSure(string task) => !inDoubt.Contains(task);
    }

    static IEnumerable<string> CardsOnPhones(SimulatorServer weCom) =>
        new[] { Scene.Seller, Scene.Writer }.SelectMany(userid => weCom.Phone(userid).Cards).Select(card => card.TaskId).Where(task => task.StartsWith("note-", StringComparison.Ordinal));

    static IEnumerable<string> FirstTaps(IReadOnlyList<Done> taps) => taps
        .GroupBy(tap => Between(tap.Text, "<TaskId><![CDATA[note-"))
        .Select(ofDraft => $"{ofDraft.Key} {(Between(ofDraft.MinBy(tap => tap.DoneAt)!.Text, "<EventKey><![CDATA[") == "note.confirm" ? "Confirmed" : "Discarded")}");

    static IEnumerable<string> Count(string what, long count) => count == 0 ? [] : [$"{what}: {count}"];

    /// <summary>Both sides as bags: too few, too many and strangers are all differences.</summary>
    static IEnumerable<string> Differences(string what, IEnumerable<string> expected, IEnumerable<string> found, bool missingOnly = false)
    {
        var balance = expected.CountBy(item => item).ToDictionary(pair => pair.Key, pair => -pair.Value);
        foreach (var item in found)
        {
            balance[item] = balance.GetValueOrDefault(item) + 1;
        }

        return balance.Where(pair => missingOnly ? pair.Value < 0 : pair.Value != 0).Select(pair => $"{what} {pair.Value:+0;-0}: {pair.Key}");
    }

    static string Between(string text, string start)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(']', from)];
    }

    sealed class Draft
    {
        public required string Id { get; init; }
        public required string Owner { get; init; }
        public required string Text { get; init; }
        public required string State { get; init; }
    }

    sealed class Done
    {
        public required byte[] Payload { get; init; }
        public DateTimeOffset? DoneAt { get; init; }

        public string Text => System.Text.Encoding.UTF8.GetString(Payload);
    }
}
