namespace WeComSales.Data;

public sealed class ClosedLane
{
    public required string Api { get; init; }
    public required DateTimeOffset ClosedUntil { get; init; }
    public required string Reason { get; init; }
}

public sealed class UnreachablePerson
{
    public required string Userid { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset Since { get; init; }
}

/// <summary>What WeCom has told us not to do for a while, and whom it cannot reach.</summary>
public sealed class SendLanes(Tx tx)
{
    public async Task Close(string api, DateTimeOffset until, string reason)
    {
        var args = new { Api = api, ClosedUntil = until, Reason = reason };
        await tx.Put(
            "update send_lanes set closed_until = @ClosedUntil, reason = @Reason where api = @Api",
            "send_lanes", "api", "api, closed_until, reason", args);
    }

    /// <summary>A call went through: the lane is open for everybody again.</summary>
    public async Task Open(string api)
    {
        if (await tx.Run("delete from send_lanes where api = @api", new { api }) > 0)
        {
            tx.News |= News.Letter;
        }
    }

    public Task<IReadOnlyList<ClosedLane>> Closed(DateTimeOffset now) => tx.All<ClosedLane>(
        "select api, closed_until, reason from send_lanes where closed_until > @now order by api", new { now });

    public Task Unreachable(string userid, string reason, DateTimeOffset now) => tx.InsertIfAbsent(
        "unreachable", "userid", "userid, reason, since", new { Userid = userid, Reason = reason, Since = now });

    public Task Reached(string userid) => tx.Run("delete from unreachable where userid = @userid", new { userid });

    public Task<IReadOnlyList<UnreachablePerson>> Unreachable() => tx.All<UnreachablePerson>(
        "select userid, reason, since from unreachable order by since, userid");
}
