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

    /// <summary>The right to be the only one who does something, for so many seconds of the vault's own time, which is one for all who share it.</summary>
    /// <returns>What <see cref="Release"/> wants; null while somebody else holds it.</returns>
    Task<long?> Lease(string name, int seconds, CancellationToken stop);

    /// <summary>Gives it back before its time is over; nothing when it has passed to somebody else.</summary>
    Task Release(string name, long lease, CancellationToken stop);
}

/// <summary>Tokens of one process, for tools and tests.</summary>
public sealed class MemoryTokenVault : ITokenVault
{
    readonly Dictionary<string, KeptToken> kept = [];
    readonly Dictionary<string, (long Number, long Until)> leases = [];
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

    public Task<long?> Lease(string name, int seconds, CancellationToken stop)
    {
        lock (gate)
        {
            var (held, now) = (leases.GetValueOrDefault(name), Environment.TickCount64);
            if (now < held.Until)
            {
                return Task.FromResult<long?>(null);
            }

            leases[name] = (held.Number + 1, now + (seconds * 1000L));
            return Task.FromResult<long?>(held.Number + 1);
        }
    }

    public Task Release(string name, long lease, CancellationToken stop)
    {
        lock (gate)
        {
            if (leases.GetValueOrDefault(name).Number == lease)
            {
                leases[name] = (lease, 0);
            }

            return Task.CompletedTask;
        }
    }
}
