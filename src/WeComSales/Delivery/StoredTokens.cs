using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Delivery;

/// <summary>Tokens in the database that all instances share, sealed.</summary>
public sealed class StoredTokens(Db db, SecretBox box) : ITokenVault
{
    /// <summary>A value that was sealed with another key keeps its version and is spent: it is fetched anew.</summary>
    public async Task<KeptToken?> Get(string name, CancellationToken stop) =>
        await db.Read(tx => tx.Tokens.Get(name)) is not { } stored ? null
            : box.Unseal(stored.SealedValue) is { } value ? new KeptToken(value, stored.Version, stored.RefreshAt, stored.ExpiresAt)
            : new KeptToken("", stored.Version, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    public Task<bool> Replace(string name, long expected, KeptToken next, CancellationToken stop) => db.Write(tx => tx.Tokens.Replace(
        new StoredToken
        {
            Name = name,
            SealedValue = box.Seal(next.Value),
            Version = next.Version,
            RefreshAt = next.RefreshAt,
            ExpiresAt = next.ExpiresAt,
        },
        expected));

    public Task<long?> Lease(string name, int seconds, CancellationToken stop) => db.Write(tx => tx.Tokens.Lease(name, seconds));

    public Task Release(string name, long lease, CancellationToken stop) => db.Write(tx => tx.Tokens.Release(name, lease));
}
