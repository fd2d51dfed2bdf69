using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Tests.Sidebar;

/// <summary>One request with somebody else's ids: in the path, the query, or a body that would be taken if the thing were one's own.</summary>
sealed record Attempt(string Route, HttpMethod Method, string Path, object? Body);

/// <summary>An answer besides the refusal that is right, and why.</summary>
/// <param name="Route">METHOD /path, or where it begins.</param>
/// <param name="Roles">Null for everybody.</param>
sealed record Right(string Route, Role[]? Roles, int[] Answers, string Why);

/// <summary>
/// Every route of the API and of the files × every role × somebody else's object, made from the routes themselves (goal 19). What is not listed here is
/// reported: a write without a body that it would take, a reading route without ids whose query nobody has thought about, an answer other than the refusal.
/// </summary>
sealed partial class Matrix(House house, Foreign foreign)
{
    /// <summary>Bodies that each write takes from whom its object belongs to; several where several ids are in it.</summary>
    Dictionary<string, object?[]> Bodies => new()
    {
        ["POST /api/customers/{id}/reading"] = [new { text = "价格太高", opportunityInView = "opp-ct" }],
        ["POST /api/customers/{id}/notes"] = [new { id = foreign.Draft, text = "价格太高" }],
        ["POST /api/customers/{id}/messages/reading"] = [new { messages = new[] { Foreign.Message } }],
        ["POST /api/customers/{id}/messages/notes"] = [new { id = Desk.NewId(), messages = new[] { Foreign.Message } }],
        ["POST /api/customers/{id}/follow-ups"] = [new { id = foreign.FollowUp, goal = "报价" }, new { id = Desk.NewId(), goal = "报价", opportunityId = "opp-ct" }],
        ["POST /api/customers/{id}/visits"] = [new { id = foreign.Visit, learned = "预算" }, new { id = Desk.NewId(), learned = "预算", opportunityId = foreign.Opportunity }],
        ["POST /api/customers/{id}/stage-moves"] = [new { id = Desk.NewId(), opportunityId = foreign.Opportunity, stage = "提案" }],
        ["POST /api/customers/{id}/opportunities"] = [new { id = foreign.Opportunity, title = "项目" }],
        ["POST /api/customers/{id}/support-requests"] = [new { id = foreign.Support, what = "报价" }, new { id = Desk.NewId(), what = "报价", opportunityId = "opp-ct" }],
        ["PUT /api/customers/{id}/next-contact"] = [new { opportunityId = "opp-ct", at = house.WeCom.Clock.GetUtcNow().AddDays(1) }],
        ["PUT /api/customers/{id}/typed/{form}"] = [new { text = "草稿" }],
        ["DELETE /api/customers/{id}/typed/{form}"] = [null],
        ["POST /api/drafts/{id}/confirm"] = [new { customerName = "客户" }],
        ["POST /api/drafts/{id}/discard"] = [null],
        ["POST /api/drafts/{id}/restore"] = [null],
        ["PUT /api/visits/{id}/photo"] = [new { }],
        ["POST /api/support-requests/{id}/answer"] = [new { id = Desk.NewId(), answer = "好的" }],
        ["POST /api/stalls/{id}/answers"] =
        [
            new { answer = "asked" }, new { answer = "urged" }, new { answer = "supporting" }, new { answer = "handled" },
            new { answer = "handed", to = "chenmo" }, new { answer = "postponed", days = 1, reason = "客户出差" },
        ],
        ["POST /api/briefs/{id}/link"] = [null],
        ["PUT /api/brief-recipients/{departmentId}"] = [new { userid = Foreign.Staff, wanted = true }, new { userid = "chenmo", wanted = true }],
        ["DELETE /api/me/sessions/{id}"] = [null],
        ["POST /api/me/sign-out"] = [null],
        ["POST /api/counter/recommendations"] =
        [
            new { id = foreign.Recommendation, memberCode = Foreign.Member, productCode = Foreign.Product },
            new { id = Desk.NewId(), memberCode = Foreign.Member, productCode = Foreign.Product, turnId = foreign.Turn },
        ],
        ["PUT /api/counter/recommendations/{id}/reaction"] = [new { reaction = "问价格" }],
        ["POST /api/counter/recommendations/{id}/undo"] = [new { }],
        ["POST /api/counter/service-records"] = [new { id = foreign.Record, memberCode = Foreign.Member, said = "让再看看" }],
        ["POST /api/counter/service-records/{id}/done"] = [new { }],
        ["POST /api/counter/speech"] = [new { text = "让再看看" }],
        ["POST /api/counter/turns"] = [new { id = Desk.NewId(), badge = foreign.BadgeCode }],
        ["POST /api/counter/lock"] = [null],
        ["POST /api/counter/badges"] = [new { id = Desk.NewId(), userid = Foreign.Staff }],
        ["POST /api/counter/badges/{id}/revoke"] = [null],
    };

