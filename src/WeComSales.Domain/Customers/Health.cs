namespace WeComSales.Domain;

/// <summary>How long nobody has dealt with a customer (F13).</summary>
/// <param name="Hours">Whole hours since the newest note, follow-up, visit, call or message; without any, since they were added.</param>
/// <param name="EverContacted">False when the hours count from the day they were added.</param>
public sealed record Health(int Hours, bool EverContacted)
{
    /// <summary>Over this many hours it is red.</summary>
    public const int RedAfterHours = 72;

    public bool IsRed => Hours > RedAfterHours;

    /// <param name="since">When they were added, or first seen.</param>
    public static Health Of(DateTimeOffset? lastContact, DateTimeOffset since, DateTimeOffset now) =>
        new(Math.Max(0, (int)Math.Floor((now - (lastContact ?? since)).TotalHours)), lastContact is not null);
}
