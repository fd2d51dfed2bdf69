using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Counter;

/// <summary>Badges of a shop: for its manager.</summary>
static class BadgeEndpoints
{
    public static void MapBadges(this IEndpointRouteBuilder app)
    {
        var badges = app.MapGroup("/api/counter/badges").WithTags("counter").ForRoles(Role.StoreManager);
        badges.MapGet("", async (CurrentUser user, BadgeFlow flow) => await flow.People(user) is { } people ? Results.Ok(people) : Refusals.NotFound()).Produces<BadgeList>();
        badges.MapPost("", Issue).Produces<IssuedBadge>();
        badges.MapPost("/{id}/revoke", (string id, CurrentUser user, BadgeFlow flow) => CounterEndpoints.Told(id, null, () => flow.Revoke(user, id))).Produces<CounterDone>();
    }

    static async Task<IResult> Issue(BadgeRequest body, CurrentUser user, BadgeFlow flow, HttpContext http)
    {
        if (!PageId.IsMatch(body.Id))
        {
            return Refusals.Wrong(CounterTexts.WrongId);
        }

        var (outcome, badge) = await flow.Issue(user, body);
        // Whoever finds it later must not find it in a cache.
        http.Response.Headers.CacheControl = "no-store";
        return badge is null ? outcome.Result() : Results.Ok(badge);
    }
}
