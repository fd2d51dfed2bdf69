using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>Who is speaking: the signed-in person of a request. Routes take it as a parameter.</summary>
public sealed record CurrentUser(string Userid, string Name, Role Role)
{
    public Viewer Viewer => new(Userid, Role);

    public static ValueTask<CurrentUser?> BindAsync(HttpContext http) => ValueTask.FromResult(http.Features.Get<CurrentUser>());
}
