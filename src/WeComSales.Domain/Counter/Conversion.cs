namespace WeComSales.Domain;

/// <summary>How often a reaction was followed by a purchase of the same product.</summary>
/// <param name="Reactions">How many reactions whose time to buy is over.</param>
/// <param name="Bought">How many of them bought in that time.</param>
public sealed record Conversion(int Reactions, int Bought)
{
    /// <summary>Below this number a share says nothing.</summary>
    public const int FewestReactions = 30;

    /// <summary>A purchase counts for so long after the tap.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(14);

    const double Z = 1.96;

    public bool IsEnough => Reactions >= FewestReactions;

    public double Rate => Reactions == 0 ? 0 : (double)Bought / Reactions;

    /// <summary>Wilson's interval, 95 %: where the true share probably is.</summary>
    public (double Low, double High) Interval
    {
        get
        {
            if (Reactions == 0)
            {
                return (0, 1);
            }

            var (n, square) = ((double)Reactions, Z * Z);
            var middle = (Rate + (square / (2 * n))) / (1 + (square / n));
            var half = Z * Math.Sqrt((Rate * (1 - Rate) / n) + (square / (4 * n * n))) / (1 + (square / n));
            return (Math.Max(0, middle - half), Math.Min(1, middle + half));
        }
    }

    /// <summary>
    /// By how much this is below an average, as a share of the average; null where it is not, where there are too few, or
    /// where chance alone could have made it so.
    /// </summary>
    public double? Below(double average) => IsEnough && average > 0 && Interval.High < average ? 1 - (Rate / average) : null;

    public static Conversion Sum(IEnumerable<Conversion> all) => all.Aggregate(new Conversion(0, 0), (sum, one) => new(sum.Reactions + one.Reactions, sum.Bought + one.Bought));
}
