using System.Globalization;

namespace WeComSales.Faults.Tests;

/// <summary>How long a soak lasts, how much comes in, and how often something breaks.</summary>
/// <param name="PerSecond">Callbacks a second, from all senders together.</param>
/// <param name="Instances">Services on the one database; at least two, as the first is spared so that its memory can be followed.</param>
/// <param name="Pause">From the end of one trouble to the next one.</param>
sealed record SoakPlan(TimeSpan Length, int PerSecond, int Instances, TimeSpan Pause)
{
    /// <summary>So many senders that nobody comes near WeCom's 30 messages a minute and 1,000 an hour at 300 callbacks a second.</summary>
    public const int Reps = 2_000;

    /// <summary>What follows the load, not the start: JIT and caches fill within the first fifth.</summary>
    public TimeSpan WarmUp => Length / 5;

    public static SoakPlan Short { get; } = new(TimeSpan.FromSeconds(40), 60, 2, TimeSpan.FromSeconds(3));

    /// <summary>Goal 14.</summary>
    public static SoakPlan Full { get; } = new(TimeSpan.FromMinutes(30), 300, 3, TimeSpan.FromSeconds(20));

    /// <summary>Minutes, callbacks a second, instances: each may be left out.</summary>
    public static SoakPlan Read(IReadOnlyList<string> words) => Full with
    {
        Length = TimeSpan.FromMinutes(Number(words, 0, Full.Length.TotalMinutes)),
        PerSecond = (int)Number(words, 1, Full.PerSecond),
        Instances = (int)Math.Max(2, Number(words, 2, Full.Instances)),
    };

    /// <summary>Four of ten are forwarded messages, each with a draft and a card of its own: 300 a second would be more cards than WeCom takes.</summary>
    public static bool IsMessage(long number) => number % 10 < 4;

    static double Number(IReadOnlyList<string> words, int at, double otherwise) =>
        words.Count > at ? double.Parse(words[at], CultureInfo.InvariantCulture) : otherwise;
}
