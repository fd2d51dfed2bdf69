namespace WeComSales.Domain;

/// <summary>A possible sale to one customer (商机).</summary>
/// <param name="Code">The company's own key, or <c>W-</c> and 8 characters.</param>
/// <param name="StageSince">When it entered its stage.</param>
/// <param name="LastLogAt">The newest note, follow-up, visit or call; null before the first.</param>
/// <param name="ClosedAt">Null while it is open.</param>
/// <param name="NextContactAt">When the next contact is planned; null without a plan.</param>
public sealed record Opportunity(
    string Id,
    string Code,
    string ExternalUserid,
    string Title,
    string Stage,
    decimal? Amount,
    string Currency,
    string? OwnerUserid,
    string? ProductLine,
    DateTimeOffset CreatedAt,
    DateTimeOffset StageSince,
    DateTimeOffset? LastLogAt,
    DateOnly? ExpectedClose,
    DateTimeOffset? ClosedAt,
    DateTimeOffset? NextContactAt = null)
{
    public const string DefaultCurrency = "CNY";

    /// <summary>What every database keeps to the fourth place (decimal(19, 4)).</summary>
    public const decimal LargestAmount = 999_999_999_999_999m;

    public bool IsOpen => ClosedAt is null;

    /// <summary>A title is enough: it starts in the first stage and belongs to the rep who made it.</summary>
    public static Opportunity New(string id, string code, string externalUserid, string title, string owner, Stages stages, DateTimeOffset now) =>
        new(id, code, externalUserid, title, stages.First, null, DefaultCurrency, owner, null, now, now, null, null, null);

    /// <summary>Moves to another stage, as of a time that may lie in the past (an import knows when it happened).</summary>
    /// <returns>Null when it is in that stage already.</returns>
    /// <exception cref="ArgumentException">There is no such stage.</exception>
    public (Opportunity Moved, StageMove Move)? MoveTo(string stage, Stages stages, string by, DateTimeOffset at, string? reason)
    {
        if (!stages.Knows(stage))
        {
            throw new ArgumentException($"There is no stage {stage}.", nameof(stage));
        }

        if (stage == Stage)
        {
            return null;
        }

        var moved = this with { Stage = stage, StageSince = at, ClosedAt = stages.IsClosed(stage) ? at : null };
        return (moved, new StageMove(Id, Stage, stage, by, at, reason));
    }
}

/// <summary>From, to, by whom, when, why.</summary>
/// <param name="From">Null when the opportunity began with it.</param>
/// <param name="By">A userid, or <see cref="Import"/>.</param>
public sealed record StageMove(string OpportunityId, string? From, string To, string By, DateTimeOffset At, string? Reason)
{
    public const string Import = "import";

    /// <summary>How an opportunity began.</summary>
    public static StageMove Opened(Opportunity opportunity, string by) =>
        new(opportunity.Id, null, opportunity.Stage, by, opportunity.CreatedAt, null);
}
