namespace WeComSales.Domain;

/// <summary>A rep's log with the five SOP fields (跟进日志); at least one is filled.</summary>
/// <param name="Id">Made by the page, so that sending twice is one log.</param>
/// <param name="Goal">本次沟通目标.</param>
/// <param name="NextContactAt">下次触达时间; it becomes the plan of the opportunity, or of the customer without one.</param>
/// <param name="DecisionProgress">决策链进展.</param>
/// <param name="Obstacle">障碍点.</param>
/// <param name="SupportNeeded">所需支持.</param>
public sealed record FollowUp(
    string Id, string ExternalUserid, string? OpportunityId, string? Goal, DateTimeOffset? NextContactAt,
    string? DecisionProgress, string? Obstacle, string? SupportNeeded, string By, DateTimeOffset At)
{
    public bool SaysSomething => Goal is not null || NextContactAt is not null || DecisionProgress is not null || Obstacle is not null || SupportNeeded is not null;

    /// <summary>The log in one text, a line for each field that is filled; the next contact is told by its own column.</summary>
    public string Summary => string.Join('\n', new (string Name, string? Text)[]
    {
        ("目标", Goal), ("决策链", DecisionProgress), ("障碍", Obstacle), ("需要支持", SupportNeeded),
    }.Where(one => one.Text is not null).Select(one => $"{one.Name}：{one.Text}"));
}
