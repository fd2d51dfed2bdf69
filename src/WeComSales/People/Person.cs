using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>Who is signed in, as a page needs it in passing.</summary>
/// <param name="OnlyLooks">Chat text comes masked and nothing can be changed.</param>
/// <param name="Acts">Notes, follow-ups and the other acts are offered.</param>
public sealed record Person(string Userid, string Name, string Role, bool OnlyLooks, bool Acts)
{
    public static Person Of(CurrentUser user) =>
        new(user.Userid, user.Name, Roles.Word(user.Role), user.Viewer.OnlyLooks, user.Role == Domain.Role.Rep);
}
