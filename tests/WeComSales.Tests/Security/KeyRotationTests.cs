using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using WeComSales.Delivery;
using WeComSales.Reports;
using WeComSales.WeCom;

namespace WeComSales.Tests.Security;

/// <summary>Another key in Secrets:KeyFile: what it sealed is fetched anew, what was made with it is over, and the work goes on (decision 35).</summary>
public sealed class KeyRotationTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-keys-");

    string KeyFile => Path.Combine(folder.FullName, "secrets.key");

    [Fact]
    public async Task After_a_new_key_tokens_are_fetched_once_links_are_over_digests_differ_and_notes_are_made()
    {
        NewKey(KeyFile);
        await using var house = await House.Open(null, ("Secrets:KeyFile", KeyFile));
        await Forward(house, "价格太高，竞品在谈");
        var (link, digest) = (Link(house), Digest(house));
        await house.Restart();
        (Holds(house, link), Digest(house)).ShouldBe((true, digest));
        var fetched = Fetched(house);

        NewKey(KeyFile);
        await house.Restart();
        await Forward(house, "竞品报价低了两万");

        (Fetched(house) - fetched).ShouldBe(1);
        Holds(house, link).ShouldBeFalse();
        Holds(house, Link(house)).ShouldBeTrue();
        Digest(house).ShouldNotBe(digest);
        (await house.Notes()).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Instances_with_the_old_and_the_new_key_fetch_one_token_each_and_not_one_for_every_call(bool isRevoked)
    {
        await using var house = await House.Open();
        var newKey = Path.Combine(folder.FullName, "new.key");
        NewKey(KeyFile);
        NewKey(newKey);
        using var before = SecretBox.Open(KeyFile, mayMake: false, NullLogger.Instance);
        using var after = SecretBox.Open(newKey, mayMake: false, NullLogger.Instance);
        var options = house.WeCom.Options;
        var account = new WeComAccount { ApiBase = house.WeCom.BaseUrl, CorpId = options.CorpId, Secret = options.Secret, App = "rotation" };
        List<WeComClient> clients = [.. new[] { before, before, after, after }.Select(box => new WeComClient(account, new StoredTokens(house.Db, box), house.WeCom.Clock))];
        await Work(clients);
        if (isRevoked)
        {
            house.WeCom.Faults.ExpireTokens();
        }

        var fetched = Fetched(house);
        await Work(clients);

        (Fetched(house) - fetched).ShouldBeInRange(isRevoked ? 1 : 0, isRevoked ? clients.Count : 0);
        clients.ForEach(client => client.Dispose());
    }

    static async Task Work(List<WeComClient> clients)
    {
        for (var round = 0; round < 20; round++)
        {
            foreach (var client in clients)
            {
                (await client.GetUser("linxiao", CancellationToken.None)).Failure.ShouldBeNull();
            }
        }
    }

    static async Task Forward(House house, string text)
    {
        var rep = house.Phone("林晓");
        await rep.Forward(text);
        await house.Settle();
        await rep.Tap(rep.LastCard, "确认入库");
        await house.Settle();
    }

    static (long Until, string Sign) Link(House house)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(
            house.Services.GetRequiredService<DownloadLinks>().For("brief-1", "zhoulei", house.WeCom.Clock.GetUtcNow()).Split('?')[1]);
        return (long.Parse(query["until"]!, System.Globalization.CultureInfo.InvariantCulture), query["sign"]!);
    }

    static bool Holds(House house, (long Until, string Sign) link) =>
        house.Services.GetRequiredService<DownloadLinks>().Holds("brief-1", "zhoulei", link.Until, link.Sign, house.WeCom.Clock.GetUtcNow());

    static string Digest(House house) => house.Services.GetRequiredService<PersonalDigests>().Of("wmWang").ToString();

    static int Fetched(House house) => house.WeCom.Calls.Count(call => call.Path == "gettoken");

    static void NewKey(string path) => File.WriteAllText(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    public void Dispose() => folder.Delete(recursive: true);
}
