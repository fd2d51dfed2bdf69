namespace WeComSales.People;

/// <summary>One of the sessions of whoever asks.</summary>
/// <param name="Id">To end it by.</param>
/// <param name="Device">iphone, ipad, android, harmony, windows, mac or linux; null where the browser said nothing that is known.</param>
/// <param name="InWeCom">Inside WeCom's own window.</param>
/// <param name="UsedAt">To within five minutes.</param>
/// <param name="IsThis">The one that asks.</param>
public sealed record MySession(string Id, string? Device, bool InWeCom, DateTimeOffset SignedInAt, DateTimeOffset UsedAt, bool IsThis);

public sealed record MySessions(IReadOnlyList<MySession> Items);

/// <summary>Where somebody is signed in, and how they end what they do not know.</summary>
public static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        var sessions = app.MapGroup("/api/me/sessions").ForStaff().WithTags("people");
        sessions.MapGet("", async (HttpContext http, CurrentUser user, SessionFlow flow) =>
            new MySessions(await flow.Of(user, http.Request.Cookies[SessionCookie.Name] ?? "")));
        sessions.MapDelete("/{id}", async (string id, CurrentUser user, SessionFlow flow) =>
            await flow.End(user, id) ? Results.NoContent() : Refusals.NotFound());
    }
}
