using System.Globalization;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Stalls;

public enum BoardLevel { Stalled, Warned }

/// <summary>A row of the board.</summary>
/// <param name="Level">Said in words too.</param>
public sealed record BoardLine(
    string? StallId, string OpportunityId, string Code, string Title, string Customer, string ExternalUserid, string Stage, string Amount,
    string? Owner, string? OwnerUserid, BoardLevel Level, string Words, string? State, DateTimeOffset StallAt);

/// <param name="Key">What to ask for its rows with: the stage, or the team's number, 0 for those without a team.</param>
public sealed record BoardCount(string Key, string Name, int Stalled, int Warned);

/// <param name="Next">Give it back as <c>after</c> for the next page; null at the end.</param>
public sealed record BoardLines(IReadOnlyList<BoardLine> Items, string? Next);

/// <summary>A customer who waits for an answer, and has been brought up.</summary>
/// <param name="Member">The name of whoever should answer.</param>
public sealed record WaitingCustomer(string ExternalUserid, string Customer, string Member, string Words);

/// <param name="Waiting">The longest first, at most 50.</param>
public sealed record StallBoard(
    int Stalled, int Warned, string? CalendarDoubt, IReadOnlyList<WaitingCustomer> Waiting, IReadOnlyList<BoardCount> Teams, IReadOnlyList<BoardCount> Stages, BoardLines First);

/// <summary>The board of stalled and warned deals: the numbers count all of them, the rows come in pages.</summary>
static class StallBoardEndpoints
{
    const int PageLength = 50;

    public static void MapStallBoard(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/stalls").WithTags("stalls");
        api.MapGet("", Board).ForCustomerData();
        api.MapGet("/lines", Lines).ForCustomerData().Produces<BoardLines>();
    }

    static Task<StallBoard> Board(CurrentUser user, Db db, AppSettings settings, TimeProvider time) => db.Read(async tx =>
    {
        var now = time.GetUtcNow();
        var terms = await StallTerms.At(tx, settings, now);
        var numbers = await tx.Stalls.BoardNumbers(user.Viewer, now);
        return new StallBoard(
            numbers.Sum(one => one.Stalled), numbers.Sum(one => one.Warned), terms.Calendar.Doubt(terms.Calendar.DayOf(now).Year),
            [.. (await tx.CustomerWaits.Told(user.Viewer, PageLength)).Select(wait => new WaitingCustomer(
                wait.ExternalUserid, wait.Customer, wait.Member, StallTexts.WaitLine(terms.Calendar.WorkedBetween(wait.Since, now))))],
            Counts(numbers, one => ($"{one.TeamId ?? 0}", one.Team ?? StallTexts.NoTeam)), Counts(numbers, one => (one.Stage, one.Stage)),
            await PageOf(tx, user, terms, new(null, null, null), now));
    });

    static async Task<IResult> Lines(string? stage, long? team, string? after, CurrentUser user, Db db, AppSettings settings, TimeProvider time)
    {
        if (after is not null && Place(after) is null)
        {
            return Refusals.NotFound();
        }

        var now = time.GetUtcNow();
        return Results.Ok(await db.Read(async tx =>
            await PageOf(tx, user, await StallTerms.At(tx, settings, now), new(stage, team, after is null ? null : Place(after)), now)));
    }

    static async Task<BoardLines> PageOf(Tx tx, CurrentUser user, StallTerms terms, BoardPart part, DateTimeOffset now)
    {
        var found = await tx.Stalls.Board(user.Viewer, now, part, PageLength + 1);
        return new([.. found.Take(PageLength).Select(line => Line(line, terms, now))], found.Count > PageLength ? Word(found[PageLength - 1]) : null);
    }

    static IReadOnlyList<BoardCount> Counts(IReadOnlyList<BoardNumber> numbers, Func<BoardNumber, (string Key, string Name)> by) =>
    [
        .. numbers.GroupBy(by).Select(group => new BoardCount(group.Key.Key, group.Key.Name, group.Sum(one => one.Stalled), group.Sum(one => one.Warned)))
            .OrderByDescending(count => count.Stalled).ThenByDescending(count => count.Warned).ThenBy(count => count.Name, StringComparer.Ordinal),
    ];

    static BoardLine Line(StallLine line, StallTerms terms, DateTimeOffset now)
    {
        var words = line.ClockBase is { } since && line.Hours is { } hours
            ? $"停滞 {StallTexts.Stalled(hours == HoursKind.Natural ? now - since : terms.Calendar.WorkedBetween(since, now), hours)}"
            : line.StallAt > now ? $"{StallTexts.Span(line.StallAt - now)}后停滞" : "即将提醒";
        return new(
            line.StallId, line.OpportunityId, line.Code, line.Title, line.Customer, line.ExternalUserid, line.Stage, StallTexts.Amount(line.Amount),
            line.OwnerName ?? line.OwnerUserid, line.OwnerUserid, line.StallId is null ? BoardLevel.Warned : BoardLevel.Stalled, words,
            line.State is { } state ? StallTexts.State(state) : null, line.StallAt);
    }

    static string Word(StallLine line) => string.Create(
        CultureInfo.InvariantCulture, $"{(line.StallId is null ? 1 : 0)}_{line.StallAt.ToUnixTimeMilliseconds()}_{line.OpportunityId}");

    /// <summary>Null for what this board never gave out.</summary>
    static BoardPlace? Place(string after) =>
        after.Split('_', 3) is [var warned, var at, { Length: > 0 } id] && warned is "0" or "1" && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new(warned == "1" ? 1 : 0, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id)
            : null;
}
