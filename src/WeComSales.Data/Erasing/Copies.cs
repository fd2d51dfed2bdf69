using System.Text;
using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>A part of a search: where the next part begins, null at the end, and how many rows were about somebody.</summary>
public sealed record CopiesPart<TKey>(TKey? Next, int Gone);

/// <summary>
/// Copies of somebody's data outside their own rows: callbacks, letters, drafts that propose them, briefs. Content goes,
/// the row stays where it keeps a repeat from having an effect. Whatever is in a worker's hand is taken from it: its
/// epoch moves on, and what it does is undone.
/// </summary>
public sealed class Copies(Tx tx)
{
    /// <summary>What stands where content stood.</summary>
    public const string Erased = "erased";
    const int Sent = 3;

    public async Task<CopiesPart<long?>> Callbacks(Mentions mentions, long after, int count, DateTimeOffset now)
    {
        var rows = await tx.All<CallbackCopy>(
            $"select seq, order_key, payload, outcome from inbox where seq > @after order by seq {tx.Dialect.Limit}", new { after, count });
        var theirs = rows.Where(row => mentions.In(row.OrderKey) || mentions.In(row.Outcome) || mentions.In(Encoding.UTF8.GetString(row.Payload))).Select(row => row.Seq).ToList();
        var gone = theirs.Count == 0 ? 0 : await tx.Run(
            """
            update inbox set payload = @nothing, order_key = '', state = 2, epoch = epoch + 1, lease_until = null, outcome = @Erased, done_at = coalesce(done_at, @now)
            where seq in @theirs
            """,
            new { theirs = tx.Many(theirs), nothing = Array.Empty<byte>(), Erased, now });
        return new(rows.Count < count ? null : rows[^1].Seq, gone);
    }

    /// <summary>A letter that was sent goes also when it may be about somebody of the same name; one that was not sent yet only when it is about them, and is withdrawn.</summary>
    public async Task<CopiesPart<string>> Letters(Mentions mentions, string after, int count, DateTimeOffset now)
    {
        var rows = await tx.All<LetterCopy>(
            $"select id, dedupe_key, task_id, body, instead, state from outbox where id > @after order by id {tx.Dialect.Limit}", new { after, count });
        var theirs = rows.Where(row => mentions.In(row.DedupeKey) || mentions.In(row.TaskId) || mentions.In(row.Body) || mentions.In(row.Instead)
            || (row.State == Sent && (mentions.MayBeIn(row.Body) || mentions.MayBeIn(row.Instead)))).Select(row => row.Id).ToList();
        return new(rows.Count < count ? null : rows[^1].Id, await Withdraw("id", theirs, now));
    }

    public async Task<int> Replies(Mentions mentions)
    {
        var rows = await tx.All<ReplyCopy>("select dedupe_key, reply from bot_replies where reply is not null");
        var gone = 0;
        foreach (var row in rows.Where(row => mentions.MayBeIn(row.Reply)))
        {
            gone += await tx.Run("update bot_replies set state = 'late', reply = null where dedupe_key = @DedupeKey", new { row.DedupeKey });
        }

        return gone;
    }

    /// <summary>The drafts of one part that go whole: told before, because callbacks are known by them.</summary>
    public async Task<(string? Next, IReadOnlyList<string> Ids)> DraftsAbout(Mentions mentions, string after, int count)
    {
        var rows = await DraftsBehind(after, count);
        return (rows.Count < count ? null : rows[^1].Id, [.. rows.Where(row => IsAbout(mentions, row)).Select(row => row.Id)]);
    }

    /// <summary>
    /// Drafts nobody made a note of. One whose likeliest customer they are goes with what was attached; of others only
    /// the line that proposes them goes.
    /// </summary>
    public async Task<CopiesPart<string>> Drafts(Mentions mentions, string after, int count)
    {
        var rows = await DraftsBehind(after, count);
        var gone = 0;
        foreach (var row in rows.Where(row => mentions.In(row.Proposals) || mentions.In(row.Text)))
        {
            var args = new { row.Id, Rest = Json.Text(Proposed(row).Where(one => !mentions.In(one.ExternalUserid)).ToList()) };
            if (IsAbout(mentions, row))
            {
                await tx.Run("delete from note_attachments where draft_id = @Id", args);
                gone += await tx.Run("delete from note_drafts where id = @Id", args);
            }
            else
            {
                gone += await tx.Run("update note_drafts set proposals = @Rest where id = @Id", args);
            }
        }

        return new(rows.Count < count ? null : rows[^1].Id, gone);
    }

