using System.Text.Json.Nodes;

namespace WeComSales.Simulator;

/// <summary>externalcontact/get_user_behavior_data (D96358): summed over the members asked for, one row a day, nothing for a day before seven in the next morning.</summary>
sealed class Behaviour(World world)
{
    static readonly TimeOnly ready = new(7, 0);

    public ApiAnswer Get(ApiRequest call)
    {
        var json = call.Json;
        var users = json.Texts("userid").Concat(InParties(json)).Distinct().ToList();
        if (users.Count == 0 || json.Items("userid").Count > 100 || json.Items("partyid").Count > 100)
        {
            return new Refusal(40058, "1 to 100 of userid or partyid");
        }

        var calendar = new BehaviourCalendar(call.Now);
        if (json.Long("start_time") is not { } from || json.Long("end_time") is not { } to || calendar.At(from).Date is var first && calendar.At(to).Date is var last
            && (first > last || last.DayNumber - first.DayNumber >= 30 || calendar.Today.DayNumber - first.DayNumber > 180 || last > calendar.Today))
        {
            return new Refusal(600018, "invalid time range");
        }

        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(day => calendar.On(first.AddDays(day))).Where(day => day.Date < calendar.Today);
        return ApiAnswer.Ok(("behavior_data", new JsonArray([.. days.Select(day => Row(users, day, IsReady(day, calendar)))])));
    }

    IEnumerable<string> InParties(System.Text.Json.JsonElement json)
    {
        var parties = json.Items("partyid").Where(id => id.ValueKind == System.Text.Json.JsonValueKind.Number).Select(id => id.GetInt32()).ToHashSet();
        return world.Company.People.Values.Where(person => person.Departments.SelectMany(world.Company.AncestorsOf).Any(parties.Contains)).Select(person => person.UserId);
    }

    static bool IsReady(BehaviourCalendar.Day day, BehaviourCalendar calendar) =>
        day.Date.AddDays(1) < calendar.Today || TimeOnly.FromDateTime(calendar.LocalNow.DateTime) >= ready;

    JsonObject Row(List<string> users, BehaviourCalendar.Day day, bool ready)
    {
        var chats = ready ? [.. world.Company.Chats.Values.Where(chat => chat.Kind == ChatKind.Customer && users.Contains(chat.Members[0]))] : new List<Chat>();
        var follows = ready ? [.. world.Company.Customers.Values.SelectMany(customer => customer.Follows.Values).Where(follow => users.Contains(follow.UserId))] : new List<Follow>();
        var said = chats.ConvertAll(chat => chat.Messages.Where(message => day.Contains(message.At)).ToList());
        var waits = said.ConvertAll(messages => FirstReply(messages, users)).OfType<TimeSpan>().ToList();
        var asked = said.Count(messages => messages.Exists(message => !users.Contains(message.From)));
        var added = follows.Count(follow => day.Contains(follow.Since));
        return new JsonObject
        {
            ["stat_time"] = day.Start.ToUnixTimeSeconds(),
            ["chat_cnt"] = said.Count(messages => messages.Exists(message => users.Contains(message.From))),
            ["message_cnt"] = said.Sum(messages => messages.Count(message => users.Contains(message.From))),
            ["reply_percentage"] = asked == 0 ? 0 : Math.Round(100.0 * waits.Count / asked, 2),
            ["avg_reply_time"] = waits.Count == 0 ? 0 : (int)Math.Ceiling(waits.Average(wait => wait.TotalMinutes)),
            ["negative_feedback_cnt"] = follows.Count(follow => follow.LostAt is { } lost && day.Contains(lost)),
            ["new_apply_cnt"] = added,
            ["new_contact_cnt"] = added,
        };
    }

    // From the customer's first message of the day to the first one that answers it.
    static TimeSpan? FirstReply(List<ChatMessage> messages, List<string> users)
    {
        var question = messages.Find(message => !users.Contains(message.From));
        var reply = question is null ? null : messages.Find(message => message.Id > question.Id && users.Contains(message.From));
        return reply is null ? null : reply.At - question!.At;
    }
}
