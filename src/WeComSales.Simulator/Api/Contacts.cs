using System.Globalization;
using System.Text.Json.Nodes;

namespace WeComSales.Simulator;

/// <summary>Members and departments (D90196, D90201, D90208): only the visible range, and never mobile, e-mail or avatar, as for every app made since 2022-06-20.</summary>
sealed class Contacts(World world)
{
    public ApiAnswer Get(ApiRequest call)
    {
        if (call.Query("userid") is not { } userId || !world.Company.People.TryGetValue(userId, out var person) || !person.Active)
        {
            return new Refusal(60111, "userid not found");
        }

        return world.Company.Sees(person) ? ApiAnswer.Ok([.. Fields(person)]) : new Refusal(60011, "no privilege to access/modify contact/party/agent");
    }

    /// <summary>user/list: full details of one department, without those below it.</summary>
    public ApiAnswer List(ApiRequest call) => InDepartment(call, person =>
    {
        var json = new JsonObject();
        foreach (var (name, value) in Fields(person))
        {
            json[name] = value;
        }

        return json;
    });

    public ApiAnswer SimpleList(ApiRequest call) => InDepartment(call, person => new JsonObject
    {
        ["userid"] = person.UserId, ["name"] = person.Name, ["department"] = new JsonArray([.. person.Departments]),
    });

    /// <summary>user/list_id (D96067): everybody, whoever may see the app; for the secret of 通讯录同步 alone. The cursor is a place in the order.</summary>
    public ApiAnswer Ids(ApiRequest call)
    {
        if (!call.App.IsContactSync)
        {
            return new Refusal(48002, "api forbidden");
        }

        var limit = (int)Math.Clamp(call.Json.Long("limit") ?? 10_000, 1, 10_000);
        var from = int.TryParse(call.Json.Text("cursor"), CultureInfo.InvariantCulture, out var place) ? place : 0;
        var rows = world.Company.People.Values.Where(person => person.Active)
            .SelectMany(person => person.Departments.Select(id => (person.UserId, Department: id)))
            .OrderBy(row => row.UserId, StringComparer.Ordinal).ToList();
        return ApiAnswer.Ok(
            ("dept_user", new JsonArray([.. rows.Skip(from).Take(limit).Select(row => new JsonObject { ["userid"] = row.UserId, ["department"] = row.Department })])),
            ("next_cursor", from + limit < rows.Count ? $"{from + limit}" : ""));
    }

    public ApiAnswer Departments(ApiRequest call) => Below(call, "department", Full);

    public ApiAnswer DepartmentIds(ApiRequest call) =>
        Below(call, "department_id", department => new JsonObject { ["id"] = department.Id, ["parentid"] = department.ParentId, ["order"] = 1 });

    public ApiAnswer Department(ApiRequest call) => Found(call.Query("id"), out var department)
        ? ApiAnswer.Ok(("department", Full(department)))
        : new Refusal(60003, "department not found");

    /// <summary>agent/get (D90227): who may see the app.</summary>
    public ApiAnswer Agent(ApiRequest call) => call.Query("agentid") != call.App.AgentId.ToString(CultureInfo.InvariantCulture)
        ? new Refusal(301002, "agentid does not belong to the token")
        : ApiAnswer.Ok(
            ("agentid", call.App.AgentId), ("name", call.App.Name), ("close", 0),
            ("allow_userinfos", new JsonObject { ["user"] = new JsonArray() }),
            ("allow_partys", new JsonObject { ["partyid"] = new JsonArray([.. world.Company.VisibleDepartments]) }),
            ("allow_tags", new JsonObject { ["tagid"] = new JsonArray() }),
            ("redirect_domain", world.Options.TrustedDomains is { } domains ? domains is [var first, ..] ? first : "" : world.ServiceUrl?.Authority ?? ""));

    ApiAnswer InDepartment(ApiRequest call, Func<Person, JsonObject> show) => Found(call.Query("department_id"), out var department)
        ? ApiAnswer.Ok(("userlist", new JsonArray([.. world.Company.People.Values.Where(one => one.Active && one.Departments.Contains(department.Id)).Select(show)])))
        : new Refusal(60003, "department not found");

    ApiAnswer Below(ApiRequest call, string name, Func<Department, JsonObject> show)
    {
        if (call.Query("id") is { } id && !Found(id, out _))
        {
            return new Refusal(60003, "department not found");
        }

        var top = call.Query("id") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 1;
        return ApiAnswer.Ok((name, new JsonArray([.. world.Company.Departments.Values
            .Where(one => world.Company.Sees(one.Id) && world.Company.AncestorsOf(one.Id).Contains(top)).Select(show)])));
    }

    bool Found(string? id, out Department department)
    {
        department = null!;
        return int.TryParse(id, CultureInfo.InvariantCulture, out var number) && world.Company.Departments.TryGetValue(number, out department!) && world.Company.Sees(number);
    }

    static JsonObject Full(Department department) => new()
    {
        ["id"] = department.Id, ["name"] = department.Name, ["parentid"] = department.ParentId, ["order"] = 1, ["department_leader"] = JsonReading.ToArray(department.Leaders),
    };

    IEnumerable<(string, JsonNode?)> Fields(Person person) =>
    [
        ("userid", person.UserId), ("name", person.Name), ("department", new JsonArray([.. person.Departments])), ("order", new JsonArray([.. person.Departments.Select(_ => (JsonNode)0)])),
        ("position", person.Position), ("is_leader_in_dept", new JsonArray([.. person.Departments.Select(id => (JsonNode)(world.Company.Departments[id].Leaders.Contains(person.UserId) ? 1 : 0))])),
        ("direct_leader", JsonReading.ToArray(VisibleLeader(person))), ("main_department", person.Departments[0]), ("status", 1), ("alias", ""), ("telephone", ""),
    ];

    IEnumerable<string> VisibleLeader(Person person) =>
        person.DirectLeader is { } id && world.Company.People.TryGetValue(id, out var leader) && world.Company.Sees(leader) ? [id] : [];
}
