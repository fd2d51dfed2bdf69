namespace WeComSales.WeCom;

/// <summary>An access token or ticket as it is kept. Its text never shows it.</summary>
/// <param name="Value">The secret itself.</param>
/// <param name="Version">1 for the first one under a name, then one more each time.</param>
/// <param name="RefreshAt">From here on it is renewed in the background.</param>
/// <param name="ExpiresAt">From here on it is not used.</param>
public sealed record KeptToken(string Value, long Version, DateTimeOffset RefreshAt, DateTimeOffset ExpiresAt)
{
    public override string ToString() => $"token version {Version} until {ExpiresAt:O}";
}

/// <summary>Where tokens are kept so that all instances share them.</summary>
public interface ITokenVault
{
    /// <summary>What is kept under this name; null when nothing is.</summary>
    Task<KeptToken?> Get(string name, CancellationToken stop);

    /// <summary>Stores <paramref name="next"/> if the version kept is still <paramref name="expected"/> (0: nothing is kept). False when somebody else was first.</summary>
    Task<bool> Replace(string name, long expected, KeptToken next, CancellationToken stop);
}

/// <summary>Tokens of one process, for tools and tests.</summary>
public sealed class MemoryTokenVault : ITokenVault
{
    readonly Dictionary<string, KeptToken> kept = [];
    readonly Lock gate = new();

    public Task<KeptToken?> Get(string name, CancellationToken stop)
    {
        lock (gate)
        {
            return Task.FromResult(kept.GetValueOrDefault(name));
        }
    }

    public Task<bool> Replace(string name, long expected, KeptToken next, CancellationToken stop)
    {
        lock (gate)
        {
            var isFirst = (kept.GetValueOrDefault(name)?.Version ?? 0) == expected;
            if (isFirst)
            {
                kept[name] = next;
            }

            return Task.FromResult(isFirst);
        }
    }
}
