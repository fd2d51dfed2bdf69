using WeComSales.Domain;

namespace WeComSales.People;

public static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var auth = app.MapGroup("/auth").ForAnyone().ExcludeFromDescription();
        auth.MapGet("/start", (HttpContext http, SignIn signIn, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "return")] string? returnTo) =>
            Private(http, signIn.Start(http, returnTo, attempt: 0)));
        auth.MapGet("/callback", (HttpContext http, SignIn signIn, string? code, string? state) =>
            Private(http, signIn.Return(http, code, state)));
        auth.MapPost("/end", (HttpContext http, SignIn signIn) => Private(http, signIn.End(http)));
        app.MapPost("/api/me/sign-out", (HttpContext http, CurrentUser user, SignIn signIn) => Private(http, signIn.EndAll(http, user)))
            .ForStaff().WithTags("people");
        app.MapPost("/api/admin/roles/{userid}/sign-out", (string userid, CurrentUser user, SignIn signIn) => signIn.EndAllOf(userid, user))
            .ForRoles(Role.Admin).WithTags("admin");
    }

    /// <summary>Nothing on the way may be kept, and the code may not travel on as a referrer.</summary>
    static Task<IResult> Private(HttpContext http, Task<IResult> answer)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return answer;
    }
}
