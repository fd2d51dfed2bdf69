namespace WeComSales.Tests.Settings;

/// <summary>A wrong configuration ends the real executable with code 2 and one line that says how to go on.</summary>
public sealed class WrongStartTests : IDisposable
{
    readonly string file = Path.GetTempFileName();

    [Theory]
    [InlineData("WeCom:Secret", "", "没有设置", "WeCom:SecretFile")]
    [InlineData("WeCom:EncodingAesKey", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP", "42 个字符", "43 个字母或数字")]
    [InlineData("TimeZone", "Asia/Peking", "「Asia/Peking」", "Asia/Shanghai")]
    [InlineData("PublicBaseUrl", "http://sales.example.com", "「http://sales.example.com」", "https")]
    [InlineData("WeCom:Sercet", "x", "不认识的键", "WeCom:Secret")]
    public async Task A_wrong_setting_ends_the_start(string key, string value, string found, string allowed)
    {
        var ended = await Executable.Run(Complete((key, value)), "serve");

        ended.Code.ShouldBe(2);
        var told = ended.Complaint.ReplaceLineEndings("\n").TrimEnd().Split('\n').ShouldHaveSingleItem();
        told.ShouldStartWith($"{key}：");
        told.ShouldContain(found);
        told.ShouldContain(allowed);
        ended.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("migrate")]
    [InlineData("dead", "list")]
    public async Task A_database_that_cannot_be_opened_ends_the_command(params string[] words)
    {
        // A file where a folder should be: no rights, not even root's, make a database there.
        var ended = await Executable.Run(Complete(("Database:ConnectionString", $"Data Source={Path.Combine(file, "sales.db")}")), words);

        ended.Code.ShouldBe(2);
        ended.Complaint.ShouldStartWith("Database:ConnectionString：");
        ended.Complaint.ShouldContain("打不开");
        ended.Complaint.ShouldContain("应为：");
        ended.Complaint.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_wrong_word_ends_the_command()
    {
        var ended = await Executable.Run(Complete(), "migrate", "--wet-run");

        ended.Code.ShouldBe(2);
        ended.Complaint.ShouldContain("--wet-run");
    }

    [Fact]
    public async Task A_check_of_right_settings_lists_them_without_secrets()
    {
        var ended = await Executable.Run(Complete(), "config", "check");

        ended.Code.ShouldBe(0);
        ended.Output.ShouldContain("WeCom:AgentId = 1000002");
        ended.Output.ShouldContain("WeCom:EncodingAesKey = 已设置，43 个字符");
        ended.Output.ShouldNotContain(Given.AesKey);
        ended.Complaint.ShouldBeEmpty();
    }

    public void Dispose() => File.Delete(file);

    static Dictionary<string, string?> Complete(params (string Key, string Value)[] changes)
    {
        // Whatever the machine's own environment holds, these tests say what is set.
        var settings = AppSettings.Read(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()).Keys.ToDictionary(key => key.Key, key => key.Default ?? "", StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in Given.Complete())
        {
            settings[key] = value!;
        }

        settings["Urls"] = "http://127.0.0.1:0";
        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        return settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
    }
}