    /// <summary>Queries with somebody else's ids.</summary>
    Dictionary<string, string[]> Queries => new()
    {
        ["GET /api/customers/{id}/messages"] = [$"?chat=linxiao~{Foreign.Customer}&before=2027-01-01T00:00:00Z&beforeSeq=0", $"?chat=linxiao~{Foreign.Customer}~{Foreign.Own}&before=2027-01-01T00:00:00Z&beforeSeq=0"],
        ["GET /api/customers/{id}/timeline"] = ["?search=机密", "?before=2027-01-01T00:00:00Z&beforeId=z"],
        ["GET /api/stalls/lines"] = [$"?team={foreign.Department}", "?stage=初步接触", "?after=0_0_opp-ct"],
        ["GET /api/briefs"] = [$"?before=9999-12-31/{foreign.Brief}"],
        ["GET /api/briefs/{id}/entries"] = [$"?figure=notes&userid={Foreign.Staff}"],
        ["GET /api/looks"] = [$"?beforeId={foreign.Note}"],
        ["GET /api/js-config"] = ["?url=https%3A%2F%2Felsewhere.example%2F"],
        ["GET /api/counter/products"] = ["?search=机密"],
        ["GET /api/admin/erasures/found"] = [$"?externalUserid={Foreign.Customer}", $"?memberCode={Foreign.Member}"],
        ["GET /api/admin/roles"] = [$"?search={Foreign.Staff}"],
        ["GET /files/briefs/{id}"] = ["", foreign.Link("zhoulei").Split('/')[^1][foreign.Brief.Length..^1] + "x", foreign.Link("chenmo").Split('/')[^1][foreign.Brief.Length..]],
    };

    /// <summary>Routes that read without any id: about whoever asks, or the company's.</summary>
    static readonly string[] withoutIds =
    [
        "GET /api/me", "GET /api/me/sessions", "GET /api/today", "GET /api/labels", "GET /api/act-choices", "GET /api/quick-replies", "GET /api/brief-recipients",
        "GET /api/team", "GET /api/stalls", "GET /api/counter", "GET /api/counter/badges", "GET /api/counter/conversions", "GET /api/admin/erasures",
        "GET /api/admin/counter-lists", "GET /api/lexicon", "GET /api/lexicon/versions", "GET /api/lexicon/export", "GET /api/lexicon/proposals",
        "GET /api/stall-rules", "GET /api/stall-rules/calendar", "GET /api/operations", "GET /api/jobs",
    ];

    /// <summary>The company's settings: administrators change them by right, everybody else is refused by role, whatever the body says.</summary>
    static readonly string[] settings = ["/api/admin/", "/api/operations", "/api/jobs", "/api/lexicon", "/api/stall-rules"];

    static readonly Role[] counter = [Role.Clerk, Role.StoreManager];

