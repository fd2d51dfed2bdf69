using System.Text.Json;
using System.Text.Json.Nodes;
using static WeComSales.Simulator.Refusal;

namespace WeComSales.Simulator;

/// <summary>Who is meant by touser, toparty and totag, and who of them is out of reach.</summary>
sealed class Receivers(World world)
{
    public sealed record Named(IReadOnlyList<Person> People, IReadOnlyList<string> Unlicensed, IReadOnlyList<string> InvalidUsers, IReadOnlyList<string> InvalidParties, IReadOnlyList<string> InvalidTags)
    {
        /// <summary>The fields of the answer, as |-strings and userids in lower case.</summary>
        public IEnumerable<(string, JsonNode?)> Fields =>
            new (string Name, IReadOnlyList<string> Ids)[]
            {
                ("invaliduser", [.. InvalidUsers.Select(id => id.ToLowerInvariant())]), ("invalidparty", InvalidParties), ("invalidtag", InvalidTags),
                ("unlicenseduser", [.. Unlicensed.Select(id => id.ToLowerInvariant())]),
            }.Where(list => list.Ids.Count > 0).Select(list => (list.Name, (JsonNode?)string.Join('|', list.Ids)));
    }

    public static Refusal? CheckShape(JsonElement json)
    {
        var (users, parties, tags) = (Split(json, "touser"), Split(json, "toparty"), Split(json, "totag"));
        return First(["touser", "toparty", "totag"], name => Unless(json.Member(name) is null or { ValueKind: JsonValueKind.String }, 40035, $"{name} is no string"))
            ?? Unless(users.Count + parties.Count + tags.Count > 0, 82001, "touser, toparty and totag are all empty")
            ?? Unless(users.Count <= 1000, 40032, "more than 1000 users")
            ?? Unless(parties.Count <= 100, 82002, "more than 100 parties")
            ?? Unless(tags.Count <= 100, 82003, "more than 100 tags");
    }

    public Named Find(JsonElement json)
    {
        var company = world.Company;
        var users = Split(json, "touser");
        var everybody = users is ["@all"];
        var direct = everybody ? company.People.Values : users.Select(id => company.People.GetValueOrDefault(id)).OfType<Person>();
        var parties = Split(json, "toparty").ToLookup(id => int.TryParse(id, out var party) && company.Departments.ContainsKey(party) && company.Sees(party));
        var inParties = company.People.Values.Where(person => person.Departments.SelectMany(company.AncestorsOf).Any(id => parties[true].Contains($"{id}")));
        var reachable = direct.Concat(inParties).Where(person => person.Active && company.Sees(person)).DistinctBy(person => person.UserId).ToList();
        var invalid = everybody ? [] : users.Where(id => !reachable.Exists(person => person.UserId.Equals(id, StringComparison.OrdinalIgnoreCase)));
        return new(
            [.. reachable.Where(person => person.Licensed)],
            [.. reachable.Where(person => !person.Licensed).Select(person => person.UserId)],
            [.. invalid],
            [.. parties[false]],
            Split(json, "totag"));
    }

    static List<string> Split(JsonElement json, string name) =>
        [.. (json.Text(name) ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
