namespace WeComSales.WeCom;

/// <summary>A token as WeCom has just given it (D91039): its value and its life in seconds.</summary>
readonly record struct FreshToken(string Value, long Seconds);

/// <summary>
/// One access token or ticket: fetched once however many ask, renewed in the background at 80 % of its life, shared with other instances
/// through the vault, and never fetched in a loop with a wrong secret (reliability rules 18 and 20).
/// </summary>
/// <param name="name">The name in the vault.</param>
/// <param name="vault">Where all instances keep it.</param>
/// <param name="clock">Says when a token is due; who may fetch one is a matter of the vault's own time.</param>
/// <param name="fetch">Asks WeCom for a new one; must end by itself within the lease of 10 seconds.</param>
sealed class AccessTokens(string name, ITokenVault vault, TimeProvider clock, Func<CancellationToken, Task<ApiResult<FreshToken>>> fetch)
{
    const double EarlyShare = 0.8;
    const int LeaseSeconds = 10;
    static readonly TimeSpan poll = TimeSpan.FromMilliseconds(50), patience = TimeSpan.FromSeconds(15);

    readonly Lock gate = new();
    readonly TokenPause pause = new(clock);
    readonly string leaseName = name + ":lease";
    KeptToken? current;
    Task<ApiResult<KeptToken>>? running;

    /// <summary>A token that is not expired.</summary>
    public Task<ApiResult<KeptToken>> Get(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (current is not { } kept || now >= kept.ExpiresAt)
        {
            return Obtain(token => clock.GetUtcNow() < token.ExpiresAt, stop);
        }

        if (now >= kept.RefreshAt)
        {
            // Nobody waits: if it fails, the token still works, and who finds it expired will see the failure.
            _ = Shared(token => clock.GetUtcNow() < token.RefreshAt);
        }

        return Task.FromResult(new ApiResult<KeptToken>(kept));
    }

    /// <summary>Another token than this one, which WeCom has refused (40014, 42001): the one that somebody else has fetched meanwhile, or a new one.</summary>
    public Task<ApiResult<KeptToken>> Renew(KeptToken refused, CancellationToken stop) =>
        Obtain(token => token.Value != refused.Value && clock.GetUtcNow() < token.ExpiresAt, stop);

    // What is running may be running for a weaker wish; then it is waited for and asked once more, but never in a loop:
    // WeCom may give the refused token again.
    async Task<ApiResult<KeptToken>> Obtain(Func<KeptToken, bool> isWanted, CancellationToken stop)
    {
        for (var round = 1; ; round++)
        {
            if (current is { } kept && isWanted(kept))
            {
                return new(kept);
            }

            var result = await Shared(isWanted).WaitAsync(stop);
            if (!result.TryGet(out var token) || isWanted(token) || round == 2)
            {
                return result;
            }
        }
    }

    Task<ApiResult<KeptToken>> Shared(Func<KeptToken, bool> isWanted)
    {
        lock (gate)
        {
            return running is { IsCompleted: false } ? running : running = Task.Run(() => Fetch(isWanted));
        }
    }

    async Task<ApiResult<KeptToken>> Fetch(Func<KeptToken, bool> isWanted)
    {
        // Not the injected clock: how long a caller is kept waiting is a matter of real time.
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < patience)
        {
            var kept = await vault.Get(name, CancellationToken.None);
            if (kept is not null && isWanted(kept))
            {
                current = kept;
                return new(kept);
            }

            if (pause.Refusal() is { } refusal)
            {
                return new(refusal);
            }

            // By the vault's time: an instance whose clock runs ahead would take the lease of one that is still asking.
            if (await vault.Lease(leaseName, LeaseSeconds, CancellationToken.None) is not { } lease)
            {
                await Task.Delay(poll);
                continue;
            }

            var result = await FetchAlone(isWanted);
            await vault.Release(leaseName, lease, CancellationToken.None);
            if (result is not null)
            {
                return result;
            }
        }

        return new(ApiFailure.NotSent("Another instance did not finish renewing the token."));
    }

    /// <summary>Under the lease: looks once more, then asks WeCom. Null when somebody replaced the token in spite of the lease.</summary>
    async Task<ApiResult<KeptToken>?> FetchAlone(Func<KeptToken, bool> isWanted)
    {
        var kept = await vault.Get(name, CancellationToken.None);
        if (kept is not null && isWanted(kept))
        {
            current = kept;
            return new(kept);
        }

        pause.Tried();
        var fetched = await fetch(CancellationToken.None);
        if (!fetched.TryGet(out var fresh))
        {
            pause.Failed(fetched.Failure!);
            return new(fetched.Failure!);
        }

        pause.Succeeded();
        var now = clock.GetUtcNow();
        var life = TimeSpan.FromSeconds(fresh.Seconds);
        var next = new KeptToken(fresh.Value, (kept?.Version ?? 0) + 1, now + life * EarlyShare, now + life);
        if (!await vault.Replace(name, next.Version - 1, next, CancellationToken.None))
        {
            return null;
        }

        current = next;
        return new(next);
    }
}
