namespace WeComSales.Data;

public sealed class StoredToken
{
    public required string Name { get; init; }
    public required string SealedValue { get; init; }
    public required long Version { get; init; }
    public required DateTimeOffset RefreshAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Access tokens and tickets, shared by every instance on this database; values are sealed before they get here.</summary>
public sealed class Tokens(Tx tx)
{
    public Task<StoredToken?> Get(string name) => tx.One<StoredToken>(
        "select name, sealed_value, version, refresh_at, expires_at from tokens where name = @name", new { name });

    /// <summary>Stores a new value unless somebody else did so since <paramref name="expected"/> was read (0: none yet).</summary>
    public async Task<bool> Replace(StoredToken token, long expected) => 1 == (expected == 0
        ? await tx.InsertIfAbsent("tokens", "name", "name, sealed_value, version, refresh_at, expires_at", token)
        : await tx.Run(
            """
            update tokens set sealed_value = @SealedValue, version = @Version, refresh_at = @RefreshAt, expires_at = @ExpiresAt
            where name = @Name and version = @expected
            """,
            new { token.Name, token.SealedValue, token.Version, token.RefreshAt, token.ExpiresAt, expected }));

    /// <summary>Who may fetch a new value, by the database's clock. A lease is a row without a value, whose end is <c>expires_at</c>.</summary>
    /// <returns>The number of the lease; null while somebody holds it.</returns>
    public async Task<long?> Lease(string name, int seconds)
    {
        await tx.InsertIfAbsent("tokens", "name", "name, sealed_value, version, refresh_at, expires_at", new
        {
            Name = name, SealedValue = "", Version = 0L, RefreshAt = DateTimeOffset.UnixEpoch, ExpiresAt = DateTimeOffset.UnixEpoch,
        });
        return 1 == await tx.Run(
            $"""
            update tokens set version = version + 1, expires_at = {tx.Dialect.NowPlus("@seconds")}
            where name = @name and expires_at <= {tx.Dialect.Now}
            """,
            new { name, seconds }) ? await tx.One<long>("select version from tokens where name = @name", new { name }) : null;
    }

    public Task Release(string name, long lease) => tx.Run(
        $"update tokens set expires_at = {tx.Dialect.Now} where name = @name and version = @lease", new { name, lease });
}
