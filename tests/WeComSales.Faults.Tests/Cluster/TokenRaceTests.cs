using WeComSales.Data;
using WeComSales.Delivery;
using WeComSales.Simulator;
using WeComSales.WeCom;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 13: four instances, fifty calls each, and the token is revoked under them: one of them fetches a new one.</summary>
public sealed class TokenRaceTests : IDisposable
{
    const int Clients = 4;
    const int CallsEach = 50;
    readonly string keyFile = Path.GetTempFileName();

    public TokenRaceTests() => File.WriteAllText(keyFile, Convert.ToBase64String(new byte[32]));

    [PostgresFact]
    public async Task A_revoked_token_is_fetched_anew_once_for_all_instances()
    {
        await using var server = await PostgresServer.Start();
        var store = await server.CreateStore();
        await using var weCom = await Wire.WeCom();
        var databases = Enumerable.Range(0, Clients).Select(_ => store.Open()).ToList();
        await databases[0].Migrate(DateTimeOffset.UtcNow);
        using var box = SecretBox.Open(keyFile, mayMake: false, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        var fetched = await Race(weCom, [.. databases.Select(db => new StoredTokens(db, box))]);

        fetched.ShouldAllBe(calls => calls <= 2);
        foreach (var db in databases)
        {
            await db.DisposeAsync();
        }
    }

    [Fact]
    public async Task Control_instances_that_share_no_tokens_fetch_one_each()
    {
        await using var weCom = await Wire.WeCom();

        var fetched = await Race(weCom, [.. Enumerable.Range(0, Clients).Select(_ => new MemoryTokenVault())]);

        fetched.ShouldContain(calls => calls > 2);
    }

    /// <returns>How often a token was fetched after each revocation.</returns>
    static async Task<IReadOnlyList<int>> Race(SimulatorServer weCom, IReadOnlyList<ITokenVault> vaults)
    {
        var options = weCom.Options;
        var clients = vaults.Select(vault => new WeComClient(
            new WeComAccount { ApiBase = weCom.BaseUrl, CorpId = options.CorpId, Secret = options.Secret, App = $"{options.AgentId}" }, vault, TimeProvider.System)).ToList();
        var fetched = new List<int>();
        for (var revocation = 0; revocation < Setting.Count(3, 20); revocation++)
        {
            var before = weCom.Calls.Count(call => call.Path == "gettoken");
            weCom.Faults.ExpireTokens(revocation % 2 == 0 ? 42001 : 40014);
            var calls = clients.SelectMany(client => Enumerable.Range(0, CallsEach).Select(_ => Task.Run(() => client.GetUser("rep-1", CancellationToken.None))));
            (await Task.WhenAll(calls)).ShouldAllBe(answer => answer.Failure == null);
            fetched.Add(weCom.Calls.Count(call => call.Path == "gettoken") - before);
        }

        clients.ForEach(client => client.Dispose());
        return fetched;
    }

    public void Dispose() => File.Delete(keyFile);
}
