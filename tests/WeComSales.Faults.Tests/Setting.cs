[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace WeComSales.Faults.Tests;

/// <summary>How much of a fault test runs: the short form that every run can afford, or the full counts.</summary>
static class Setting
{
    public static bool Long => Environment.GetEnvironmentVariable("WECOMSALES_LONG") == "1";

    public static int Count(int inShort, int inLong) => Long ? inLong : inShort;

    /// <summary>The same numbers in every run, so that a failure can be looked at again.</summary>
    public static Random Dice(int seed) => new(seed);
}
