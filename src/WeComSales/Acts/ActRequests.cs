namespace WeComSales.Acts;

// What the sheets send. Ids are made by the page, so that a repeat after a lost answer is the same act.

/// <param name="Id">32 lower-case hex digits.</param>
public sealed record FollowUpRequest(
    string? Id, string? OpportunityId, string? Goal, DateTimeOffset? NextContactAt, string? DecisionProgress, string? Obstacle, string? SupportNeeded);

/// <param name="Place">Where, in words or as latitude and longitude.</param>
public sealed record VisitRequest(string? Id, string? OpportunityId, string? Learned, string? RoleMet, string? Place);

public sealed record StageMoveRequest(string? Id, string? OpportunityId, string? Stage, string? Reason);

/// <param name="From">Who is asked: <c>ops</c> or <c>presales</c>.</param>
public sealed record SupportRequestBody(string? Id, string? OpportunityId, string? What, string? From);

public sealed record SupportAnswerBody(string? Id, string? Answer);

/// <param name="ExpectedClose">A day.</param>
public sealed record OpportunityRequest(string? Id, string? Title, decimal? Amount, DateOnly? ExpectedClose);

/// <param name="OpportunityId">Null for the customer's own plan.</param>
/// <param name="At">Null takes the plan back.</param>
public sealed record NextContactRequest(string? OpportunityId, DateTimeOffset? At);

/// <summary>What was made; its row is on the timeline.</summary>
public sealed record ActDone(string Id);

/// <summary>What a log's sheet begins with, from the customer's newest note.</summary>
/// <param name="NextContact">A day, or a day and a time in the company's zone, without an offset.</param>
public sealed record FollowUpPrefillView(string? Goal, string? NextContact, string? DecisionProgress, string? Obstacle, string? SupportNeeded);

/// <summary>The lists that the sheets offer.</summary>
public sealed record ActChoices(IReadOnlyList<string> Stages, IReadOnlyList<string> RolesMet);

/// <summary>How an act ended.</summary>
public abstract record ActOutcome
{
    public sealed record Done(string Id) : ActOutcome;

    /// <summary>Not there or not theirs.</summary>
    public sealed record Refused : ActOutcome;

    /// <param name="Title">What to mend.</param>
    public sealed record Wrong(string Title) : ActOutcome;
}
