namespace WeComSales.Data;

/// <summary>Which instances live, by the database's own clock.</summary>
public sealed class Heartbeats(Tx tx)
{
    const int ForgottenAfterSeconds = 24 * 60 * 60;

    public async Task Beat(string instance)
    {
        var args = new { Instance = instance, At = DateTimeOffset.UnixEpoch };
        await tx.InsertIfAbsent("heartbeats", "instance", "instance, at", args);
        await tx.Run($"update heartbeats set at = {tx.Dialect.Now} where instance = @Instance", args);
        await tx.Run($"delete from heartbeats where at < {tx.Dialect.NowPlus("@seconds")}", new { seconds = -ForgottenAfterSeconds });
    }

    public Task<IReadOnlyList<string>> Alive(int seconds) => tx.All<string>(
        $"select instance from heartbeats where at > {tx.Dialect.NowPlus("@ago")} order by instance", new { ago = -seconds });
}
