namespace WeComSales.Data;

/// <summary>Somebody's sign-in in one browser.</summary>
/// <param name="Device">What the browser runs on, one word; null where it said nothing that is known.</param>
/// <param name="Inside">Inside WeCom's own window.</param>
/// <param name="UsedAt">The last request, to within a few minutes; null: uses are not followed, and it ends by age alone.</param>
public sealed record Session(
    string IdHash, string Userid, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string? Device, bool? Inside, DateTimeOffset? UsedAt)
{
    Session() : this("", "", default, default, null, null, null)
    {
    }
}

/// <summary>Who is signed in. Rows are keyed by the hash of a random id, so that any instance can serve a session.</summary>
public sealed class Sessions(Tx tx)
{
    const string Columns = "id_hash, userid, created_at, expires_at, device, inside, used_at";

    public Task Open(Session session) => tx.InsertIfAbsent("sessions", "id_hash", Columns, session);

    /// <summary>Somebody's sessions that are not over, the one used last first.</summary>
    /// <param name="unusedSince">One whose last use is not later is over.</param>
    public Task<IReadOnlyList<Session>> Of(string userid, DateTimeOffset now, DateTimeOffset unusedSince) => tx.All<Session>(
        $"""
        select {Columns} from sessions
        where userid = @userid and expires_at > @now and (used_at is null or used_at > @unusedSince)
        order by coalesce(used_at, created_at) desc, id_hash
        """,
        new { userid, now, unusedSince });

    /// <summary>Writes a use down unless a later one than <paramref name="before"/> is there: of many requests at once one writes.</summary>
    public Task<int> Used(string idHash, DateTimeOffset now, DateTimeOffset before) =>
        tx.Run("update sessions set used_at = @now where id_hash = @idHash and used_at <= @before", new { idHash, now, before });

    public Task<int> Close(string idHash) => tx.Run("delete from sessions where id_hash = @idHash", new { idHash });

    public Task<int> CloseAllOf(string userid) => tx.Run("delete from sessions where userid = @userid", new { userid });

    public Task<int> Forget(DateTimeOffset now) => tx.Run("delete from sessions where expires_at <= @now", new { now });
}
