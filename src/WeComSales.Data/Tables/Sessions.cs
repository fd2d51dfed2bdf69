namespace WeComSales.Data;

/// <summary>Who is signed in. Rows are keyed by the hash of a random id, so that any instance can serve a session.</summary>
public sealed class Sessions(Tx tx)
{
    public Task Open(string idHash, string userid, DateTimeOffset now, DateTimeOffset expiresAt) => tx.InsertIfAbsent(
        "sessions", "id_hash", "id_hash, userid, created_at, expires_at",
        new { IdHash = idHash, Userid = userid, CreatedAt = now, ExpiresAt = expiresAt });

    /// <summary>Null when the session is unknown or over, or its owner no longer works here.</summary>
    public Task<string?> Userid(string idHash, DateTimeOffset now) => tx.One<string>(
        """
        select s.userid from sessions s join staff p on p.userid = s.userid
        where s.id_hash = @idHash and s.expires_at > @now and p.left_at is null
        """,
        new { idHash, now });

    public Task<int> Close(string idHash) => tx.Run("delete from sessions where id_hash = @idHash", new { idHash });

    public Task<int> CloseAllOf(string userid) => tx.Run("delete from sessions where userid = @userid", new { userid });

    public Task<int> Forget(DateTimeOffset now) => tx.Run("delete from sessions where expires_at <= @now", new { now });
}
