using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace WeComSales.Data;

/// <summary>A column, by the word that migrations give it.</summary>
public sealed record ColumnShape(string Name, string Word);

/// <summary>A table as the migrations describe it, whatever the database makes of it.</summary>
public sealed partial record TableShape(string Name, IReadOnlyList<ColumnShape> Columns)
{
    public string ColumnNames => string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>The column that counts by itself, if there is one.</summary>
    public ColumnShape? Sequence => Columns.FirstOrDefault(column => column.Word == "sequence");

    /// <summary>All tables, in the order in which migrations make them.</summary>
    public static IReadOnlyList<TableShape> All()
    {
        var tables = new List<TableShape>();
        foreach (var line in Migration.Templates().SelectMany(template => template.Sql.Split('\n')))
        {
            if (Create().Match(line) is { Success: true } create)
            {
                tables.Add(new(create.Groups[1].Value, []));
            }
            else if (Column().Match(line) is { Success: true } column)
            {
                tables[^1] = tables[^1].With(column.Groups[1].Value, column.Groups[2].Value);
            }
            else if (Added().Match(line) is { Success: true } added)
            {
                var at = tables.FindIndex(table => table.Name == added.Groups[1].Value);
                tables[at] = tables[at].With(added.Groups[2].Value, added.Groups[3].Value);
            }
        }

        return tables;
    }

    /// <summary>A value of SQLite as the type that its word means.</summary>
    public static object? Typed(string word, object? value) => value is null or DBNull ? null : word switch
    {
        "time" => Parameters.Milliseconds(DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
        "flag" => Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0,
        "int" => Convert.ToInt32(value, CultureInfo.InvariantCulture),
        "bigint" or "sequence" => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        "money" => Parameters.Shortest(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        "bytes" or "digest" => (byte[])value,
        _ => Parameters.Clean((string)value),
    };

    /// <summary>A number that two equal rows share, whichever database they were read from; sums of it do not depend on their order.</summary>
    public ulong Checksum(IReadOnlyList<object?> row)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Columns.Count; i++)
        {
            text.Append(Canonical(Columns[i].Word, row[i])).Append('\u001f');
        }

        return BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    static string Canonical(string word, object? value) => value is null or DBNull ? "\u0000" : word switch
    {
        "time" => Milliseconds(value).ToString(CultureInfo.InvariantCulture),
        "flag" => Convert.ToBoolean(value, CultureInfo.InvariantCulture) ? "1" : "0",
        "int" or "bigint" or "sequence" => Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        "money" => Parameters.Shortest(Convert.ToDecimal(value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
        "bytes" or "digest" => Convert.ToHexString((byte[])value),
        _ => (string)value,
    };

    static long Milliseconds(object time) => time is DateTime utc
        ? new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).ToUnixTimeMilliseconds()
        : ((DateTimeOffset)time).ToUnixTimeMilliseconds();

    TableShape With(string name, string word) => this with { Columns = [.. Columns, new(name, word)] };

    [GeneratedRegex(@"^create table (\w+) \(")]
    private static partial Regex Create();

    [GeneratedRegex(@"^  (\w+) \{(\w+)\}")]
    private static partial Regex Column();

    [GeneratedRegex(@"^alter table (\w+) add (?:column )?(\w+) \{(\w+)\}")]
    private static partial Regex Added();
}
