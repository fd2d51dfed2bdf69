namespace WeComSales.Tests.Settings;

public sealed class WrongSettingsTests
{
    [Fact]
    public void A_complete_configuration_has_no_fault()
    {
        var reading = Given.With();
        reading.Faults.ShouldBeEmpty();
        reading.Settings!.WeCom.AgentId.ShouldBe(1000002);
        reading.Settings.TimeZone.BaseUtcOffset.ShouldBe(TimeSpan.FromHours(8));
        reading.Settings.WeCom.Bot.ShouldBeNull();
        reading.Settings.WeCom.Archive.ShouldBeNull();
    }

    [Theory]
    [InlineData("WeCom:EncodingAesKey", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP", "42 个字符", "43 个字母或数字")]
    [InlineData("WeCom:EncodingAesKey", null, "没有设置", "43 个字母或数字")]
    [InlineData("WeCom:Secret", "", "没有设置", "WeCom:SecretFile")]
    [InlineData("WeCom:Token", "not-a-token!", "12 个字符", "1 到 32 个字母或数字")]
    [InlineData("WeCom:AgentId", "agent", "「agent」", "正整数")]
    [InlineData("WeCom:AgentId", "0", "「0」", "正整数")]
    [InlineData("WeCom:CorpId", null, "没有设置", "企业 ID")]
    [InlineData("WeCom:ApiBaseUrl", "http://qyapi.example.com", "「http://qyapi.example.com」", "https")]
    [InlineData("WeCom:Bot:Token", "BotToken", "没有设置", "要么都设置")]
    [InlineData("WeCom:DomainFile", "verify.txt", "「verify.txt」", "WW_verify_")]
    [InlineData("PublicBaseUrl", "http://sales.example.com", "「http://sales.example.com」", "https")]
    [InlineData("PublicBaseUrl", "sales.example.com", "「sales.example.com」", "https")]
    [InlineData("PublicBaseUrl", null, "没有设置", "https")]
    [InlineData("TimeZone", "Asia/Peking", "「Asia/Peking」", "Asia/Shanghai")]
    [InlineData("Urls", "5080", "「5080」", "http://127.0.0.1:5080")]
    [InlineData("Urls", "http://127.0.0.1:99999", "「http://127.0.0.1:99999」", "http://127.0.0.1:5080")]
    [InlineData("Database:Provider", "MySql", "「MySql」", "Sqlite")]
    [InlineData("Database:ConnectionString", "wecomsales.db", "13 个字符", "Data Source=")]
    [InlineData("Admins", "zhang san", "「zhang san」", "userid")]
    [InlineData("Operations:AllowFrom:0", "10.0.0.0/99", "「10.0.0.0/99」", "10.0.0.0/8")]
    [InlineData("Logging:LogLevel:Default", "Loud", "「Loud」", "Information")]
    [InlineData("Demo:ClockUrl", "http://127.0.0.1:5081/sim/clock", "https://qyapi.weixin.qq.com", "本机地址")]
    [InlineData("Demo:ClockUrl", "https://clock.example.com", "「https://clock.example.com」", "本机")]
    [InlineData("Store:IdleLockSeconds", "5", "「5」", "30 到 3600")]
    [InlineData("Store:CodesPerMinute", "many", "「many」", "1 到 600")]
    [InlineData("Store:Reactions:0", "闻一闻=smell", "「闻一闻=smell」", "问价格=quote_request")]
    [InlineData("Store:AgeOffers:0", "二段奶粉", "「二段奶粉」", "6-12=二段奶粉")]
    [InlineData("WeCom:Sercet", "x", "不认识的键", "WeCom:Secret？")]
    [InlineData("Reports:Recipients", "x", "不认识的键", "appsettings.example.json")]
    public void A_wrong_value_is_named_with_what_was_found_and_what_is_allowed(string key, string? value, string found, string allowed)
    {
        var reading = Given.With((key, value));
        reading.Settings.ShouldBeNull();
        var fault = reading.Faults.ShouldHaveSingleItem();
        fault.Key.ShouldStartWith(key.StartsWith("WeCom:Bot", StringComparison.Ordinal) ? "WeCom:Bot" : key);
        fault.Found.ShouldContain(found);
        fault.Allowed.ShouldContain(allowed);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var reading = Given.Read([]);
        reading.Faults.Select(fault => fault.Key).ShouldBe(
            ["WeCom:CorpId", "WeCom:AgentId", "WeCom:Secret", "WeCom:Token", "WeCom:EncodingAesKey", "PublicBaseUrl"]);
    }

    [Fact]
    public void A_wrong_secret_is_never_shown()
    {
        var reading = Given.With(("WeCom:EncodingAesKey", "tooshortkey"), ("WeCom:Token", "spoilt token"), ("WeCom:Secret", "very secret"));
        reading.Faults.Count.ShouldBe(3);
        var told = string.Join('\n', reading.Faults) + string.Join('\n', reading.Keys);
        foreach (var secret in (string[])["tooshortkey", "spoilt token", "very secret"]) told.ShouldNotContain(secret);
    }

    [Fact]
    public void The_whole_settings_print_without_their_secrets()
    {
        var settings = Given.With().Settings!;
        settings.ToString().ShouldNotContain(Given.AesKey);
        settings.ToString().ShouldNotContain("s3cret-of-the-app");
    }

    [Fact]
    public void A_section_where_a_value_belongs_is_refused()
    {
        Given.With(("WeCom", "text")).Faults.ShouldHaveSingleItem().Key.ShouldBe("WeCom");
        Given.With(("TimeZone:Name", "Asia/Shanghai")).Faults.ShouldHaveSingleItem().Key.ShouldBe("TimeZone:Name");
    }

    [Theory]
    [InlineData("http://localhost:5080/", true)]
    [InlineData("http://rep.localhost:5080", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("https://sales.example.com/wecom", true)]
    [InlineData("http://localhost.example.com", false)]
    [InlineData("https://user@sales.example.com", false)]
    [InlineData("https://sales.example.com/?from=card", false)]
    [InlineData("ftp://sales.example.com", false)]
    public void A_public_address_is_https_or_on_this_machine(string address, bool isAllowed)
    {
        var reading = Given.With(("PublicBaseUrl", address));
        (reading.Settings is not null).ShouldBe(isAllowed);
        if (isAllowed) reading.Settings!.PublicBaseUrl.AbsoluteUri.ShouldEndWith("/");
    }

    [Fact]
    public void The_simulators_clock_is_followed_only_beside_the_simulator() =>
        Given.With(("Demo:ClockUrl", "http://127.0.0.1:5081/sim/clock"), ("WeCom:ApiBaseUrl", "http://127.0.0.1:5081")).Faults.ShouldBeEmpty();
}
