using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Tests.Sidebar;

/// <summary>Every route of the API × every role × somebody else's object (goal 19), made from the routes themselves.</summary>
public sealed partial class MatrixTests
{
    /// <summary>Whose things the ids belong to: 林晓's, whom none of the strangers below has anything to do with.</summary>
    sealed record Foreign(string Customer, string Draft, string Note, string Visit, string Support, string Staff, string Session);

    [Fact]
    public async Task Nobody_gets_somebody_elses_object_by_any_route_and_all_are_told_the_same()
    {
        await using var house = await House.Open();
        var foreign = await Fill(house);
        var routes = Desk.Routes(house).Where(IsApi).ToList();
        routes.Count.ShouldBeGreaterThan(25);
        var (leaks, told, tried) = (new List<string>(), new HashSet<string>(), 0);

        foreach (var role in Enum.GetValues<Role>())
        {
            using var desk = await Desk.Of(house, "chenmo", role);
            foreach (var (method, path) in routes.SelectMany(route => Requests(route, foreign)))
            {
                tried++;
                using var answer = await desk.Send(method, path, new { });
                var body = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode != HttpStatusCode.NotFound || body.Contains("机密", StringComparison.Ordinal))
                {
                    // A body that nobody could take is judged before whose it is; that tells nothing about the object.
                    if (answer.StatusCode != HttpStatusCode.BadRequest || body.Contains("机密", StringComparison.Ordinal))
                    {
                        leaks.Add($"{Roles.Word(role)} {method} {path}: {(int)answer.StatusCode}");
                    }
                }
                else
                {
                    told.Add(body);
                }
            }
        }

