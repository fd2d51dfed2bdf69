using System.Security.Cryptography;
using WeComSales.Data;

namespace WeComSales.Faults.Tests;

sealed class Refused() : Exception("The database refuses this one transaction.");

sealed class PowerCut() : Exception("The machine has lost its power.");

/// <summary>A real SQLite file that can lose its process at any transaction, before it or between its commit and the news of it.</summary>
sealed class FragileDb(SqliteDb real, Mutant? mutant) : Db
{
    readonly Queue<InboxItem> acknowledged = new();
    int? left, untilRefusal;
    bool afterCommit;

    public bool IsDead { get; private set; }

    public override Dialect Dialect => real.Dialect;

    public override string Engine => real.Engine;

    public override bool IsShared => real.IsShared;

    /// <summary>The power goes at the transaction with this number from now on, 1 for the next.</summary>
    public void LosePower(int at, bool afterItsCommit) => (left, afterCommit) = (at, afterItsCommit);

    /// <summary>The transaction with this number from now on fails, and nothing else.</summary>
    public void Refuse(int at) => untilRefusal = at;

    public override Task<T> Write<T>(Func<Tx, Task<T>> work) => Transaction(() => real.Write(work));

    public override Task<T> Read<T>(Func<Tx, Task<T>> work) => IsDead ? throw new PowerCut() : real.Read(work);

    public override Task<bool> Accept(InboxItem item)
    {
        if (mutant is { AcknowledgesFirst: true })
        {
            acknowledged.Enqueue(item);
            return Task.FromResult(true);
        }

        var key = mutant is { ForgetsKeys: true } ? RandomNumberGenerator.GetBytes(item.DedupeKey.Length) : item.DedupeKey;
        return Transaction(() => real.Accept(item with { DedupeKey = key }));
    }

    public override Task<IReadOnlyList<string>> Migrate(DateTimeOffset now) => real.Migrate(now);

    public override Task<IReadOnlyList<Migration>> Pending() => real.Pending();

    public override ValueTask DisposeAsync() => real.DisposeAsync();

    async Task<T> Transaction<T>(Func<Task<T>> run)
    {
        var isHere = Cut();
        if (isHere && !afterCommit)
        {
            throw new PowerCut();
        }

        if (untilRefusal is not null && --untilRefusal == 0)
        {
            throw new Refused();
        }

        while (acknowledged.TryDequeue(out var item))
        {
            await real.Accept(item);
        }

        var result = await run();
        return isHere ? throw new PowerCut() : result;
    }

    bool Cut()
    {
        if (IsDead)
        {
            throw new PowerCut();
        }

        IsDead = left is not null && --left == 0;
        return IsDead;
    }
}
