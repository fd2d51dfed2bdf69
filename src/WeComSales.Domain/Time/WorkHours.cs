using System.Globalization;

namespace WeComSales.Domain;

/// <summary>Part of a day in which people work; <paramref name="To"/> is the first minute after it.</summary>
public sealed record Shift(TimeOnly From, TimeOnly To)
{
    const string Form = "HH':'mm";

    public override string ToString() =>
        $"{From.ToString(Form, CultureInfo.InvariantCulture)}-{To.ToString(Form, CultureInfo.InvariantCulture)}";
}

/// <summary>The hours of a working day, for example 09:00-12:00 and 13:30-18:30.</summary>
public sealed record WorkHours
{
    WorkHours(IReadOnlyList<Shift> shifts) => Shifts = shifts;

    /// <summary>Working days 09:00–18:30 (product.md F3).</summary>
    public static WorkHours Default { get; } = Parse("09:00-18:30")!;

    /// <summary>In the order of the day; they do not touch.</summary>
    public IReadOnlyList<Shift> Shifts { get; }

    /// <summary>Reads <c>09:00-12:00,13:30-18:30</c>; null when a shift ends before it begins or two overlap.</summary>
    public static WorkHours? Parse(string text)
    {
        var shifts = new List<Shift>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length != 2 || !Reads(ends[0], out var from) || !Reads(ends[1], out var to) || from >= to
                || (shifts.Count > 0 && from <= shifts[^1].To))
            {
                return null;
            }

            shifts.Add(new(from, to));
        }

        return shifts.Count == 0 ? null : new(shifts);
    }

    public bool Equals(WorkHours? other) => other is not null && Shifts.SequenceEqual(other.Shifts);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(',', Shifts);

    static bool Reads(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
