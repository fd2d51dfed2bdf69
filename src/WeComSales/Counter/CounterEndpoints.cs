using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Counter;

/// <summary>The counter of a shop (F6): for its clerks and its manager.</summary>
public static class CounterEndpoints
{
    const int MostOpen = 30;
    const int MostProducts = 20;

    public static void MapCounter(this IEndpointRouteBuilder app)
    {
        var counter = app.MapGroup("/api/counter").WithTags("counter").ForRoles(Role.Clerk, Role.StoreManager);
        counter.MapGet("", Start).Produces<CounterStart>();
        counter.MapGet("/members/{code}", Look).Produces<CounterMember>();
        counter.MapGet("/products", Products).Produces<ProductList>();
        counter.MapPost("/recommendations", (RecommendRequest body, CurrentUser user, RecommendationFlow flow) =>
            Told(body.Id, body.TurnId, () => flow.Recommend(user, body))).Produces<CounterDone>();
        counter.MapPut("/recommendations/{id}/reaction", (string id, ReactRequest body, CurrentUser user, RecommendationFlow flow) =>
            Told(id, body.TurnId, () => flow.React(user, id, body))).Produces<CounterDone>();
        counter.MapPost("/recommendations/{id}/undo", (string id, TapRequest body, CurrentUser user, RecommendationFlow flow) =>
            Told(id, body.TurnId, () => flow.Undo(user, id, body))).Produces<CounterDone>();
        counter.MapPost("/speech", Read).Produces<SpeechView>();
        counter.MapPost("/service-records", Confirm).Produces<CounterDone>();
        counter.MapPost("/service-records/{id}/done", (string id, TapRequest body, CurrentUser user, ServiceRecordFlow flow) =>
            Told(id, body.TurnId, () => flow.Done(user, id, body))).Produces<CounterDone>();
        counter.MapPost("/turns", (TurnRequest body, CurrentUser user, BadgeFlow flow) => Told(body.Id, null, () => flow.Begin(user, body))).Produces<CounterDone>();
        counter.MapPost("/lock", async (CurrentUser user, BadgeFlow flow) => (await flow.Lock(user)).Result()).Produces<CounterDone>();
        app.MapBadges();
        app.MapConversions();
        app.MapCounterLists();
    }

    static async Task<IResult> Start(CurrentUser user, Db db, Seats seats, CounterListFlow lists, StoreSettings settings, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var start = await db.Read(async tx =>
        {
            if (await seats.Of(tx, user, now) is not { } seat)
            {
                return null;
            }

            var shop = await tx.Badges.Shop(seat.StoreCode);
            return new CounterStart(
                Person.Of(user),
                new(seat.By.Name, shop.Name ?? shop.Code, seat.IsShared, seat.Locked, seat.Turn?.Id, (int)settings.IdleLock.TotalSeconds, seat.MayManage),
                [.. (await lists.Current(tx)).Reactions.Select(one => new ReactionView(one.Name, SignalLabels.NameOf(one.Signal)))],
                seat.Locked ? [] : await OpenAt(tx, seat.StoreCode, now),
                now);
        });
        return start is null ? Refusals.Wrong(CounterTexts.NoStore) : Results.Ok(start);
    }

    /// <summary>What earlier shifts left open with the shop's own members, the newest first.</summary>
    internal static async Task<IReadOnlyList<OpenView>> OpenAt(Tx tx, string storeCode, DateTimeOffset now)
    {
        var since = now - Recommendation.OpenFor;
        var taps = await tx.Recommendations.Open(storeCode, since, MostOpen);
        var records = await tx.ServiceRecords.Open(storeCode, now - Recommendation.OldestTap, MostOpen);
        var names = await tx.Staff.ByUserids([.. taps.Select(one => one.ByUserid).Concat(records.Select(one => one.ByUserid)).Distinct()]);
        return [.. taps.Select(one => new OpenView(one.Id, null, one.MemberCode, Masked(one.MemberName), one.ProductName ?? one.ProductCode, By(one.ByUserid), one.At))
            .Concat(records.Select(one => new OpenView(null, one.Id, one.MemberCode, Masked(one.MemberName), one.Content, By(one.ByUserid), one.At)))
            .OrderByDescending(one => one.At).Take(MostOpen)];

        string By(string userid) => names.GetValueOrDefault(userid)?.Name ?? userid;
    }

    static string Masked(string name) => new Member("", name, null, null, null).MaskedName;

    static async Task<IResult> Look(string code, CurrentUser user, MemberLookFlow flow)
    {
        // The one character that stays escaped in a part of a path.
        var seen = await flow.Look(user, code.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), "page");
        return seen.Refusal is { } refusal ? refusal.Result() : Results.Ok(seen.Card);
    }

    /// <summary>By a part of the name or the whole code, as a thumb, a gun or a camera gives it.</summary>
    static async Task<IResult> Products(string? search, Db db) => MemberCode.Read(search) is not { } text
        ? Results.Ok(new ProductList([]))
        : Results.Ok(new ProductList([.. (await db.Read(tx => tx.Products.Search(text, MostProducts))).Select(product => new ProductView(product.Code, product.Name))]));

    static IResult Read(SpeechRequest body, ServiceRecordFlow flow)
    {
        if (Unusable(body.Text) is { } wrong)
        {
            return Refusals.Wrong(wrong);
        }

        var reading = flow.Read(body.Text!.Trim());
        return Results.Ok(new SpeechView(
            [.. reading.Signals.Select(signal => new SpokenSignal(signal.Label, SignalLabels.NameOf(signal.Label), signal.Polarity, signal.Evidence)).DistinctBy(signal => signal.Label)],
            [.. reading.Entities.Select(entity => entity.Text).Distinct()], reading.NextAction));
    }

    static Task<IResult> Confirm(ServiceRecordRequest body, CurrentUser user, ServiceRecordFlow flow) =>
        (Unusable(body.Said) ?? (body.Text is { Length: > 0 } text ? Unusable(text) : null)) is { } wrong
            ? Task.FromResult(Refusals.Wrong(wrong))
            : Told(body.Id, body.TurnId, () => flow.Confirm(user, body));

    static string? Unusable(string? words) =>
        string.IsNullOrWhiteSpace(words) ? CounterTexts.NothingSaid : words.Length > ServiceRecord.LongestText ? CounterTexts.TooLong : null;

    internal static async Task<IResult> Told(string? id, string? turnId, Func<Task<CounterOutcome>> act) =>
        PageId.IsMatch(id) && (turnId is null || PageId.IsMatch(turnId)) ? (await act()).Result() : Refusals.Wrong(CounterTexts.WrongId);
}