    static readonly Right[] rights =
    [
        .. withoutIds.Concat(["GET /api/briefs", "GET /api/looks"]).Select(route => new Right(route, null, [200], "about whoever asks, or the company's")),
        new("GET /api/stalls/lines", null, [200], "a filter: what is not theirs is not in it"),
        new("GET /api/counter/products", counter, [200], "the company's products"),
        new("GET /api/customers/wmOwn/timeline", [Role.Rep], [200], "their own customer"),
        new("GET /api/customers/wmOwn/messages", [Role.Rep], [200], "a chat with their own customer, in which nobody has said anything"),
        new("POST /api/customers/wmOwn/reading", [Role.Rep], [200], "their own words about their own customer; an opportunity of somebody else's is not offered"),
        new("POST /api/me/sign-out", null, [204], "their own sessions"),
        new("POST /api/counter/speech", counter, [200], "reads the words of the request and keeps nothing"),
        new("POST /api/counter/lock", counter, [200], "their own phone"),
        new("POST /api/counter/recommendations", counter, [423], "somebody else's turn: nobody has this phone in hand"),
        new("POST /api/counter/turns", counter, [400], "one answer for every badge that does not do here"),
        new("POST /api/counter/badges", [Role.StoreManager], [400], "one answer for everybody who does not work in the shop"),
        .. settings.Select(route => new Right($"GET {route}", [Role.Admin], [200], "an administrator's trade; that it shows nothing of customers is asked all the same")),
    ];

    readonly HashSet<string> told = [];

    /// <summary>The words of all refusals.</summary>
    public IReadOnlyCollection<string> Told => told;

    public int Tried { get; private set; }

    /// <returns>Everything that is not as it should be.</returns>
    public async Task<IReadOnlyList<string>> Complaints(params Role[] roles)
    {
        var complaints = Unlisted().ToList();
        foreach (var role in roles)
        {
            using var desk = await Desk.Of(house, "chenmo", role);
            foreach (var attempt in Attempts().Where(attempt => role != Role.Admin || !IsSetting(attempt)))
            {
                Tried++;
                using var answer = await desk.Send(attempt.Method, attempt.Path, attempt.Body ?? new { });
                var body = await answer.Content.ReadAsStringAsync();
                if (Complaint(role, attempt, answer.StatusCode, body) is { } complaint)
                {
                    complaints.Add($"{Roles.Word(role)} {attempt.Method} {attempt.Path}: {(int)answer.StatusCode} {complaint}");
                }
                else if (answer.StatusCode == HttpStatusCode.NotFound && attempt.Path.StartsWith("/api/", StringComparison.Ordinal))
                {
                    told.Add(body);
                }
            }
        }

        return complaints;
    }

    /// <summary>All requests; the one that ends the caller's own session comes last.</summary>
    public IEnumerable<Attempt> Attempts() =>
        Desk.Routes(house).Where(route => IsApi(route) || IsFile(route)).SelectMany(Of).OrderBy(attempt => attempt.Route.EndsWith("/me/sign-out", StringComparison.Ordinal));

    public static bool IsApi(RouteEndpoint route) => Path(route).StartsWith("/api/", StringComparison.Ordinal);

    static bool IsFile(RouteEndpoint route) => Path(route).StartsWith("/files/", StringComparison.Ordinal);

    static bool IsSetting(Attempt attempt) => (attempt.Method != HttpMethod.Get && settings.Any(attempt.Path.StartsWith))
        // Who gets a team's brief is an administrator's to say.
        || attempt.Path.StartsWith("/api/brief-recipients/", StringComparison.Ordinal);

    static string? Complaint(Role role, Attempt attempt, HttpStatusCode status, string body)
    {
        return body.Contains(Foreign.Secret, StringComparison.Ordinal) ? "tells what is somebody else's"
            : status == HttpStatusCode.NotFound ? body.Contains(Refusals.NotYours, StringComparison.Ordinal) ? null : "is refused in other words"
            : rights.Any(right => Is(right, attempt) && (right.Roles?.Contains(role) ?? true) && right.Answers.Contains((int)status)) ? null
            : "is not the refusal";
    }

    static bool Is(Right right, Attempt attempt) => right.Route == attempt.Route || right.Route == $"{attempt.Method} {attempt.Path.Split('?')[0]}"
        || (settings.Any(setting => right.Route == $"GET {setting}") && $"{attempt.Method} {attempt.Path}".StartsWith(right.Route, StringComparison.Ordinal));

