using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>Finds the person behind the session cookie; the row decides, so any instance can serve any session.</summary>
public sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder,
    SessionFlow sessions, Administrators administrators, PublicAddress address)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[SessionCookie.Name] is not { } cookie || !SessionCookie.IsOurs(cookie) || !address.IsOwn(Request))
        {
            return AuthenticateResult.NoResult();
        }

        if (await sessions.Owner(cookie) is not { } staff)
        {
            return AuthenticateResult.NoResult();
        }

        var user = administrators.Known(staff);
        Context.Features.Set(user);
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, user.Userid), new(ClaimTypes.Role, Roles.Word(user.Role))], SchemeName);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Refusals.SignedOut().ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refusals.NotFound().ExecuteAsync(Context);
}