    Task<IReadOnlyList<DraftCopy>> DraftsBehind(string after, int count) => tx.All<DraftCopy>(
        $"select id, text, proposals from note_drafts where id > @after order by id {tx.Dialect.Limit}", new { after, count });

    static bool IsAbout(Mentions mentions, DraftCopy row) => mentions.In(row.Text) || (Proposed(row) is [var likeliest, ..] && mentions.In(likeliest.ExternalUserid));

    static IReadOnlyList<Proposal> Proposed(DraftCopy row) => Json.Read<IReadOnlyList<Proposal>>(row.Proposals);

    /// <summary>The figures stay; lines that name somebody go, and the file with them.</summary>
    public async Task<CopiesPart<string>> Briefs(Mentions mentions, string after, int count, DateTimeOffset now)
    {
        var rows = await tx.All<BriefCopy>(
            $"select id, version, content from briefs where id > @after and content is not null order by id {tx.Dialect.Limit}", new { after, count });
        var gone = 0;
        foreach (var row in rows.Where(row => mentions.MayBeIn(row.Content)))
        {
            var brief = Json.Read<Brief>(row.Content);
            var content = Json.Text(brief with
            {
                Risks = [.. brief.Risks.Where(risk => risk.Stall is { } stall ? !mentions.In(stall.Id) : !mentions.MayBeIn(risk.Customer))],
                Due = [.. brief.Due.Where(due => !mentions.MayBeIn(due.Customer))],
                Entries = [.. brief.Entries.Where(entry => !mentions.In(entry.Id))],
            });
            gone += content == row.Content ? 0 : await tx.Run("update briefs set content = @content where id = @Id", new { row.Id, content });
            var files = Enumerable.Range(1, row.Version).Select(version => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{row.Id}-{version}")).ToList();
            await Withdraw("file_id", files, now);
            await tx.Run("delete from outbox_files where id in @files", new { files = tx.Many(files) });
        }

        return new(rows.Count < count ? null : rows[^1].Id, gone);
    }

    /// <summary>Somebody is on the way to a page about them; ten minutes long.</summary>
    public async Task<int> Ways(Mentions mentions)
    {
        var gone = 0;
        foreach (var way in (await tx.All<WayCopy>("select state_hash, return_to from sign_in_states")).Where(way => mentions.In(way.ReturnTo)))
        {
            gone += await tx.Run("delete from sign_in_states where state_hash = @StateHash", new { way.StateHash });
        }

        return gone;
    }

    async Task<int> Withdraw(string column, List<string> ids, DateTimeOffset now) => ids.Count == 0 ? 0 : await tx.Run(
        $$"""
        update outbox set body = '{}', instead = null, address = null, state = 3, epoch = epoch + 1, lease_until = null, outcome = @Erased, done_at = coalesce(done_at, @now)
        where {{column}} in @ids and coalesce(outcome, '') <> @Erased
        """,
        new { ids = tx.Many(ids), Erased, now });

    sealed class CallbackCopy
    {
        public required long Seq { get; init; }
        public required string OrderKey { get; init; }
        public required byte[] Payload { get; init; }
        public string? Outcome { get; init; }
    }

    sealed class LetterCopy
    {
        public required string Id { get; init; }
        public required string DedupeKey { get; init; }
        public string? TaskId { get; init; }
        public required string Body { get; init; }
        public string? Instead { get; init; }
        public required int State { get; init; }
    }

    sealed class ReplyCopy
    {
        public required byte[] DedupeKey { get; init; }
        public required string Reply { get; init; }
    }

    sealed class WayCopy
    {
        public required string StateHash { get; init; }
        public required string ReturnTo { get; init; }
    }

    sealed class DraftCopy
    {
        public required string Id { get; init; }
        public required string Text { get; init; }
        public required string Proposals { get; init; }
    }

    sealed class BriefCopy
    {
        public required string Id { get; init; }
        public required int Version { get; init; }
        public required string Content { get; init; }
    }
}
