using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Stalls;

/// <summary>A version as it is listed; <paramref name="By"/> is a person's name.</summary>
public sealed record RulesVersionView(int Version, StallRules Rules, DateTimeOffset ValidFrom, string By, string? Reason);

/// <param name="Versions">The newest first: that one counts.</param>
/// <param name="Stages">Those that a rule may be about.</param>
/// <param name="CalendarDoubts">What has to be said of this and the next year's days off.</param>
public sealed record RulesView(
    IReadOnlyList<RulesVersionView> Versions, IReadOnlyList<string> Stages, IReadOnlyList<string> Signs, IReadOnlyList<string> CalendarDoubts);

/// <param name="BasedOn">The version that was edited: somebody else's newer one is not overwritten.</param>
public sealed record SaveRulesRequest(StallRules Rules, int BasedOn, string? Reason);

public sealed record SaveYearRequest(string Rest, string Work);

/// <summary>A year of the working calendar as it is edited.</summary>
/// <param name="Doubt">What has to be said loudly about it; null when it is published or entered.</param>
/// <param name="Entered">By an administrator, and so it wins over the shipped one.</param>
public sealed record CalendarYearView(int Year, string Rest, string Work, string? Doubt, bool Entered);

/// <summary>Rules and calendar, for administrators only: edited with a preview, kept by versions.</summary>
public static class StallRuleEndpoints
{
    public static void MapStallRules(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/stall-rules").WithTags("stall rules");
        api.MapGet("", (StallRulesFlow flow) => flow.View()).ForRoles(Role.Admin);
        api.MapPost("/preview", Preview).ForRoles(Role.Admin).Produces<RulesPreview>();
        api.MapPost("", Save).ForRoles(Role.Admin).Produces<StallRuleVersion>();
        api.MapGet("/calendar", (StallRulesFlow flow) => flow.Years()).ForRoles(Role.Admin);
        api.MapPost("/calendar/{year:int:range(2020,2100)}", SaveYear).ForRoles(Role.Admin);
    }

    static async Task<IResult> Preview(StallRules rules, StallRulesFlow flow) =>
        rules.Faults(Stages.Default) is { Count: > 0 } faults ? Wrong(faults) : Results.Ok(await flow.Preview(rules));

    static async Task<IResult> Save(SaveRulesRequest request, CurrentUser user, StallRulesFlow flow)
    {
        var (saved, faults) = await flow.Save(request.Rules, request.BasedOn, user.Userid, request.Reason);
        return saved is not null ? Results.Ok(saved) : Wrong(faults);
    }

    static async Task<IResult> SaveYear(int year, SaveYearRequest request, CurrentUser user, StallRulesFlow flow) =>
        await flow.SaveYear(year, request.Rest, request.Work, user.Userid) is { } fault ? Wrong([fault]) : Results.NoContent();

    static IResult Wrong(IReadOnlyList<string> faults) =>
        Results.Problem(title: string.Join("；", faults), statusCode: StatusCodes.Status400BadRequest);
}
