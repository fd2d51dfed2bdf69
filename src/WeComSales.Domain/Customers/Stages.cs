namespace WeComSales.Domain;

/// <summary>The stages of an opportunity in their order. They are data; these defaults seed them.</summary>
public sealed class Stages
{
    readonly List<string> names;
    readonly HashSet<string> closed;

    /// <exception cref="ArgumentException">No stage is open, or a closed stage is not among the names.</exception>
    public Stages(IEnumerable<string> names, IEnumerable<string> closed)
    {
        this.names = [.. names];
        this.closed = closed.ToHashSet(StringComparer.Ordinal);
        if (!this.names.Exists(name => !this.closed.Contains(name)) || !this.closed.IsSubsetOf(this.names))
        {
            throw new ArgumentException("At least one stage must be open, and every closed stage must be one of the stages.", nameof(names));
        }
    }

    /// <summary>The name of the stage for what was lost (contract, default stages).</summary>
    public const string Lost = "流失";

    public static Stages Default { get; } = new(
        ["初步接触", "需求确认", "提案", "方案比选", "商务谈判", "合同审批", "回款", "成交", Lost],
        ["成交", Lost]);

    public IReadOnlyList<string> Names => names;

    /// <summary>Where a new opportunity starts.</summary>
    public string First => names.Find(name => !closed.Contains(name))!;

    public bool Knows(string stage) => names.Contains(stage, StringComparer.Ordinal);

    public bool IsClosed(string stage) => closed.Contains(stage);

    public static bool IsLost(string stage) => stage == Lost;
}
