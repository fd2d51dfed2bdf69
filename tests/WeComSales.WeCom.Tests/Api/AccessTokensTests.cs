namespace WeComSales.WeCom.Tests;

public sealed class AccessTokensTests : IAsyncLifetime
{
    readonly HandClock clock = new();
    FakeWeCom wecom = null!;

    public async Task InitializeAsync() => wecom = await FakeWeCom.Start();

    public async Task DisposeAsync() => await wecom.DisposeAsync();

    [Fact]
    public async Task Fifty_callers_at_once_fetch_one_token()
    {
        using var client = wecom.Client(clock: clock);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.ListFollowUsers(default)));

        results.ShouldAllBe(result => result.Failure == null);
        wecom.TokenCalls.ShouldBe(1);
    }

    [Fact]
    public async Task A_revoked_token_is_renewed_once_and_every_call_succeeds()
    {
        using var client = wecom.Client(clock: clock);
        wecom.ChecksTokens = true;
        for (var revocation = 1; revocation <= 5; revocation++)
        {
            (await client.ListFollowUsers(default)).Failure.ShouldBeNull();
            wecom.Revoke();
            var before = wecom.TokenCalls;

            var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.ListFollowUsers(default)));

            results.ShouldAllBe(result => result.Failure == null);
            wecom.TokenCalls.ShouldBe(before + 1);
        }
    }

    [Fact]
    public async Task Four_instances_share_one_token_and_one_renewal()
    {
        var vault = new MemoryTokenVault();
        WeComClient[] clients = [.. Enumerable.Range(0, 4).Select(_ => wecom.Client(vault, clock))];
        wecom.ChecksTokens = true;
        await Everybody();
        wecom.TokenCalls.ShouldBe(1);

        wecom.Revoke();
        await Everybody();

        wecom.TokenCalls.ShouldBe(2);
        foreach (var client in clients)
        {
            client.Dispose();
        }

        async Task Everybody() =>
            (await Task.WhenAll(Enumerable.Range(0, 40).Select(caller => clients[caller % 4].ListFollowUsers(default)))).ShouldAllBe(result => result.Failure == null);
    }

    [Fact]
    public async Task An_instance_whose_clock_runs_ahead_waits_for_whoever_is_fetching()
    {
        var (vault, ahead) = (new WatchedVault(), new HandClock());
        ahead.Advance(TimeSpan.FromHours(1));
        using var right = wecom.Client(vault, clock);
        using var fast = wecom.Client(vault, ahead);
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        wecom.TokenAnswer = () =>
        {
            asked.TrySetResult();
            answer.Task.GetAwaiter().GetResult();
            return """{"access_token":"one-for-all","expires_in":7200}""";
        };

        var first = Task.Run(() => right.ListFollowUsers(default));
        await asked.Task;
        var second = Task.Run(() => fast.ListFollowUsers(default));
        await vault.Refused.WaitAsync(TimeSpan.FromSeconds(30));
        second.IsCompleted.ShouldBeFalse();
        answer.SetResult();

        (await first).Failure.ShouldBeNull();
        (await second).Failure.ShouldBeNull();
        wecom.TokenCalls.ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_secret_is_tried_rarely_and_never_a_hundred_times_an_hour()
    {
        using var client = wecom.Client(clock: clock);
        wecom.TokenAnswer = () => """{"errcode":40001,"errmsg":"invalid credential"}""";
        for (var minute = 0; minute < 240; minute++)
        {
            var failure = (await client.Send("{}"u8.ToArray(), default)).Failure.ShouldNotBeNull();
            failure.Reaction.Class.ShouldBe(ErrorClass.Configuration);
            failure.Outcome.ShouldBe(CallOutcome.NotSent);
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.ListFollowUsers(default)));
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        // 1 + 2 + 4 + … minutes, then every hour: 0, 1, 3, 7, 15, 31, 63, 123, 183.
        wecom.TokenCalls.ShouldBe(9);
        wecom.Calls.ShouldAllBe(call => call.Path == "/cgi-bin/gettoken");
    }

    [Fact]
    public async Task A_token_that_is_refused_for_ever_does_not_loop()
    {
        using var client = wecom.Client(clock: clock);
        wecom.Says("""{"errcode":40014,"errmsg":"invalid access_token"}""");
        (await client.ListFollowUsers(default)).Failure!.Errcode.ShouldBe(40014);
        wecom.Calls.Count.ShouldBe(4); // token, call, token, call

        for (var call = 0; call < 200; call++)
        {
            (await client.ListFollowUsers(default)).Failure.ShouldNotBeNull();
        }

        wecom.TokenCalls.ShouldBe(100);
    }

    [Fact]
    public async Task A_token_that_WeCom_gives_again_after_refusing_it_does_not_loop()
    {
        using var client = wecom.Client(clock: clock);
        wecom.TokenAnswer = () => """{"access_token":"the-same","expires_in":7200}""";
        wecom.Says("""{"errcode":42001,"errmsg":"access_token expired"}""");

        (await client.ListFollowUsers(default)).Failure!.Errcode.ShouldBe(42001);

        wecom.Calls.Count.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public async Task A_token_is_renewed_in_the_background_at_eighty_percent_of_its_life()
    {
        var vault = new MemoryTokenVault();
        using var client = wecom.Client(vault, clock);
        await client.ListFollowUsers(default);
        clock.Advance(TimeSpan.FromSeconds(7200 * 0.8 - 1));
        await client.ListFollowUsers(default);
        wecom.TokenCalls.ShouldBe(1);

        clock.Advance(TimeSpan.FromSeconds(1));
        await client.ListFollowUsers(default);
        await Until(async () => (await vault.Get("ww1/1000002/access_token", default))!.Version == 2);

        wecom.Calls.Last(call => call.Path.EndsWith("get_follow_user_list", StringComparison.Ordinal)).Query.ShouldContain("token-1");
        await client.ListFollowUsers(default);
        wecom.Calls.Last().Query.ShouldContain("token-2");
    }

    [Fact]
    public async Task A_failing_renewal_in_the_background_leaves_the_token_in_use()
    {
        using var client = wecom.Client(clock: clock);
        await client.ListFollowUsers(default);
        wecom.TokenAnswer = () => """{"errcode":-1,"errmsg":"system busy"}""";
        clock.Advance(TimeSpan.FromSeconds(6000));

        for (var call = 0; call < 3; call++)
        {
            (await client.ListFollowUsers(default)).Failure.ShouldBeNull();
            await Until(() => Task.FromResult(wecom.TokenCalls == 2));
        }

        clock.Advance(TimeSpan.FromSeconds(1200));
        (await client.ListFollowUsers(default)).Failure!.Errcode.ShouldBe(-1);
    }

    [Fact]
    public async Task The_two_tickets_are_two_and_each_is_fetched_once()
    {
        using var client = wecom.Client(clock: clock);
        wecom.Answer = (context, call) => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
            context.Response, $$"""{"errcode":0,"ticket":"{{(call.Path.EndsWith("jsapi_ticket", StringComparison.Ordinal) ? "corp" : "agent")}}","expires_in":7200}""");
        var now = clock.GetUtcNow();

        for (var round = 0; round < 3; round++)
        {
            (await client.SignForCorp("https://crm/a?b#c", "n", now, default)).Value.ShouldBe(WeComClient.Sign("corp", "https://crm/a?b", "n", now.ToUnixTimeSeconds()));
            (await client.SignForAgent("https://crm/a?b#c", "n", now, default)).Value.ShouldBe(WeComClient.Sign("agent", "https://crm/a?b", "n", now.ToUnixTimeSeconds()));
        }

        wecom.Calls.Count.ShouldBe(3);
        wecom.Calls.Select(call => call.Path + (call.Query.Contains("type=agent_config", StringComparison.Ordinal) ? "!" : ""))
            .ShouldBe(["/cgi-bin/gettoken", "/cgi-bin/get_jsapi_ticket", "/cgi-bin/ticket/get!"], ignoreOrder: true);
    }

    [Fact]
    public void A_kept_token_never_shows_itself() =>
        new KeptToken("very-secret", 3, clock.GetUtcNow(), clock.GetUtcNow()).ToString().ShouldNotContain("very-secret");

    [Fact]
    public async Task A_vault_lets_one_of_two_writers_win()
    {
        var vault = new MemoryTokenVault();
        var first = new KeptToken("a", 1, clock.GetUtcNow(), clock.GetUtcNow());

        (await vault.Replace("n", 0, first, default)).ShouldBeTrue();
        (await vault.Replace("n", 0, first with { Value = "b" }, default)).ShouldBeFalse();
        (await vault.Replace("n", 1, first with { Value = "c", Version = 2 }, default)).ShouldBeTrue();
        (await vault.Get("n", default))!.Value.ShouldBe("c");
    }

    static async Task Until(Func<Task<bool>> happens)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!await happens())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}

/// <summary>Says when somebody was refused because another one is asking.</summary>
file sealed class WatchedVault : ITokenVault
{
    readonly MemoryTokenVault vault = new();
    readonly TaskCompletionSource refused = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Refused => refused.Task;

    public Task<KeptToken?> Get(string name, CancellationToken stop) => vault.Get(name, stop);

    public Task<bool> Replace(string name, long expected, KeptToken next, CancellationToken stop) => vault.Replace(name, expected, next, stop);

    public async Task<long?> Lease(string name, int seconds, CancellationToken stop)
    {
        var lease = await vault.Lease(name, seconds, stop);
        if (lease is null)
        {
            refused.TrySetResult();
        }

        return lease;
    }

    public Task Release(string name, long lease, CancellationToken stop) => vault.Release(name, lease, stop);
}
