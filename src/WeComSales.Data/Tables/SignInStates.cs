namespace WeComSales.Data;

/// <summary>Where a sign-in was on its way to.</summary>
public sealed class SignInState
{
    public required string ReturnTo { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
}

/// <summary>Sign-ins under way: each state belongs to one browser and is good for one return (D91022).</summary>
public sealed class SignInStates(Tx tx)
{
    public Task Add(string stateHash, string browserHash, string returnTo, DateTimeOffset expiresAt) => tx.InsertIfAbsent(
        "sign_in_states", "state_hash", "state_hash, browser_hash, return_to, expires_at",
        new { StateHash = stateHash, BrowserHash = browserHash, ReturnTo = returnTo, ExpiresAt = expiresAt });

    /// <summary>Null when this browser never asked for it.</summary>
    public Task<SignInState?> Of(string stateHash, string browserHash) => tx.One<SignInState>(
        "select return_to, expires_at, used_at from sign_in_states where state_hash = @stateHash and browser_hash = @browserHash",
        new { stateHash, browserHash });

    /// <summary>False when it was used before: of two returns with one state, one wins.</summary>
    public async Task<bool> Use(string stateHash, DateTimeOffset now) => 1 == await tx.Run(
        "update sign_in_states set used_at = @now where state_hash = @stateHash and used_at is null and expires_at > @now",
        new { stateHash, now });

    public Task<int> Forget(DateTimeOffset now) => tx.Run("delete from sign_in_states where expires_at <= @now", new { now });
}
