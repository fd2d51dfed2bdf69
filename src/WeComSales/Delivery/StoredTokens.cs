using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Delivery;

/// <summary>Tokens in the database that all instances share, sealed.</summary>
public sealed class StoredTokens(Db db, SecretBox box) : ITokenVault
{
    public async Task<VaultToken?> Get(string name) =>
        await db.Read(tx => tx.Tokens.Get(name)) is { } stored && box.Unseal(stored.SealedValue) is { } value
            ? new VaultToken(value, stored.Version, stored.RefreshAt, stored.ExpiresAt)
            : null;

    public Task<bool> Replace(string name, VaultToken token, long expectedVersion) => db.Write(async tx =>
    {
        var stored = await tx.Tokens.Get(name);
        // A value that was sealed with another key reads as absent, yet its row is there.
        var expected = stored is not null && expectedVersion == 0 && box.Unseal(stored.SealedValue) is null ? stored.Version : expectedVersion;
        return await tx.Tokens.Replace(
            new StoredToken
            {
                Name = name,
                SealedValue = box.Seal(token.Value),
                Version = Math.Max(token.Version, expected + 1),
                RefreshAt = token.RefreshAt,
                ExpiresAt = token.ExpiresAt,
            },
            expected);
    });

    public Task Drop(string name, long version) => db.Write(tx => tx.Tokens.Drop(name, version));
}
