using Microsoft.Extensions.Configuration;

namespace WeComSales.Tests;

public sealed class ExampleSettingsTests
{
    static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "appsettings.example.json");
    static readonly IConfigurationRoot Example = new ConfigurationBuilder().AddJsonFile(Path).Build();
    static readonly SettingsReading Nothing = AppSettings.Read(new ConfigurationBuilder().Build());

    [Fact]
    public void The_example_holds_exactly_the_keys_that_are_understood()
    {
        var all = Example.AsEnumerable().Select(pair => pair.Key).ToList();
        var leaves = all.Where(key => !all.Any(other => other.StartsWith(key + ":", StringComparison.Ordinal)));
        leaves.Order(StringComparer.Ordinal).ShouldBe(Nothing.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_example_holds_the_defaults()
    {
        foreach (var key in Nothing.Keys) (Example[key.Key] ?? "").ShouldBe(key.Default ?? "", key.Key);
    }

    [Fact]
    public void Every_key_of_the_example_is_explained_on_the_line_above()
    {
        var lines = File.ReadAllLines(Path).Select(line => line.Trim()).ToList();
        var keys = lines.Index().Where(line => line.Item.StartsWith('"')).ToList();
        keys.Count.ShouldBeGreaterThan(30);
        foreach (var (index, line) in keys) lines[index - 1].ShouldStartWith("// ", Case.Sensitive, line);
    }

    [Fact]
    public void The_example_lacks_only_what_it_calls_required() =>
        AppSettings.Read(Example).Faults.Select(fault => fault.Key).ShouldBe(Nothing.Faults.Select(fault => fault.Key));
}
