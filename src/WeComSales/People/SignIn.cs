using System.Globalization;
using System.Security.Cryptography;
using WeComSales.Data;

namespace WeComSales.People;

/// <summary>
/// Signing in through WeCom (OAuth, D91022): each state belongs to one browser and one return, the code is exchanged once,
/// and the browser ends at a clean address without it (P-18).
/// </summary>
public sealed class SignIn(
    Db db, AppSettings settings, PublicAddress address, CodeExchange exchange, DirectoryFlow directory, PersonalDigests digests,
    RefusalWatch refusals, TimeProvider time, ILogger<SignIn> log)
{
    public const string Home = "/sidebar/";

    const int StateLength = 33;

    /// <summary>Longer than any page of ours; what a stranger sends is stored for ten minutes.</summary>
    const int LongestReturn = 512;

    static readonly TimeSpan WayLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Sends the browser to WeCom. Some browsers append to the state, so the first characters count.</summary>
    /// <param name="attempt">0, or 1 for the one silent repetition.</param>
    public async Task<IResult> Start(HttpContext http, string? returnTo, int attempt)
    {
        var now = time.GetUtcNow();
        var browser = http.Request.Cookies[SessionCookie.BrowserName] is { } known && SessionCookie.IsOurs(known) ? known : SessionCookie.NewValue();
        var state = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) + attempt.ToString(CultureInfo.InvariantCulture);
        await db.Write(tx => tx.SignInStates.Add(SessionCookie.Hash(state), SessionCookie.Hash(browser), Own(returnTo), now + WayLifetime));
        SessionCookie.Set(http.Response, SessionCookie.BrowserName, browser, WayLifetime);
        return Results.Redirect(WeComPage(new Uri(address.Of(http.Request), "auth/callback"), state));
    }

    /// <summary>The browser comes back from WeCom.</summary>
    public async Task<IResult> Return(HttpContext http, string? code, string? state)
    {
        var now = time.GetUtcNow();
        state = state is { Length: >= StateLength } ? state[..StateLength] : "";
        var browser = http.Request.Cookies[SessionCookie.BrowserName] ?? "";
        var way = await db.Read(tx => tx.SignInStates.Of(SessionCookie.Hash(state), SessionCookie.Hash(browser)));
        if (way is not null && http.Features.Get<CurrentUser>() is not null && way.UsedAt is not null)
        {
            return Results.Redirect(way.ReturnTo);
        }

        if (way is null || string.IsNullOrEmpty(code) || !await db.Write(tx => tx.SignInStates.Use(SessionCookie.Hash(state), now)))
        {
            return await Again(http, way?.ReturnTo, state, "the state is unknown, used or over");
        }

        return await exchange.Userid(code, http.RequestAborted) switch
        {
            CodeAnswer.Staff staff => await Enter(http, staff.Userid, way.ReturnTo, now),
            CodeAnswer.Spent => await Again(http, way.ReturnTo, state, "the code is wrong, over or used"),
            CodeAnswer.Stranger => NotOurs("WeCom names nobody of this company"),
            CodeAnswer.Failed failed => Later(failed.Why),
            _ => throw new InvalidOperationException("An answer to a code is one of four."),
        };
    }

    /// <summary>This browser is signed out.</summary>
    public async Task<IResult> End(HttpContext http)
    {
        // Whoever has no session has none to end: a stranger's call writes nothing.
        if (http.Features.Get<CurrentUser>() is { } user)
        {
            var ended = await db.Write(tx => tx.Sessions.Close(SessionCookie.Hash(http.Request.Cookies[SessionCookie.Name]!)));
            log.SignedOut(digests.Of(user.Userid), ended);
        }

        SessionCookie.Clear(http.Response, SessionCookie.Name);
        return Results.NoContent();
    }

    /// <summary>Every device of this person is signed out.</summary>
    public async Task<IResult> EndAll(HttpContext http, CurrentUser user)
    {
        log.SignedOut(digests.Of(user.Userid), await db.Write(tx => tx.Sessions.CloseAllOf(user.Userid)));
        SessionCookie.Clear(http.Response, SessionCookie.Name);
        return Results.NoContent();
    }

    /// <summary>An administrator signs somebody out everywhere, after a phone was lost; who did it is kept.</summary>
    public async Task<IResult> EndAllOf(string userid, CurrentUser by)
    {
        var now = time.GetUtcNow();
        var ended = await db.Write(async tx =>
        {
            if (await tx.Staff.ByUserid(userid) is null)
            {
                return (int?)null;
            }

            await tx.Audit.Add(new(Ids.New(now), now, by.Userid, "sessions.end", userid, null, userid));
            return await tx.Sessions.CloseAllOf(userid);
        });
        if (ended is not { } sessions)
        {
            return Refusals.NotFound();
        }

        log.SignedOut(digests.Of(userid), sessions);
        return Results.NoContent();
    }

    async Task<IResult> Enter(HttpContext http, string userid, string returnTo, DateTimeOffset now)
    {
        var staff = await db.Read(tx => tx.Staff.ByUserid(userid));
        if (staff is null)
        {
            try
            {
                staff = await directory.Meet(userid) is { } spelled ? await db.Read(tx => tx.Staff.ByUserid(spelled)) : null;
            }
            catch (NotLearnedException broken)
            {
                return Later(broken.Message);
            }
        }

        if (staff is not { Active: true })
        {
            return NotOurs("this person does not work here");
        }

        var (session, device) = (SessionCookie.NewValue(), BrowserDevice.Of(http.Request.Headers.UserAgent.ToString()));
        await db.Write(async tx =>
        {
            await tx.Sessions.Close(SessionCookie.Hash(http.Request.Cookies[SessionCookie.Name] ?? ""));
            await tx.Sessions.Open(new(SessionCookie.Hash(session), staff.Userid, now, now + SessionFlow.Life, device.Kind, device.InWeCom, now));
            await tx.Sessions.Forget(now);
            await tx.SignInStates.Forget(now);
        });
        SessionCookie.Set(http.Response, SessionCookie.Name, session, SessionFlow.Life);
        log.SignedIn(digests.Of(staff.Userid));
        return Results.Redirect(returnTo);
    }

    async Task<IResult> Again(HttpContext http, string? returnTo, string state, string why)
    {
        refusals.NotSignedIn(why);
        return state.EndsWith('1')
            ? Refusals.Page(Refusals.SignInFailed, StatusCodes.Status400BadRequest)
            : await Start(http, returnTo, attempt: 1);
    }

    IResult NotOurs(string why)
    {
        refusals.NotSignedIn(why);
        return Refusals.Page(Refusals.NotYours, StatusCodes.Status404NotFound);
    }

    IResult Later(string why)
    {
        refusals.NotSignedIn(why);
        return Refusals.Page(Refusals.SignInLater, StatusCodes.Status503ServiceUnavailable);
    }

    string WeComPage(Uri back, string state) => string.Create(CultureInfo.InvariantCulture,
        $"{settings.WeCom.OpenBaseUrl}connect/oauth2/authorize?appid={Uri.EscapeDataString(settings.WeCom.CorpId)}"
        + $"&redirect_uri={Uri.EscapeDataString(back.AbsoluteUri)}&response_type=code&scope=snsapi_base&state={state}"
        + $"&agentid={settings.WeCom.AgentId}#wechat_redirect");

    /// <summary>Only a path of this service: anything else would send people, signed in, to somebody else's page.</summary>
    static string Own(string? returnTo) =>
        returnTo is ['/', not ('/' or '\\'), ..] && returnTo.Length <= LongestReturn && !returnTo.Any(char.IsControl) && !returnTo.Contains('\\')
            && Uri.TryCreate(returnTo, UriKind.Relative, out _) ? returnTo : Home;
}
