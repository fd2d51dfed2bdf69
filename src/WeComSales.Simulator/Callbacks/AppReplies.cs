using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace WeComSales.Simulator;

/// <summary>Passive replies of the app (D90241): they reach only the one whose tap or message they answer.</summary>
sealed class AppReplies(World world, CardRules rules)
{
    static readonly string[] cardEvents = ["template_card_event", "template_card_menu_event"];
    static readonly string[] flags = ["IsChecked", "Disable"];
    static readonly string[] numbers = ["Type", "DescColor", "Style", "Mode"];

    /// <summary>Applies the reply to <paramref name="userId"/>; says why it was ignored, or null.</summary>
    public string? Take(string reply, string userId, string? @event, Card? card)
    {
        XElement xml;
        try
        {
            xml = XDocument.Parse(reply).Root!;
        }
        catch (XmlException)
        {
            return "the reply is no XML inside";
        }

        if (xml.Element("ToUserName")?.Value != userId || xml.Element("FromUserName")?.Value != world.Options.CorpId)
        {
            return "ToUserName is the member and FromUserName the corp in a reply";
        }

        lock (world.Gate)
        {
            var problem = Apply(xml, userId, @event, card);
            world.Feed.Tell(world.Company.AppChat(userId).Id);
            return problem;
        }
    }

    string? Apply(XElement xml, string userId, string? @event, Card? card)
    {
        switch (xml.Element("MsgType")?.Value)
        {
            case "text" when !cardEvents.Contains(@event):
                world.Post(world.Company.AppChat(userId), new ChatMessage
                {
                    Id = world.Company.NextMessageId(), At = world.Now, From = Chat.AppSender, Kind = Bubble.Text, Text = xml.Element("Content")?.Value ?? "",
                });
                return null;
            case "update_button" when cardEvents.Contains(@event) && xml.Element("Button")?.Element("ReplaceName")?.Value is { Length: > 0 } name:
                card!.GreyButtons(name);
                return null;
            case "update_template_card" when cardEvents.Contains(@event) && xml.Element("TemplateCard") is { } next:
                return Replace(card!, next);
            default:
                return $"a reply of this type is not taken here: {xml.Element("MsgType")?.Value}";
        }
    }

    string? Replace(Card card, XElement next)
    {
        var json = JsonSerializer.SerializeToElement(Json(next));
        if (rules.Check(json) is { } refusal)
        {
            return $"{refusal.Code} {refusal.Words}";
        }

        card.Replace(json);
        return null;
    }

    // HorizontalContentList → horizontal_content_list; a …List element repeats once per item.
    static JsonNode Json(XElement element)
    {
        if (!element.HasElements)
        {
            return flags.Contains(element.Name.LocalName) ? element.Value == "true"
                : numbers.Contains(element.Name.LocalName) && int.TryParse(element.Value, out var number) ? number
                : element.Value;
        }

        var json = new JsonObject();
        foreach (var group in element.Elements().GroupBy(child => child.Name.LocalName))
        {
            var many = group.Key.EndsWith("List", StringComparison.Ordinal);
            json[Snake(group.Key)] = many ? new JsonArray([.. group.Select(Json)]) : Json(group.First());
        }

        return json;
    }

    static string Snake(string name) => name switch
    {
        "CheckBox" => "checkbox",
        "KeyName" => "keyname",
        _ => JsonNamingPolicy.SnakeCaseLower.ConvertName(name),
    };
}
