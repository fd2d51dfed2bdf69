using System.Text.Json.Nodes;

namespace WeComSales.Simulator;

public sealed partial class Phone
{
    /// <summary>Taps a button of this photograph of a card; an old one is a second device that has not heard of the update. A button that opens a page calls nobody.</summary>
    public Task Tap(CardView card, string button)
    {
        var tapped = card.Buttons.FirstOrDefault(one => one.Text == button)
            ?? throw new InvalidOperationException($"The card '{card.Title}' has no button '{button}', but: {string.Join('、', card.Buttons.Select(one => one.Text))}");
        return tapped.Url is null ? Tapped(card, tapped.Key, "template_card_event") : Task.CompletedTask;
    }

    /// <summary>Taps ⋮ on a card and then this item.</summary>
    public Task TapMenu(CardView card, string item)
    {
        var tapped = card.Menu.FirstOrDefault(one => one.Text == item)
            ?? throw new InvalidOperationException($"The menu of the card '{card.Title}' has no '{item}'.");
        return Tapped(card, tapped.Key, "template_card_menu_event");
    }

    /// <summary>Chooses an option (several: one call each on a vote that allows it) and returns the card as it looks then.</summary>
    public CardView Select(CardView card, string option, string? question = null)
    {
        lock (world.Gate)
        {
            var live = new CardView(card.Card);
            var asked = live.Questions.FirstOrDefault(one => !one.Disabled && (question is null || one.Title == question) && one.Options.Any(o => o.Text == option))
                ?? throw new InvalidOperationException($"The card '{card.Title}' offers no '{option}', but: {string.Join('、', live.Questions.SelectMany(one => one.Options).Select(one => one.Text))}");
            var id = asked.Options.First(one => one.Text == option).Id;
            card.Card.Chosen[asked.Key] = !asked.Many ? [id]
                : asked.ChosenIds.Contains(id) ? [.. asked.ChosenIds.Where(one => one != id)]
                : [.. asked.ChosenIds, id];
            world.Feed.Tell(AppChat.Id);
            return new CardView(card.Card);
        }
    }

    Task Tapped(CardView card, string key, string @event)
    {
        var group = GroupOf(card.Card);
        return group is null ? Raise(TapXml(card, key, @event), @event, card.Card) : ToBot(group, BotEvent(group, card, key, @event), card.Card);
    }

    string TapXml(CardView card, string key, string @event)
    {
        lock (world.Gate)
        {
            var sent = new SentCard(world.Options.AgentId, card.TaskId, card.Kind, CardsOfTask(card.TaskId));
            var chosen = @event == "template_card_event" ? ChosenIn(card) : [];
            return EventXml.Write(world, Owner.UserId, "event",
                ("Event", @event), ("EventKey", key), ("TaskId", card.TaskId), ("CardType", card.Kind), ("ResponseCode", world.Codes.Issue(sent)), ("AgentID", world.Options.AgentId),
                ("SelectedItems", chosen.Count == 0 ? null : EventXml.Group([.. chosen.Select(one => ("SelectedItem", (object?)EventXml.Group(
                    ("QuestionKey", one.Key), ("OptionIds", EventXml.Group([.. one.Ids.Select(id => ("OptionId", (object?)id))])))))])));
        }
    }

    // What was chosen on the live card, or what this photograph shows where an update took the question away.
    static List<(string Key, IReadOnlyList<string> Ids)> ChosenIn(CardView card) =>
        [.. card.Questions.Select(question => (question.Key, card.Card.Chosen.GetValueOrDefault(question.Key) ?? question.ChosenIds))];

    Dictionary<string, Card> CardsOfTask(string taskId) =>
        world.Company.Chats.Values.Where(chat => chat.Kind == ChatKind.App).SelectMany(chat => chat.Messages).SelectMany(message => message.Cards.Values)
            .Where(card => card.TaskId == taskId).ToDictionary(card => card.UserId);

    Chat? GroupOf(Card card)
    {
        lock (world.Gate)
        {
            return world.Company.Chats.Values.FirstOrDefault(chat => chat.Kind == ChatKind.Group && chat.Messages.Exists(message => message.Cards.Values.Contains(card)));
        }
    }

    string BotEvent(Chat chat, CardView card, string key, string @event)
    {
        var tap = new JsonObject { ["card_type"] = card.Kind, ["event_key"] = key, ["task_id"] = card.TaskId };
        if (@event == "template_card_event" && ChosenIn(card) is { Count: > 0 } chosen)
        {
            tap["selected_items"] = new JsonObject
            {
                ["selected_item"] = new JsonArray([.. chosen.Select(one => new JsonObject
                {
                    ["question_key"] = one.Key,
                    ["option_ids"] = new JsonObject { ["option_id"] = JsonReading.ToArray(one.Ids) },
                })]),
            };
        }

        return BotJson(chat, "event", json =>
        {
            json["create_time"] = world.Now.ToUnixTimeSeconds();
            json["event"] = new JsonObject { ["eventtype"] = "template_card_event", ["template_card_event"] = tap };
        });
    }
}
