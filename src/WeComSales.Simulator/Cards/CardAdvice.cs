using System.Text.Json;

namespace WeComSales.Simulator;

/// <summary>What WeCom takes in silence but a careful sender avoids: texts longer than it shows, and fields it does not know. Kept as warnings beside the call.</summary>
static class CardAdvice
{
    static readonly string[] known =
    [
        "card_type", "source", "action_menu", "main_title", "quote_area", "emphasis_content", "sub_title_text", "horizontal_content_list", "jump_list", "card_action", "task_id",
        "image_text_area", "card_image", "vertical_content_list", "button_selection", "button_list", "checkbox", "select_list", "submit_button", "replace_text", "feedback",
    ];

    /// <summary>Path of the text inside a card → the number of characters that a phone shows (D90236).</summary>
    static readonly (string Holder, string Field, int Characters)[] limits =
    [
        ("source", "desc", 20), ("main_title", "title", 36), ("main_title", "desc", 44), ("emphasis_content", "title", 14), ("emphasis_content", "desc", 22),
        ("horizontal_content_list", "keyname", 5), ("horizontal_content_list", "value", 30), ("jump_list", "title", 18),
        ("vertical_content_list", "title", 38), ("vertical_content_list", "desc", 160), ("button_list", "text", 10), ("submit_button", "text", 10),
    ];

    public static IEnumerable<string> For(JsonElement card)
    {
        foreach (var field in card.EnumerateObject().Where(field => !known.Contains(field.Name)))
        {
            yield return $"unknown field {field.Name}";
        }

        var texts = limits.SelectMany(limit => Holders(card, limit.Holder).Select(holder => ($"{limit.Holder}.{limit.Field}", holder.Text(limit.Field), limit.Characters)))
            .Append(("sub_title_text", card.Text("sub_title_text"), 160))
            .Concat(Questions(card).SelectMany(question => question.Items("option_list")).Select(option => ("option_list.text", option.Text("text"), card.Member("checkbox") is null ? 16 : 17)));
        foreach (var (name, text, most) in texts)
        {
            if (text is not null && new System.Globalization.StringInfo(text).LengthInTextElements > most)
            {
                yield return $"{name} is longer than {most} characters";
            }
        }
    }

    static IEnumerable<JsonElement> Holders(JsonElement card, string name) => card.Member(name) switch
    {
        { ValueKind: JsonValueKind.Object } one => [one],
        { ValueKind: JsonValueKind.Array } => card.Items(name),
        _ => [],
    };

    static IEnumerable<JsonElement> Questions(JsonElement card) =>
        Holders(card, "button_selection").Concat(Holders(card, "select_list")).Concat(Holders(card, "checkbox"));
}
