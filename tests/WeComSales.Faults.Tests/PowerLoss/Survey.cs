using WeComSales.Data;

namespace WeComSales.Faults.Tests;

/// <summary>What a database is worth after the power came back.</summary>
/// <param name="Lost">Numbers that were acknowledged and are not there.</param>
/// <param name="Integrity">"ok", or SQLite's complaint.</param>
/// <param name="Twice">Dedupe keys that are stored more than once.</param>
/// <param name="DedupeWorks">A row that is there is recognised, a new one is taken.</param>
sealed record Survey(IReadOnlyList<int> Lost, string Integrity, long Twice, bool DedupeWorks)
{
    public static async Task<Survey> Of(DiskImage image, IReadOnlyList<int> acknowledged, Load load)
    {
        var folder = image.Restore();
        try
        {
            await using var db = new SqliteDb($"Data Source={Path.Combine(folder.FullName, "test.db")}");
            await db.Migrate(DateTimeOffset.UnixEpoch);
            return await Of(db, acknowledged, load);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task<Survey> Of(Db db, IReadOnlyList<int> acknowledged, Load load)
    {
        var integrity = string.Join("; ", await db.Read(tx => tx.All<string>("pragma integrity_check")));
        if (integrity != "ok")
        {
            return new Survey(acknowledged, integrity, Twice: 0, DedupeWorks: false);
        }

        var callbacks = await db.Read(tx => tx.All<byte[]>("select dedupe_key from inbox"));
        var letters = await db.Read(tx => tx.All<string>("select dedupe_key from outbox"));
        var there = new HashSet<string>([.. callbacks.Select(Convert.ToHexString), .. letters]);
        bool Lacks(int number) =>
            !there.Contains(Load.IsLetter(number) ? Load.LetterKey(number) : Convert.ToHexString(load.Callback(number).DedupeKey));
        return new Survey(
            [.. acknowledged.Where(Lacks)], integrity, callbacks.Count - there.Count + letters.Count, await Recognises(db, callbacks, load));
    }

    static async Task<bool> Recognises(Db db, IReadOnlyList<byte[]> callbacks, Load load)
    {
        var known = callbacks.Count == 0 || !await db.Accept(load.Callback(-1) with { DedupeKey = callbacks[^1] });
        return known && await db.Accept(load.Callback(-1));
    }
}
