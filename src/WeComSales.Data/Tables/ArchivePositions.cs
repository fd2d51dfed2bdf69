namespace WeComSales.Data;

/// <summary>How it stands with the archive.</summary>
public sealed class ArchiveState
{
    /// <summary>The last message that is durable, with everything before it.</summary>
    public required long Seq { get; init; }

    /// <summary>The proof of the reading instance: what carries an older one is refused.</summary>
    public required int Epoch { get; init; }
    public required int Wanted { get; init; }
    public DateTimeOffset? CaughtUpAt { get; init; }
    public string? Fault { get; init; }
    public int? FaultCode { get; init; }
    public DateTimeOffset? FaultSince { get; init; }
}

/// <summary>Another instance reads the archive now; what this one was about to write is undone.</summary>
public sealed class ArchiveLostException() : Exception("Another instance reads the archive now.");

/// <summary>Who reads the archive and how far it is read: one row. WeCom's library wants one reader per company.</summary>
public sealed class ArchivePositions(Tx tx)
{
    const string Columns = "seq, epoch, wanted, caught_up_at, fault, fault_code, fault_since";

    public Task<ArchiveState?> State() => tx.One<ArchiveState>($"select {Columns} from archive_positions where name = 'archive'");

    /// <summary>Makes this instance the reader, unless another one is and lives.</summary>
    public Task<ArchiveState?> Claim(string owner, int leaseSeconds) =>
        Take(owner, leaseSeconds, $" and (lease_until is null or lease_until < {tx.Dialect.Now} or owner = @owner)");

    /// <summary>Where no other process can work on the database, an earlier life of this one held the lease.</summary>
    public Task<ArchiveState?> TakeOver(string owner, int leaseSeconds) => Take(owner, leaseSeconds, "");

    async Task<ArchiveState?> Take(string owner, int leaseSeconds, string free)
    {
        await tx.InsertIfAbsent("archive_positions", "name", "name, seq, epoch, wanted", new { Name = "archive", Seq = 0L, Epoch = 0, Wanted = 0 });
        return 1 == await tx.Run(
            $"update archive_positions set owner = @owner, epoch = epoch + 1, lease_until = {tx.Dialect.NowPlus("@leaseSeconds")} where name = 'archive'{free}",
            new { owner, leaseSeconds }) ? await State() : null;
    }

    /// <summary>How often a pull was asked for by now; null when another instance reads.</summary>
    public async Task<int?> Renew(int epoch, int leaseSeconds) => 1 == await tx.Run(
        $"update archive_positions set lease_until = {tx.Dialect.NowPlus("@leaseSeconds")} where name = 'archive' and epoch = @epoch",
        new { epoch, leaseSeconds }) ? await tx.One<int>("select wanted from archive_positions where name = 'archive'") : null;

    /// <summary>The reader is free for the next instance.</summary>
    public Task<int> Release(int epoch) => tx.Run(
        "update archive_positions set lease_until = null where name = 'archive' and epoch = @epoch", new { epoch });

    /// <summary>The last statement of a transaction that stores messages: the position moves exactly when they are durable.</summary>
    /// <exception cref="ArchiveLostException">Another instance reads; everything in this transaction is undone.</exception>
    public async Task Save(long seq, int epoch)
    {
        if (0 == await tx.Run(
            "update archive_positions set seq = @seq where name = 'archive' and epoch = @epoch and seq <= @seq", new { seq, epoch }))
        {
            throw new ArchiveLostException();
        }
    }

    /// <summary>There is nothing more at the moment, and nothing is wrong.</summary>
    public Task<int> CaughtUp(int epoch, DateTimeOffset at) => tx.Run(
        "update archive_positions set caught_up_at = @at, fault = null, fault_code = null, fault_since = null where name = 'archive' and epoch = @epoch",
        new { epoch, at });

    /// <summary>Reading ended by a fault; the same fault keeps the time at which it began.</summary>
    public Task<int> Failed(int epoch, string fault, int code, DateTimeOffset at) => tx.Run(
        """
        update archive_positions set fault_since = case when fault = @fault then fault_since else @at end, fault = @fault, fault_code = @code
        where name = 'archive' and epoch = @epoch
        """,
        new { epoch, fault, code, at });

    /// <summary>Somebody wants the next pull, whichever instance makes it.</summary>
    public Task<int> Want() => tx.Run("update archive_positions set wanted = wanted + 1 where name = 'archive'");
}
