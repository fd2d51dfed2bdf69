using System.Globalization;
using System.Text;

namespace WeComSales.Telemetry;

/// <summary>The text form that Prometheus and its relatives read (OpenMetrics 1.0).</summary>
public static class OpenMetricsText
{
    public const string ContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /// <summary>The labels under which all are counted that came after too many others.</summary>
    internal const string Overflow = "overflow=\"true\"";

    public static string Write(IEnumerable<Family> families)
    {
        var text = new StringBuilder();
        foreach (var family in families)
        {
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(Word(family.Kind)).Append('\n');
            if (family.Unit is { } unit)
            {
                text.Append("# UNIT ").Append(family.Name).Append(' ').Append(unit).Append('\n');
            }

            if (family.Help is { Length: > 0 } help)
            {
                text.Append("# HELP ").Append(family.Name).Append(' ').Append(Escape(help)).Append('\n');
            }

            foreach (var (labels, series) in family.Series.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                Write(text, family, labels, series);
            }
        }

        return text.Append("# EOF\n").ToString();
    }

    static void Write(StringBuilder text, Family family, string labels, Series series)
    {
        switch (family.Kind)
        {
            case FamilyKind.Counter:
                Line(text, family.Name + "_total", labels, series.Sum);
                break;
            case FamilyKind.Histogram:
                for (var i = 0; i < series.Bounds.Count; i++)
                {
                    Line(text, family.Name + "_bucket", With(labels, $"le=\"{Number(series.Bounds[i])}\""), series.Below[i]);
                }

                Line(text, family.Name + "_bucket", With(labels, "le=\"+Inf\""), series.Count);
                Line(text, family.Name + "_sum", labels, series.Sum);
                Line(text, family.Name + "_count", labels, series.Count);
                break;
            default:
                Line(text, family.Name, labels, series.Sum);
                break;
        }
    }

    static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    /// <summary>Letters, digits and underscores; the unit is the end of the name, as the format demands.</summary>
    internal static string Name(string instrument, string? unit)
    {
        var name = string.Concat(instrument.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return unit is null || name.EndsWith('_' + unit, StringComparison.Ordinal) ? name : $"{name}_{unit}";
    }

    /// <summary>The labels in the order of their names: equal sets are one series.</summary>
    internal static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (labels.IsEmpty)
        {
            return "";
        }

        var sorted = labels.ToArray();
        Array.Sort(sorted, (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return string.Join(',', sorted.Select(label =>
            $"{Name(label.Key, unit: null)}=\"{Escape(Convert.ToString(label.Value, CultureInfo.InvariantCulture) ?? "")}\""));
    }

    static string With(string labels, string more) => labels.Length == 0 ? more : $"{labels},{more}";

    static string Word(FamilyKind kind) => kind switch { FamilyKind.Counter => "counter", FamilyKind.Histogram => "histogram", _ => "gauge" };

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