        leaks.ShouldBeEmpty();
        told.ShouldHaveSingleItem().ShouldContain(Refusals.NotYours);
        tried.ShouldBeGreaterThan(150);
    }

    [Fact]
    public async Task Who_may_only_look_has_no_route_that_changes_somebody_elses_data()
    {
        await using var house = await House.Open();
        await Fill(house);
        using var manager = await Desk.Of(house, "zhoulei");
        (await manager.Get("/api/customers/wmWang")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var writing = Desk.Routes(house).Where(IsApi).Where(route => Methods(route).Any(method => method != HttpMethod.Get))
            .Where(route => !TheirOwn.Any(route.RoutePattern.RawText!.Contains)).ToList();

        foreach (var (method, path) in writing.SelectMany(route => Requests(route, new("wmWang", "d", "n", "v", "s", "linxiao", "x"))))
        {
            if (method == HttpMethod.Get)
            {
                continue;
            }

            ((int)(await manager.Send(method, path, new { })).StatusCode).ShouldBe(404, $"{method} {path}");
        }
    }

    [Fact]
    public async Task Nobody_without_a_session_reaches_a_route_of_the_api()
    {
        await using var house = await House.Open();
        using var nobody = await Desk.Of(house, null);

        foreach (var (method, path) in Desk.Routes(house).Where(IsApi).SelectMany(route => Requests(route, new("wmWang", "d", "n", "v", "s", "linxiao", "x"))))
        {
            (await nobody.Send(method, path, new { })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path}");
        }
    }

    [Fact]
    public async Task Every_route_says_who_may_use_it()
    {
        await using var house = await House.Open();

        Access.Unguarded(Desk.Routes(house)).ShouldBeEmpty();
        Desk.Routes(house).Where(IsApi).Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null).ShouldBeEmpty();
    }

    static async Task<Foreign> Fill(House house)
    {
        using var rep = await Desk.Of(house, "linxiao");
        var note = (await rep.Post("/api/customers/wmWang/notes", new { id = Desk.NewId(), text = "机密的价格太高" })).GetProperty("noteId").GetString()!;
        var visit = (await rep.Post("/api/customers/wmWang/visits", new { id = Desk.NewId(), learned = "机密的预算" })).GetProperty("id").GetString()!;
        await rep.Put($"/api/visits/{visit}/photo", [0x89, 0x50, 0x4E, 0x47]);
        await house.Phone("林晓").Forward("机密的草稿");
        await house.Settle();
        await house.Db.Write(Elsewhere.Fill);
        var draft = (await house.Db.Read(tx => tx.NoteDrafts.OpenOf("linxiao", 1)))[0].Draft.Id;
        var support = new SupportRequest(Desk.NewId(), "wmWang", null, "机密的支援", ["zhoulei"], "linxiao", House.Start);
        await house.Db.Write(tx => tx.SupportRequests.Add(support));
        var session = (await rep.Read("/api/me/sessions")).GetProperty("items")[0].GetProperty("id").GetString()!;
        return new("wmWang", draft, note, visit, support.Id, "linxiao", session);
    }

    /// <summary>What another shop's counter holds; 陈默 stands at the counter of SH02.</summary>
    static class Elsewhere
    {
        static readonly string recommendation = Desk.NewId();
        static readonly string record = Desk.NewId();
        static readonly string badge = Desk.NewId();

        public static string IdIn(string route) => route.Contains("recommendations", StringComparison.Ordinal) ? recommendation
            : route.Contains("badges", StringComparison.Ordinal) ? badge : record;

        public static async Task Fill(Tx tx)
        {
            var hand = new CounterHand("linxiao", "linxiao", null, "SH01");
            await tx.Members.Put(new("M001", "机密", null, null, "SH01"));
            await tx.Products.Put(new("P1", "机密的商品", null, null));
            await tx.Recommendations.Add(new(recommendation, "M001", "P1", hand, House.Start, House.Start));
            await tx.ServiceRecords.Add(new(record, "M001", hand, "机密的话", "机密的话", true, [], [], [], House.Start, House.Start, House.Start));
            await tx.Badges.Add(new(badge, "hash", "linxiao", "SH01", "linxiao", House.Start));
            await tx.Staff.Put((await tx.Staff.ByUserid("chenmo"))! with { StoreCode = "SH02" }, null);
        }
    }

    static readonly string[] Settings = ["admin/quick-replies", "admin/roles", "stall-rules", "api/lexicon"];

    /// <summary>What a manager decides by right: answers to an episode that was brought to them, and who gets their own team's brief.</summary>
    static readonly string[] TheirOwn = ["stalls/{id}/answers", "brief-recipients"];

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}")]
    private static partial Regex Parameter();

    static bool IsApi(RouteEndpoint route) => route.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) == true;

    static IEnumerable<HttpMethod> Methods(RouteEndpoint route) =>
        (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new HttpMethod(method));

    /// <summary>The route with somebody else's ids in place of its parameters; routes without any are about the caller alone.</summary>
    static IEnumerable<(HttpMethod Method, string Path)> Requests(RouteEndpoint route, Foreign foreign)
    {
        var text = route.RoutePattern.RawText!;
        // Settings belong to the company: an administrator may change them, and they are nobody's object.
        if (route.RoutePattern.Parameters.Count == 0 || Settings.Any(text.Contains))
        {
            return [];
        }

        var id = text.Contains("counter", StringComparison.Ordinal) ? Elsewhere.IdIn(text)
            : text.Contains("customers", StringComparison.Ordinal) ? foreign.Customer
            : text.Contains("drafts", StringComparison.Ordinal) ? foreign.Draft
            : text.Contains("notes", StringComparison.Ordinal) ? foreign.Note
            : text.Contains("visits", StringComparison.Ordinal) ? foreign.Visit
            : text.Contains("support-requests", StringComparison.Ordinal) ? foreign.Support
            : text.Contains("me/sessions", StringComparison.Ordinal) ? foreign.Session
            : text.Contains("opportunities", StringComparison.Ordinal) ? "opp-ct" : "unknown";
        var path = Parameter().Replace("/" + text.Trim('/'), match => match.Groups["name"].Value switch
        {
            "id" => id,
            "userid" => foreign.Staff,
            "form" => "note",
            "departmentId" => "1",
            "code" => "nobodys-code",
            var other => throw new InvalidOperationException($"{text} has a parameter {other} that this matrix does not know."),
        });
        return Methods(route).Select(method => (method, path));
    }
}
