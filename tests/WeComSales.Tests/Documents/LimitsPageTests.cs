using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Tests.Settings;
using WeComSales.WeCom;

namespace WeComSales.Tests.Documents;

/// <summary>docs/limits.md tells the limits as the code and the settings have them.</summary>
public sealed partial class LimitsPageTests
{
    static readonly string Page = File.ReadAllText(Path.Combine(FloorPlan.Root, "docs", "limits.md"));
    static readonly Assembly[] Assemblies = [typeof(AppSettings).Assembly, typeof(Stages).Assembly, typeof(Db).Assembly, typeof(WeComClient).Assembly];

    [Fact]
    public void Every_limit_is_that_of_the_code()
    {
        Constants(Page).Count().ShouldBeGreaterThan(40);
        Constants(Page).Select(row => Complaint(row.Limit, row.Where)).OfType<string>().ShouldBeEmpty();
    }

    [Fact]
    public void Every_setting_has_the_default_and_the_range_that_the_page_tells()
    {
        Settings(Page).Count().ShouldBe(11);
        Settings(Page).Select(row => Doubt(row.Limit, row.Where)).OfType<string>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("65 KB", "CallbackEnvelope.MaxBytes")]
    [InlineData("11 hours", "SessionFlow.Life")]
    [InlineData("26", "SendLimits.PerMinute")]
    [InlineData("64 KB", "CallbackEnvelope.NoSuchLimit")]
    [InlineData("many", "SendLimits.PerMinute")]
    public void A_limit_that_is_not_so_is_seen(string limit, string where) => Complaint(limit, where).ShouldNotBeNull();

    [Theory]
    [InlineData("61, 1 to 600", "Store:CodesPerMinute")]
    [InlineData("60, 1 to 599", "Store:CodesPerMinute")]
    [InlineData("60, 2 to 600", "Store:CodesPerMinute")]
    [InlineData("60, 1 to 600", "Store:NoSuchKey")]
    public void A_setting_that_is_not_so_is_seen(string limit, string where) => Doubt(limit, where).ShouldNotBeNull();

    static string? Complaint(string limit, string where)
    {
        var parts = where.Split('.');
        var field = Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.Name == parts[0])
            .Select(type => type.GetField(parts[1], BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)).OfType<FieldInfo>().SingleOrDefault();
        var told = Read(limit);
        var real = field?.GetValue(null) switch { TimeSpan span => span.TotalSeconds, null => double.NaN, var number => Convert.ToDouble(number, CultureInfo.InvariantCulture) };
        return told == real ? null : $"{where} is {real}, the page tells {limit}";
    }

    static string? Doubt(string limit, string key)
    {
        var numbers = Number().Matches(limit).Select(match => long.Parse(match.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)).ToList();
        var known = Given.With().Keys.SingleOrDefault(one => one.Key == key);
        return known?.Default != numbers[0].ToString(CultureInfo.InvariantCulture) ? $"{key} is {known?.Default} by default"
            : IsWrong(key, numbers[1]) || IsWrong(key, numbers[2]) || !IsWrong(key, numbers[1] - 1) || !IsWrong(key, numbers[2] + 1) ? $"{key} has another range than {limit}" : null;
    }

    static bool IsWrong(string key, long value) => Given.With((key, value.ToString(CultureInfo.InvariantCulture))).Faults.Any(fault => fault.Key == key);

    /// <summary>Bytes, seconds, or the plain number.</summary>
    static double Read(string limit) => Amount().Match(limit) is { Success: true } amount
        ? double.Parse(amount.Groups["number"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) * amount.Groups["unit"].Value switch
        {
            "KB" => 1024,
            "MB" => 1024 * 1024,
            "minutes" => 60,
            "hours" => 3600,
            "days" => 86_400,
            _ => 1,
        }
        : double.NaN;

    static IEnumerable<(string Limit, string Where)> Constants(string page) => Rows(page).Where(row => row.Where.Contains('.') && !row.Where.EndsWith(".cs", StringComparison.Ordinal));

    static IEnumerable<(string Limit, string Where)> Settings(string page) => Rows(page).Where(row => row.Where.Contains(':'));

    static IEnumerable<(string Limit, string Where)> Rows(string page) => page.Split('\n')
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
        .Where(cells => cells.Length == 3 && cells[2].StartsWith('`')).Select(cells => (cells[1], cells[2].Trim('`')));

    [GeneratedRegex(@"\A(?<number>\d[\d,]*)(?: (?<unit>KB|MB|characters|seconds|minutes|hours|days))?\z")]
    private static partial Regex Amount();

    [GeneratedRegex(@"\d[\d,]*")]
    private static partial Regex Number();
}
