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

        findings.Select(finding => finding.What).ShouldBe(["企业 ID 和 Secret", "应用和可见范围", "可信域名", "客户联系", "侧边栏签名", "服务器时间", "接收消息的地址"]);
        findings.ShouldAllBe(finding => finding.Fix == null);
    }

    [Theory]
    [InlineData("WeCom:Secret", "another-secret", "企业 ID 和 Secret", "40001", "WeCom:Secret")]
    [InlineData("WeCom:CorpId", "wwffffffffffffffff", "企业 ID 和 Secret", "40013", "WeCom:CorpId")]
    [InlineData("WeCom:AgentId", "1000009", "应用和可见范围", "301002", "WeCom:AgentId")]
    [InlineData("PublicBaseUrl", "http://127.0.0.1:9", "接收消息的地址", "打不开", "反向代理")]
    public async Task A_wrong_setting_is_found_with_its_fix(string key, string value, string what, string seen, string fix)
    {
        await using var house = await House.Open();

        var wrong = (await Check(house, (key, value))).Single(finding => finding.What == what);

        wrong.Seen.ShouldContain(seen);
        wrong.Fix!.ShouldContain(fix);
    }

    [Theory]
    [InlineData("WeCom:Token", "anotherToken", "接收消息的地址", "Signature", "Token")]
    [InlineData("WeCom:EncodingAesKey", Given.AesKey, "接收消息的地址", "Decryption", "EncodingAesKey")]
    [InlineData("WeCom:CorpId", "wwffffffffffffffff", "接收消息的地址", "ReceiveId", "WeCom:CorpId")]
    [InlineData("WeCom:Bot:Token", "anotherToken", "智能机器人的接收地址", "Signature", "Token")]
    [InlineData("WeCom:Bot:EncodingAesKey", Given.AesKey, "智能机器人的接收地址", "Decryption", "EncodingAesKey")]
    public async Task A_callback_that_is_refused_is_told_by_the_word_that_the_services_log_says(string key, string value, string what, string reason, string wrong)
    {
        using var heard = new Security.Canaries();
        await using var house = await House.Heard(heard, null);

        var fault = (await Check(house, [.. Bot(house), (key, value)])).Single(finding => finding.What == what);

        fault.Seen.ShouldContain("403");
        fault.Fix!.ShouldContain($"{reason} 是 {wrong} 不同");
        heard.Count($"Callback refused: {reason}").ShouldBe(1);
    }

    [Fact]
    public async Task The_bots_address_is_tried_where_the_bot_is_set_up()
    {
        await using var house = await House.Open();

        var bot = (await Check(house, Bot(house))).Single(finding => finding.What == "智能机器人的接收地址");

        (bot.Seen, bot.Fix, bot.Step).ShouldBe(($"{house.Address}wecom/bot 应答正确", null, 3));
    }

    static (string, string?)[] Bot(House house) => [("WeCom:Bot:Token", house.WeCom.Options.BotToken), ("WeCom:Bot:EncodingAesKey", house.WeCom.Options.BotEncodingAesKey)];

    [Theory]
    [InlineData("externalcontact/get_follow_user_list", 48002, "客户联系", "可调用接口的应用")]
    [InlineData("get_jsapi_ticket", 48006, "侧边栏签名", "启用")]
    [InlineData("ticket/get", 60020, "侧边栏签名", "企业可信IP")]
    [InlineData("agent/get", 50003, "应用和可见范围", "启用")]
    [InlineData("externalcontact/get_follow_user_list", 45009, "客户联系", "1 小时后")]
    [InlineData("externalcontact/get_follow_user_list", -1, "客户联系", "系统繁忙")]
    [InlineData("externalcontact/get_follow_user_list", 60011, "客户联系", "可见范围")]
    [InlineData("ticket/get", 50001, "侧边栏签名", "可信域名")]
    [InlineData("agent/get", 43012, "应用和可见范围", "接收消息的地址")]
    public async Task What_WeCom_refuses_is_named_with_its_fix(string api, int code, string what, string fix)
    {
        await using var house = await House.Open();
        house.WeCom.Faults.ErrCode(code, api);

        var wrong = (await Check(house)).Single(finding => finding.Fix is not null);

        wrong.What.ShouldBe(what);
        wrong.Seen.ShouldContain($"{code}");
        wrong.Fix!.ShouldContain(fix);
    }

    [Theory]
    [InlineData(null, "没有设置")]
    [InlineData("other.example.com", "other.example.com")]
    public async Task Another_trusted_domain_than_the_pages_own_is_a_fault(string? trusted, string seen)
    {
        await using var house = await House.Open(new SimulatorOptions { TrustedDomains = trusted is null ? [] : [trusted] });

        var wrong = (await Check(house)).Single(finding => finding.Fix is not null);

        (wrong.What, wrong.Seen).ShouldBe(("可信域名", seen));
        wrong.Fix!.ShouldContain(house.Address.Authority);
    }

    [Fact]
    public async Task WeCom_that_cannot_be_reached_is_told_by_its_address()
    {
        await using var house = await House.Open();

        var wrong = (await Check(house, ("WeCom:ApiBaseUrl", "http://127.0.0.1:9"))).First(finding => finding.Fix is not null);

        wrong.Fix!.ShouldContain("127.0.0.1:9");
    }

    [Fact]
    public async Task The_secret_of_another_app_is_not_that_of_the_directory()
    {
        await using var house = await House.Open();

        var wrong = (await Check(house, ("WeCom:ContactsSecret", "some-other-secret"))).Single(finding => finding.Fix is not null);

        (wrong.What, wrong.Fix).ShouldBe(("通讯录同步的 Secret", OnlineTexts.ContactsSecret));
    }

    [Fact]
    public async Task A_proof_of_the_domain_that_is_not_served_is_a_fault()
    {
        await using var house = await House.Open();
        var folder = Directory.CreateTempSubdirectory("wecomsales-proof-");
        var path = Path.Combine(folder.FullName, "WW_verify_abc.txt");
        await File.WriteAllTextAsync(path, "abc");

        var wrong = (await Check(house, ("WeCom:DomainFile", path))).Single(finding => finding.Fix is not null);

        (wrong.What, wrong.Fix).ShouldBe(("域名校验文件", OnlineTexts.PassThrough));
        folder.Delete(recursive: true);
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
        wrong.Step.ShouldBe(FirstRun.StepOf(OnlineTexts.TrustedIps));
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
        using var contacts = settings.WeCom.Contacts() is { } account ? new WeComClient(account, new MemoryTokenVault(), TimeProvider.System) : null;
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        return await new OnlineCheck(settings, client, contacts, http, machine).Run(house.WeCom.Clock.GetUtcNow(), CancellationToken.None);
    }

    sealed class FastClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMinutes(5);
    }
}
