using System.Text;
using WeComSales.Data;

namespace WeComSales.Faults.Tests;

/// <summary>What a killed service left behind, by message number.</summary>
/// <param name="Stored">Numbers of the callbacks in the inbox, as often as they are there.</param>
/// <param name="Drafts">Numbers of the drafts that were made from them, as often as they are there.</param>
/// <param name="CardsOfDrafts">The card that each draft asks with.</param>
/// <param name="Cards">The card that each letter is about.</param>
sealed record Harvest(IReadOnlyList<long> Stored, IReadOnlyList<long> Drafts, IReadOnlyList<string> CardsOfDrafts, IReadOnlyList<string> Cards, long GivenUp, string Integrity)
{
    public static async Task<Harvest> Of(Store store)
    {
        await using var db = store.Open();
        var payloads = await db.Read(tx => tx.All<byte[]>("select payload from inbox"));
        var drafts = await db.Read(tx => tx.All<Draft>("select id, text from note_drafts"));
        return new Harvest(
            [.. payloads.Select(payload => MessageNumbers.In(Encoding.UTF8.GetString(payload))!.Value)],
            [.. drafts.Select(draft => MessageNumbers.In(draft.Text)!.Value)],
            [.. drafts.Select(draft => $"note-{draft.Id}")],
            await db.Read(tx => tx.All<string>("select task_id from outbox where call = 'message.send' and task_id is not null")),
            await db.Read(tx => tx.One<long>("select (select count(*) from inbox where state = 3) + (select count(*) from outbox where state = 5)")),
            store.Provider == DatabaseProvider.Sqlite ? string.Join("; ", await db.Read(tx => tx.All<string>("pragma integrity_check"))) : "ok");
    }

    /// <summary>Waits until a running service has worked off what it holds.</summary>
    public static async Task UntilWorkedOff(Store store, TimeSpan patience)
    {
        await using var db = store.Open();
        using var deadline = new CancellationTokenSource(patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await db.Read(tx => tx.Inbox.Backlog()) > 0)
        {
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    public IReadOnlyList<long> Missing(IEnumerable<long> numbers) => [.. numbers.Except(Stored)];

    sealed class Draft
    {
        public required string Id { get; init; }
        public required string Text { get; init; }
    }
}
