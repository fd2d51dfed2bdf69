using System.Globalization;
using System.Text.Json;

namespace WeComSales.Faults.Tests;

public sealed class JsonLogTests
{
    [Fact]
    public async Task With_the_format_json_every_line_is_one_object_with_its_time_and_number()
    {
        await using var weCom = await Wire.WeCom();
        using var home = new ServiceHome(weCom.BaseUrl, changes: [("Logging:Format", "json"), ("Logging:LogLevel:Default", "Information")]);
        weCom.ConnectTo(home.Address);
        await using var service = await home.Start();
        await service.Kill();

        var lines = (await service.Said).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.ShouldContain(line => line.GetProperty("EventId").GetInt32() == KeyFileMade && line.GetProperty("LogLevel").GetString() == "Warning");
        lines.Select(line => DateTimeOffset.Parse(line.GetProperty("Timestamp").GetString()!, CultureInfo.InvariantCulture).Offset).ShouldAllBe(offset => offset == TimeSpan.Zero);
    }

    /// <summary>docs/operations.md, "Logs".</summary>
    const int KeyFileMade = 2006;
}
