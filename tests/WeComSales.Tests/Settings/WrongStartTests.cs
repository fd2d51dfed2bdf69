using WeComSales.Data;
using WeComSales.Operations;

namespace WeComSales.Tests.Settings;

/// <summary>A wrong configuration ends the real executable with code 2 and one line that says how to go on.</summary>
public sealed class WrongStartTests : IDisposable
{
    readonly string file = Path.GetTempFileName();
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-start-");

    [Theory]
    [InlineData("WeCom:Secret", "", "没有设置", "WeCom:SecretFile")]
    [InlineData("WeCom:EncodingAesKey", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP", "42 个字符", "43 个字母或数字")]
    [InlineData("TimeZone", "Asia/Peking", "「Asia/Peking」", "Asia/Shanghai")]
    [InlineData("PublicBaseUrl", "http://sales.example.com", "「http://sales.example.com」", "https")]
    [InlineData("WeCom:Sercet", "x", "不认识的键", "WeCom:Secret")]
    [InlineData("Urls", "http://127.0.0.1:99999", "「http://127.0.0.1:99999」", "http://127.0.0.1:5080")]
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

    [Theory]
    [InlineData("Sqlite", "", "不是 32 字节的 base64")]
    [InlineData("Sqlite", "a2V5", "不是 32 字节的 base64")]
    [InlineData("PostgreSql", "a2V5", "不是 32 字节的 base64")]
    [InlineData("PostgreSql", null, "没有这个文件")]
    public async Task A_key_file_that_is_missing_on_a_server_or_no_key_anywhere_ends_the_command_before_the_database_is_opened(string provider, string? content, string found)
    {
        var key = Path.Combine(folder.FullName, "secrets.key");
        if (content is not null)
        {
            await File.WriteAllTextAsync(key, content);
        }

        foreach (var words in new string[][] { ["serve"], ["migrate"], ["config", "check"] })
        {
            var ended = await Executable.Run(
                Complete(("Secrets:KeyFile", key), ("Database:Provider", provider), ("Database:ConnectionString", provider == "Sqlite" ? $"Data Source={Path.Combine(folder.FullName, "sales.db")}" : "Host=127.0.0.1;Port=9;Timeout=1")),
                words);

            ended.Code.ShouldBe(2);
            var told = ended.Complaint.ReplaceLineEndings("\n").TrimEnd().Split('\n').ShouldHaveSingleItem();
            told.ShouldStartWith($"Secrets:KeyFile：「{key}」");
            told.ShouldContain(found);
            told.ShouldContain($"base64 > {key}");
        }

        File.Exists(Path.Combine(folder.FullName, "sales.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_that_cannot_be_made_ends_the_start()
    {
        // A file where a folder should be.
        var ended = await Executable.Run(
            Complete(("Secrets:KeyFile", Path.Combine(file, "secrets.key")), ("Database:ConnectionString", $"Data Source={Path.Combine(folder.FullName, "sales.db")}")), "serve");

        ended.Code.ShouldBe(2);
        ended.Complaint.ShouldContain("Secrets:KeyFile：");
        ended.Complaint.ShouldContain("不能生成");
        ended.Complaint.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("{ \"TimeZone\": \"UTC\",\n  \"Urls\" }", "第 2 行不是 JSON")]
    [InlineData("{ \"TimeZone\": \"UTC\", \"TimeZone\": \"UTC\" }", "TimeZone")]
    public async Task A_settings_file_that_is_no_JSON_is_a_fault_like_any_other(string content, string found)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "appsettings.json"), content);
        var given = new GivenSettings([], ["config", "check"], folder.FullName);

        given.Read().ShouldBeNull();
        var fault = given.Reading().Faults.ShouldHaveSingleItem();
        (fault.Key, fault.Allowed).ShouldBe(("appsettings.json", "JSON 格式的文件，键见 appsettings.example.json"));
        fault.Found.ShouldContain(found);
        Should.Throw<FormatException>(given.Zone).Message.ShouldStartWith("appsettings.json：");
        (await Cli.Root(given).Parse(["config", "check"]).InvokeAsync()).ShouldBe(2);
        (await Cli.Root(given).Parse(["dead", "list"]).InvokeAsync()).ShouldBe(2);
        (await Cli.Root(given).Parse([]).InvokeAsync()).ShouldBe(2);
    }

    [Fact]
    public void A_server_that_is_too_old_is_told_with_what_is_needed()
    {
        var old = new DatabaseTooOldException("PostgreSql 12.1", "PostgreSQL 13");

        DatabaseFault.Is(old).ShouldBeTrue();
        GivenSettings.Line(DatabaseFault.Of(Given.With().Settings!, old)).ShouldBe("Database:Provider：PostgreSql 12.1 太旧。应为：PostgreSQL 13 或更新的版本");
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

    public void Dispose()
    {
        File.Delete(file);
        folder.Delete(recursive: true);
    }

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
