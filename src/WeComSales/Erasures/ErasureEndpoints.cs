using System.Text.RegularExpressions;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Erasures;

/// <param name="Id">Made by the page: a repeat erases nothing twice.</param>
/// <param name="Scope"><c>words</c> (of a customer's chats, also when it is left out) or <c>all</c>.</param>
/// <param name="Reason">Why, for the proof; never chat text.</param>
public sealed record ErasureRequest(string? Id, string? ExternalUserid, string? MemberCode, string? Scope, string? Reason);

/// <param name="Messages">How many rows are gone.</param>
public sealed record ErasureAnswer(int Messages);

/// <summary>How much there is of one kind.</summary>
public sealed record FoundLine(string Name, long Rows);

/// <param name="Following">How many members still have the customer in WeCom: whoever adds them anew brings them back.</param>
public sealed record FoundView(IReadOnlyList<FoundLine> Lines, int Following);

/// <summary>An erasure as its proof stands.</summary>
public sealed record ErasureLine(string Id, string Scope, string Who, string By, string Reason, DateTimeOffset At, int Rows, bool Done);

/// <summary>An administrator sees how much there is about somebody and erases it. Contents are never shown here: they go into a file by the command.</summary>
public static partial class ErasureEndpoints
{
    const int LongestReason = 200;
    const int Newest = 50;

    public static void MapErasures(this IEndpointRouteBuilder app)
    {
        var erasures = app.MapGroup("/api/admin/erasures").WithTags("erasures").ForRoles(Role.Admin);
        erasures.MapGet("", Past);
        erasures.MapGet("/found", Found).Produces<FoundView>();
        erasures.MapPost("", Erase).Produces<ErasureAnswer>();
    }

    static async Task<IReadOnlyList<ErasureLine>> Past(Db db) =>
    [
        .. (await db.Read(tx => tx.Erasures.Newest(Newest))).Select(erasure => new ErasureLine(
            erasure.Id, erasure.Scope.ToString().ToLowerInvariant(), erasure.Who, erasure.ByUserid, erasure.Reason, erasure.At, erasure.Rows, erasure.DoneAt is not null)),
    ];

    static async Task<IResult> Found(string? externalUserid, string? memberCode, CurrentUser user, Db db, TimeProvider time)
    {
        if (Whom(externalUserid, memberCode) is not { } whom)
        {
            return Refusals.Wrong(ErasureTexts.WrongWho);
        }

        var now = time.GetUtcNow();
        await db.Write(tx => tx.Audit.Add(new(Ids.New(now), now, user.Userid, "customer.count", whom.Id, null)));
        return Results.Ok(await db.Read(async tx => new FoundView(
            [.. (await tx.Traces.Counts(whom.Subject, whom.Id)).Where(count => count.Rows > 0).Select(count => new FoundLine(ErasureTexts.NameOf(count.Table), count.Rows))],
            whom.Subject == Subject.Customer ? (await tx.Follows.Of(whom.Id)).Count(follow => follow.EndedAt is null) : 0)));
    }

    static async Task<IResult> Erase(ErasureRequest request, CurrentUser user, ErasureFlow flow, TimeProvider time)
    {
        if (!PageId.IsMatch(request.Id) || Whom(request.ExternalUserid, request.MemberCode) is not { } whom || Scope(request.Scope, whom.Subject) is not { } scope
            || string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > LongestReason)
        {
            return Refusals.Wrong(ErasureTexts.WrongWish);
        }

        return await flow.Erase(new(request.Id!, scope, whom.Id, user.Userid, request.Reason.Trim(), time.GetUtcNow(), 0)) is { } erasure
            ? Results.Ok(new ErasureAnswer(erasure.Rows))
            : Refusals.NotFound();
    }

    static ErasureScope? Scope(string? word, Subject subject) => (word ?? "words", subject) switch
    {
        ("words", Subject.Customer) => ErasureScope.Words,
        ("all", Subject.Customer) => ErasureScope.Customer,
        ("all", Subject.Member) => ErasureScope.Member,
        _ => null,
    };

    static (Subject Subject, string Id)? Whom(string? externalUserid, string? memberCode) => (externalUserid?.Trim(), memberCode?.Trim()) switch
    {
        ({ Length: > 0 } customer, null or "") when Customer().IsMatch(customer) => (Subject.Customer, customer),
        (null or "", { Length: > 0 and <= 64 } member) => (Subject.Member, member),
        _ => null,
    };

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Customer();
}
