using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace WeComSales.Simulator;

/// <summary>The files that the service imports for the demo: who has which role (WeCom's directory does not know), the opportunities and the shops with times that are fresh today.</summary>
public static partial class DemoImports
{
    public static void Write(string folder, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "directory.csv"), CompanyFile.DirectoryCsv(CompanyFile.DemoFolder));
        foreach (var name in (string[])["opportunities.csv", "members.csv", "products.csv", "purchases.csv"])
        {
            var rows = File.ReadAllText(Path.Combine(CompanyFile.DemoFolder, name)) + string.Concat(Made(name).Select(row => row + '\n'));
            File.WriteAllText(Path.Combine(folder, name), RelativeDay().Replace(rows, match => Absolute(match.Value, now)), Encoding.UTF8);
        }
    }

    static IEnumerable<string> Made(string name) => name switch
    {
        "members.csv" => DemoShops.Members,
        "purchases.csv" => DemoShops.Purchases,
        _ => [],
    };

    static string Absolute(string relative, DateTimeOffset now) => RelativeTime.Read(relative, now).ToString(
        relative.Contains(':', StringComparison.Ordinal) ? "yyyy-MM-dd'T'HH:mm:sszzz" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=,)[+-]\d+d( \d\d:\d\d)?")]
    private static partial Regex RelativeDay();
}
