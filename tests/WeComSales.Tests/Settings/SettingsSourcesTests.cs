using System.Collections;

namespace WeComSales.Tests.Settings;

public sealed class SettingsSourcesTests
{
    [Fact]
    public void Only_variables_that_can_be_ours_are_read()
    {
        var settings = SettingsSources.FromEnvironment(new Hashtable
        {
            ["WeCom__Bot__Token"] = "t",
            ["wecom__sercet"] = "misspelt, so it must reach the check",
            ["TimeZone"] = "Asia/Shanghai",
            ["Logging__LogLevel__Default"] = "Debug",
            ["SECRETS"] = "of another program",
            ["PATH"] = "/bin",
            ["Other__Thing"] = "x",
        });

        settings.Keys.Order(StringComparer.Ordinal).ShouldBe(["Logging:LogLevel:Default", "TimeZone", "WeCom:Bot:Token", "wecom:sercet"]);
    }

    [Fact]
    public void Settings_on_the_command_line_are_told_from_the_commands_words()
    {
        var (settings, words) = SettingsSources.FromCommandLine(
            ["job", "run", "stall-scan", "--at", "2026-11-20T18:00+08:00", "--WeCom:AgentId=7", "--Urls", "http://127.0.0.1:1", "--again", "--Wrong:Key", "x"]);

        words.ShouldBe(["job", "run", "stall-scan", "--at", "2026-11-20T18:00+08:00", "--again"]);
        settings.ShouldBe(new Dictionary<string, string?> { ["WeCom:AgentId"] = "7", ["Urls"] = "http://127.0.0.1:1", ["Wrong:Key"] = "x" }, ignoreOrder: true);
    }

    [Fact]
    public void The_command_line_wins_over_the_file()
    {
        var folder = Directory.CreateTempSubdirectory("wecomsales-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "appsettings.json"), """{ "TimeZone": "UTC", "WeCom": { "CorpId": "fromfile" } }""");
            var configuration = SettingsSources.Build(new Dictionary<string, string?> { ["TimeZone"] = "Asia/Tokyo" }, folder.FullName);
            configuration["TimeZone"].ShouldBe("Asia/Tokyo");
            configuration["WeCom:CorpId"].ShouldBe("fromfile");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
