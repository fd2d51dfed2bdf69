using System.Text.RegularExpressions;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Archive;

/// <param name="Id">Made by the page: a repeat erases nothing twice.</param>
/// <param name="Reason">Why, for the proof; never chat text.</param>
public sealed record ErasureRequest(string? Id, string? ExternalUserid, string? Reason);

public sealed record ErasureAnswer(int Messages);

/// <summary>An administrator erases a customer's words; they are never shown to the administrator.</summary>
public static partial class ErasureEndpoints
{
    const int LongestReason = 200;

    public static void MapArchive(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/admin/erasures", Erase).WithTags("archive").ForRoles(Role.Admin).Produces<ErasureAnswer>();

    static async Task<IResult> Erase(ErasureRequest request, CurrentUser user, ErasureFlow flow)
    {
        if (!PageId.IsMatch(request.Id) || request.ExternalUserid is not { } customer || !Customer().IsMatch(customer)
            || string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > LongestReason)
        {
            return Refusals.Wrong("请填写客户的 external_userid 和原因（不超过 200 字）");
        }

        return await flow.Erase(request.Id!, customer, user.Userid, request.Reason.Trim()) is { } messages
            ? Results.Ok(new ErasureAnswer(messages))
            : Refusals.NotFound();
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Customer();
}