    /// <summary>Routes that somebody added and about whose ids nobody has said anything.</summary>
    IEnumerable<string> Unlisted()
    {
        var (bodies, queries) = (Bodies, Queries);
        return Desk.Routes(house).Where(route => IsApi(route) || IsFile(route)).SelectMany(route => Methods(route).Select(method => (route, method, Name: Name(method, route))))
            .Where(one => !settings.Any(Path(one.route).StartsWith) || one.method == HttpMethod.Get)
            .Where(one => one.method == HttpMethod.Get
                ? one.route.RoutePattern.Parameters.Count == 0 && !queries.ContainsKey(one.Name) && !withoutIds.Contains(one.Name)
                : !bodies.ContainsKey(one.Name))
            .Select(one => one.method == HttpMethod.Get ? $"{one.Name} has no ids in its path and is not listed" : $"{one.Name} has no body here that it would take");
    }

    IEnumerable<Attempt> Of(RouteEndpoint route) =>
        from method in Methods(route)
        let name = Name(method, route)
        from path in Paths(route, name)
        from query in Queries.GetValueOrDefault(name) ?? [""]
        from body in Bodies.GetValueOrDefault(name) ?? [null]
        select new Attempt(name, method, path + query, body);

    /// <summary>The route with somebody else's ids for its parameters; and with one's own customer, where other ids are in the query or the body.</summary>
    IEnumerable<string> Paths(RouteEndpoint route, string name)
    {
        yield return WithIds(route, Foreign.Customer);
        if (name.Contains("/customers/{id}/", StringComparison.Ordinal) && !name.Contains("typed", StringComparison.Ordinal) && (Bodies.ContainsKey(name) || Queries.ContainsKey(name)))
        {
            yield return WithIds(route, Foreign.Own);
        }
    }

    string WithIds(RouteEndpoint route, string customer)
    {
        var path = Path(route);
        var id = route.RoutePattern.GetParameter("id") is null ? ""
            : path.Contains("/customers/", StringComparison.Ordinal) ? customer
            : path.Contains("/recommendations/", StringComparison.Ordinal) ? foreign.Recommendation
            : path.Contains("/service-records/", StringComparison.Ordinal) ? foreign.Record
            : path.Contains("/badges/", StringComparison.Ordinal) ? foreign.Badge
            : path.Contains("/drafts/", StringComparison.Ordinal) ? foreign.Draft
            : path.Contains("/notes/", StringComparison.Ordinal) ? foreign.Note
            : path.Contains("/visits/", StringComparison.Ordinal) ? foreign.Visit
            : path.Contains("/support-requests/", StringComparison.Ordinal) ? foreign.Support
            : path.Contains("/stalls/", StringComparison.Ordinal) ? foreign.Stall
            : path.Contains("/briefs/", StringComparison.Ordinal) ? foreign.Brief
            : path.Contains("/me/sessions/", StringComparison.Ordinal) ? foreign.Session
            : path.Contains("/opportunities/", StringComparison.Ordinal) ? "opp-ct"
            : settings.Any(path.StartsWith) ? Desk.NewId()
            : throw new InvalidOperationException($"{path}: whose id is it? This matrix does not know.");
        return Parameter().Replace(path, match => match.Groups["name"].Value switch
        {
            "id" => id,
            "userid" => Foreign.Staff,
            "form" => "note",
            "departmentId" => $"{foreign.Department}",
            // A whole code opens any member's card by right (product.md, F6), so the one that nobody has.
            "code" => "nobodys-code",
            "number" => "1",
            "year" => "2026",
            var other => throw new InvalidOperationException($"{path} has a parameter {other} that this matrix does not know."),
        });
    }

    static string Path(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    /// <summary>As the lists above name it, without constraints.</summary>
    static string Name(HttpMethod method, RouteEndpoint route) => $"{method} {Parameter().Replace(Path(route), match => $"{{{match.Groups["name"].Value}}}")}";

    static IEnumerable<HttpMethod> Methods(RouteEndpoint route) =>
        (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new HttpMethod(method));

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
