using System.Text.Json;
using static WeComSales.Simulator.Refusal;

namespace WeComSales.Simulator;

/// <summary>message/update_template_card (D94888): one code, one change, for the people named.</summary>
sealed class CardUpdates(World world, CardRules rules)
{
    public ApiAnswer Update(ApiRequest call)
    {
        var json = call.Json;
        var code = json.Text("response_code") ?? "";
        var sent = world.Codes.Find(code);
        if ((Target(call, sent) ?? Who(json) ?? Change(call, sent!)) is { } refusal)
        {
            return refusal;
        }

        world.Codes.Spend(code);
        var named = json.Number("atall") == 1 ? [.. sent!.Cards.Keys] : json.Texts("userids").Concat(InParties(json)).ToList();
        var reached = sent!.Cards.Where(pair => named.Contains(pair.Key, StringComparer.OrdinalIgnoreCase)).ToList();
        foreach (var (userId, card) in reached)
        {
            Apply(card, json.Member("template_card"), json.Member("button").Text("replace_name"));
            world.Feed.Tell(world.Company.AppChat(userId).Id);
        }

        var missed = json.Texts("userids").Where(id => !reached.Exists(pair => pair.Key.Equals(id, StringComparison.OrdinalIgnoreCase)));
        return ApiAnswer.Ok(("invaliduser", JsonReading.ToArray(missed.Select(id => id.ToLowerInvariant()))));
    }

    /// <summary>A whole new card, or grey buttons with this text.</summary>
    public static void Apply(Card card, JsonElement? next, string? replaceName)
    {
        if (next is { } content)
        {
            card.Replace(content);
        }
        else
        {
            card.GreyButtons(replaceName!);
        }
    }

    static Refusal? Target(ApiRequest call, SentCard? sent) => call.Json.Number("agentid") is not { } agentId
        ? new Refusal(40056, "invalid agentid")
        : Unless(agentId == call.App.AgentId, 301002, "agentid does not belong to the token")
            ?? Unless(sent is not null, 60140, "response_code is unknown, used or expired")
            ?? Unless(sent!.AgentId == agentId, 42015, "the card belongs to another app")
            ?? Unless(!sent.Recalled, 42016, "task_id does not exist");

    // Arrays here, although message/send takes strings with |: a known trap.
    static Refusal? Who(JsonElement json) =>
        First(["userids", "partyids", "tagids"], name => Unless(json.Member(name) is null or { ValueKind: JsonValueKind.Array }, 40035, $"{name} is no array"))
        ?? Unless(json.Items("userids").Count + json.Items("partyids").Count + json.Items("tagids").Count > 0 || json.Number("atall") == 1, 82001, "nobody named")
        ?? Unless(json.Items("userids").Count <= 1000, 40032, "more than 1000 users")
        ?? Unless(json.Items("partyids").Count <= 100, 82002, "more than 100 parties")
        ?? Unless(json.Items("tagids").Count <= 100, 82003, "more than 100 tags");

    Refusal? Change(ApiRequest call, SentCard sent)
    {
        if (call.Json.Member("template_card") is { } card)
        {
            call.Warnings.AddRange(CardAdvice.For(card));
            return rules.Check(card);
        }

        return Unless(call.Json.Member("button").Text("replace_name") is not null, 40063, "neither button.replace_name nor template_card")
            ?? Unless(sent.Interactive, 42031, "only cards with buttons can have them replaced");
    }

    IEnumerable<string> InParties(JsonElement json)
    {
        var parties = json.Items("partyids").Where(id => id.ValueKind == JsonValueKind.Number).Select(id => id.GetInt32()).ToHashSet();
        return world.Company.People.Values.Where(person => person.Departments.SelectMany(world.Company.AncestorsOf).Any(parties.Contains)).Select(person => person.UserId);
    }
}
