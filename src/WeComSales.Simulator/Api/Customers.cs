using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace WeComSales.Simulator;

/// <summary>externalcontact/…: customers of members in the visible range who may have some (D92114, D92113, D92994, D92571, D92117).</summary>
sealed class Customers(World world)
{
    const int FollowersPerPage = 500;

    public ApiAnswer FollowUsers(ApiRequest call) =>
        ApiAnswer.Ok(("follow_user", JsonReading.ToArray(world.Company.People.Values.Where(MayHaveCustomers).Select(person => person.UserId))));

    /// <summary>84061 also means that the member simply has none.</summary>
    public ApiAnswer List(ApiRequest call)
    {
        if (Member(call.Query("userid"), out var person) is { } refusal)
        {
            return refusal;
        }

        var ids = Of(person!.UserId).Select(pair => pair.Customer.ExternalUserId).ToList();
        return ids.Count == 0 ? new Refusal(84061, "not external contact") : ApiAnswer.Ok(("external_userid", JsonReading.ToArray(ids)));
    }

    public ApiAnswer Get(ApiRequest call)
    {
        if (call.Query("external_userid") is not { } id || !world.Company.Customers.TryGetValue(id, out var customer))
        {
            return new Refusal(40096, "invalid external userid");
        }

        var followers = customer.Follows.Values.Where(follow => world.Company.People.TryGetValue(follow.UserId, out var person) && MayHaveCustomers(person)).ToList();
        if (followers.Count == 0)
        {
            return new Refusal(84061, "not external contact");
        }

        if (!TryCursor(call.Query("cursor"), out var start))
        {
            return new Refusal(41035, "invalid cursor");
        }

        var page = followers.Skip(start).Take(FollowersPerPage).Select(follow => Follow(follow, details: true)).ToArray();
        var answer = ApiAnswer.Ok(("external_contact", Contact(customer)), ("follow_user", new JsonArray(page)));
        if (start + FollowersPerPage < followers.Count)
        {
            answer.Json!["next_cursor"] = Cursor(start + FollowersPerPage);
        }

        return answer;
    }

    /// <summary>externalcontact/batch/get_by_user: follow_info carries tag ids only, without personal tags.</summary>
    public ApiAnswer Batch(ApiRequest call)
    {
        var users = call.Json.Texts("userid_list");
        var limit = call.Json.Number("limit") ?? 50;
        if ((Refusal.Unless(users.Count is >= 1 and <= 100, 40031, "userid_list has 1 to 100 members") ?? Refusal.Unless(limit is >= 1 and <= 100, 40058, "limit is 1 to 100")
            ?? Refusal.First(users, user => Member(user, out _))) is { } wrong)
        {
            return wrong;
        }

        if (!TryCursor(call.Json.Text("cursor"), out var start))
        {
            return new Refusal(41035, "invalid cursor");
        }

        var rows = users.SelectMany(Of).ToList();
        var page = rows.Skip(start).Take(limit).Select(row => new JsonObject { ["external_contact"] = Contact(row.Customer), ["follow_info"] = Follow(row.Follow, details: false) });
        return ApiAnswer.Ok(("external_contact_list", new JsonArray([.. page])), ("next_cursor", start + limit < rows.Count ? Cursor(start + limit) : ""));
    }

    public ApiAnswer Tags(ApiRequest call)
    {
        var (tags, groups) = (call.Json.Texts("tag_id"), call.Json.Texts("group_id"));
        var all = tags.Count + groups.Count == 0;
        var asked = world.Company.TagGroups.Where(group => all || groups.Contains(group.Id) || group.Tags.Any(tag => tags.Contains(tag.Id)));
        return ApiAnswer.Ok(("tag_group", new JsonArray([.. asked.Select(group => new JsonObject
        {
            ["group_id"] = group.Id, ["group_name"] = group.Name, ["create_time"] = 1700000000, ["order"] = 0, ["deleted"] = false,
            ["tag"] = new JsonArray([.. group.Tags.Where(tag => all || groups.Contains(group.Id) || tags.Contains(tag.Id)).Select(tag => new JsonObject
            {
                ["id"] = tag.Id, ["name"] = tag.Name, ["create_time"] = 1700000000, ["order"] = 0, ["deleted"] = false,
            })]),
        })])));
    }

    bool MayHaveCustomers(Person person) => person is { Active: true, ContactsCustomers: true } && world.Company.Sees(person);

    Refusal? Member(string? userId, out Person? person)
    {
        person = userId is null ? null : world.Company.People.GetValueOrDefault(userId);
        return Refusal.Unless(person is { Active: true }, 60111, "userid not found") ?? Refusal.Unless(MayHaveCustomers(person!), 84074, "no permission for external contact");
    }

    IEnumerable<(Customer Customer, Follow Follow)> Of(string userId) =>
        world.Company.Customers.Values.Where(customer => customer.Follows.ContainsKey(userId)).Select(customer => (customer, customer.Follows[userId]));

    static JsonObject Contact(Customer customer) => new()
    {
        ["external_userid"] = customer.ExternalUserId, ["name"] = customer.Name, ["type"] = 1, ["gender"] = 0, ["avatar"] = "",
    };

    JsonObject Follow(Follow follow, bool details)
    {
        var json = new JsonObject
        {
            ["userid"] = follow.UserId, ["remark"] = follow.Remark, ["description"] = follow.Description, ["createtime"] = follow.Since.ToUnixTimeSeconds(),
            ["remark_corp_name"] = follow.RemarkCorp, ["remark_mobiles"] = JsonReading.ToArray(follow.Mobiles), ["oper_userid"] = follow.UserId, ["add_way"] = follow.AddWay,
            [details ? "tags" : "tag_id"] = details ? new JsonArray([.. follow.TagIds.Select(Tag)]) : JsonReading.ToArray(follow.TagIds),
        };
        if (follow.State is { } state)
        {
            json["state"] = state;
        }

        return json;
    }

    JsonObject Tag(string id)
    {
        var group = world.Company.TagGroups.First(group => group.Tags.Any(tag => tag.Id == id));
        return new() { ["group_name"] = group.Name, ["tag_name"] = group.Tags.First(tag => tag.Id == id).Name, ["tag_id"] = id, ["type"] = 1 };
    }

    static string Cursor(int start) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"at{start.ToString(CultureInfo.InvariantCulture)}"));

    static bool TryCursor(string? cursor, out int start)
    {
        start = 0;
        var bytes = new byte[32];
        return cursor is null
            || (Convert.TryFromBase64String(cursor, bytes, out var length) && length > 2
                && int.TryParse(Encoding.ASCII.GetString(bytes, 2, length - 2), CultureInfo.InvariantCulture, out start));
    }
}
