using WeComSales.Data;

namespace WeComSales;

/// <summary>One thing that was tried: what was seen, and the fix where it is not good.</summary>
public sealed record Finding(string What, string Seen, string? Fix = null)
{
    /// <summary>The step of docs/setup.md in which it is set up.</summary>
    public int Step { get; init; } = FirstRun.StepOf(What);
}

/// <summary>What a feature has tried of its own set-up when the doctor comes. It changes nothing; empty while the feature is off.</summary>
public delegate Task<IReadOnlyList<Finding>> FeatureCheck(AppSettings settings, Db db, CancellationToken stop);
