using WeComSales.Operations;
using WeComSales.Simulator;
using WeComSales.Tests.Settings;
using WeComSales.WeCom;

namespace WeComSales.Tests.Operations;

public sealed class OnlineCheckTests
{
    [Fact]
    public async Task A_service_that_is_set_up_well_has_nothing_to_fix()
    {
        await using var house = await House.Open();

        var findings = await Check(house);

        findings.Count.ShouldBe(5);
        findings.ShouldAllBe(finding => finding.Fix == null);
    }

    [Theory]
    [InlineData("WeCom:Secret", "another-secret", "企业 ID 和 Secret", "40001", "WeCom:Secret")]
    [InlineData("WeCom:CorpId", "wwffffffffffffffff", "企业 ID 和 Secret", "40013", "WeCom:CorpId")]
    [InlineData("WeCom:AgentId", "1000009", "应用和可见范围", "301002", "WeCom:AgentId")]
    [InlineData("WeCom:Token", "anotherToken", "接收消息的地址", "403", "EncodingAesKey")]
    [InlineData("WeCom:EncodingAesKey", Given.AesKey, "接收消息的地址", "403", "EncodingAesKey")]
    [InlineData("PublicBaseUrl", "http://127.0.0.1:9", "接收消息的地址", "打不开", "反向代理")]
    public async Task A_wrong_setting_is_found_with_its_fix(string key, string value, string what, string seen, string fix)
    {
        await using var house = await House.Open();

        var wrong = (await Check(house, (key, value))).First(finding => finding.Fix is not null);

        wrong.What.ShouldBe(what);
        wrong.Seen.ShouldContain(seen);
        wrong.Fix!.ShouldContain(fix);
    }

    [Fact]
    public async Task A_wrong_secret_is_tried_once()
    {
        await using var house = await House.Open();
        var before = house.WeCom.Calls.Count;

        await Check(house, ("WeCom:Secret", "another-secret"));

        house.WeCom.Calls.Skip(before).Count(call => call.Path == "gettoken").ShouldBe(1);
        house.WeCom.Calls.Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task An_untrusted_address_is_named()
    {
        await using var house = await House.Open(new SimulatorOptions { TrustedIps = ["10.1.2.3"] });

        var wrong = (await Check(house)).First(finding => finding.Fix is not null);

        wrong.Fix!.ShouldContain("127.0.0.1");
        wrong.Fix!.ShouldContain("企业可信IP");
    }

    [Fact]
    public async Task Nobody_in_the_visible_range_is_a_fault()
    {
        await using var house = await House.Open();
        house.WeCom.Options.Company!.VisibleDepartments.Clear();

        (await Check(house)).Single(finding => finding.What == "应用和可见范围").Fix.ShouldBe(OnlineTexts.MakeVisible);
    }

    [Fact]
    public async Task A_clock_that_is_five_minutes_off_is_a_fault()
    {
        await using var house = await House.Open();

        var clock = (await Check(house, new FastClock())).Single(finding => finding.What == "服务器时间");

        clock.Seen.ShouldMatch("相差 (299|300|301|302) 秒");
        clock.Fix.ShouldBe(OnlineTexts.SetClock);
    }

    static Task<IReadOnlyList<Finding>> Check(House house, params (string Key, string? Value)[] changes) => Check(house, TimeProvider.System, changes);

    static async Task<IReadOnlyList<Finding>> Check(House house, TimeProvider machine, params (string Key, string? Value)[] changes)
    {
        var options = house.WeCom.Options;
        (string, string?)[] right =
        [
            ("WeCom:ApiBaseUrl", house.WeCom.BaseUrl.ToString()), ("WeCom:CorpId", options.CorpId), ("WeCom:AgentId", $"{options.AgentId}"),
            ("WeCom:Secret", options.Secret), ("WeCom:Token", options.Token), ("WeCom:EncodingAesKey", options.EncodingAesKey),
            ("PublicBaseUrl", house.Address.ToString()),
        ];
        var settings = Given.With([.. right, .. changes]).Settings!;
        using var client = new WeComClient(
            new WeComAccount { ApiBase = settings.WeCom.ApiBaseUrl, CorpId = settings.WeCom.CorpId, Secret = settings.WeCom.Secret.Reveal(), App = "check" },
            new MemoryTokenVault(), TimeProvider.System);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        return await new OnlineCheck(settings, client, http, machine).Run(house.WeCom.Clock.GetUtcNow(), CancellationToken.None);
    }

    sealed class FastClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMinutes(5);
    }
}
