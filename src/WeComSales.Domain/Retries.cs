namespace WeComSales.Domain;

/// <summary>When to try again what failed for a passing reason: quick at first, 8 tries within 24 hours (reliability goal 16).</summary>
public static class Retries
{
    public const int Most = 8;

    static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3),
        TimeSpan.FromMinutes(20), TimeSpan.FromHours(2), TimeSpan.FromHours(12),
    ];

    /// <summary>The pause after the given number of tries (1 = the first has failed), or null: give up.</summary>
    /// <param name="spread">0 to 1: up to half of the pause is added, so that a crowd does not come back at once.</param>
    public static TimeSpan? After(int tries, double spread) =>
        tries >= Most ? null : Pauses[tries - 1] * (1 + (spread / 2));
}
