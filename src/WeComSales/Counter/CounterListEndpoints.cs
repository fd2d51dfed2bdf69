using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Counter;

/// <param name="Version">The one that was edited; 0 for the settings.</param>
/// <param name="Reactions">The chips, in their order.</param>
/// <param name="Offers">What fits an age.</param>
public sealed record CounterListsView(int Version, IReadOnlyList<Reaction>? Reactions, IReadOnlyList<AgeOffer>? Offers);

/// <summary>Reactions and offers by age as data: for administrators.</summary>
static class CounterListEndpoints
{
    public static void MapCounterLists(this IEndpointRouteBuilder app)
    {
        var lists = app.MapGroup("/api/admin/counter-lists").WithTags("counter").ForRoles(Role.Admin);
        lists.MapGet("", async (CounterListFlow flow) => View(await flow.InUse())).Produces<CounterListsView>();
        lists.MapPut("", Keep).Produces<CounterListsView>();
    }

    static async Task<IResult> Keep(CounterListsView body, CurrentUser user, CounterListFlow flow)
    {
        var lists = new CounterLists(body.Reactions ?? [], body.Offers ?? []);
        if (lists.Reactions.Any(one => one?.Name is null || one.Signal is null || one.Advice is null) || lists.Offers.Any(one => one?.Category is null))
        {
            return Refusals.Wrong(CounterTexts.WrongLists);
        }

        return lists.Faults() is { Count: > 0 } faults ? Refusals.Wrong(string.Join("；", faults))
            : await flow.Keep(body.Version, lists, user.Userid) ? Results.Ok(View(await flow.InUse()))
            : Results.Problem(title: CounterTexts.ListsChanged, statusCode: StatusCodes.Status409Conflict);
    }

    static CounterListsView View(CounterListVersion version) => new(version.Version, version.Lists.Reactions, version.Lists.Offers);
}
