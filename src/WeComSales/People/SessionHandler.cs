using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>Finds the person behind the session cookie; the row decides, so any instance can serve any session.</summary>
public sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder,
    SessionFlow sessions, AppSettings settings, PublicAddress address)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[SessionCookie.Name] is not { Length: > 0 } cookie || !address.IsOwn(Request))
        {
            return AuthenticateResult.NoResult();
        }

        if (await sessions.Owner(cookie) is not { } staff)
        {
            return AuthenticateResult.NoResult();
        }

        var role = settings.IsAdmin(staff.Userid) ? Role.Admin : staff.Role;
        Context.Features.Set(new CurrentUser(staff.Userid, staff.Name, role));
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, staff.Userid), new(ClaimTypes.Role, Roles.Word(role))], SchemeName);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Refusals.SignedOut().ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refusals.NotFound().ExecuteAsync(Context);
}
