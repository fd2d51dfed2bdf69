namespace WeComSales.Data;

/// <summary>Who is signed in. Rows are keyed by the hash of a random id, so that any instance can serve a session.</summary>
public sealed class Sessions(Tx tx)
{
    public Task Open(string idHash, string userid, DateTimeOffset now, DateTimeOffset expiresAt) => tx.InsertIfAbsent(
        "sessions", "id_hash", "id_hash, userid, created_at, expires_at",
        new { IdHash = idHash, Userid = userid, CreatedAt = now, ExpiresAt = expiresAt });

    public Task<int> Close(string idHash) => tx.Run("delete from sessions where id_hash = @idHash", new { idHash });

    public Task<int> CloseAllOf(string userid) => tx.Run("delete from sessions where userid = @userid", new { userid });

    public Task<int> Forget(DateTimeOffset now) => tx.Run("delete from sessions where expires_at <= @now", new { now });
}
