using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using static WeComSales.Simulator.Refusal;

namespace WeComSales.Simulator;

/// <summary>What WeCom refuses in a template card, with the codes of its error page (D90236, D90313). Reads the raw JSON, so that a wrong field name cannot hide behind a shared record.</summary>
sealed partial class CardRules(Func<string, bool> mediaExists, Func<string, bool> personExists)
{
    const int KeyBytes = 1024;
    static readonly string[] kinds = ["text_notice", "news_notice", "button_interaction", "vote_interaction", "multiple_interaction"];

    /// <summary>True for the kinds that call back by themselves; notices do so only with a menu.</summary>
    public static bool CallsBack(JsonElement card) =>
        card.Text("card_type") is "button_interaction" or "vote_interaction" or "multiple_interaction" || card.Member("action_menu") is not null;

    public static bool IsTaskId(string? taskId) => taskId is not null && TaskIdPattern().IsMatch(taskId);

    /// <summary>The first fault, or null. Whether the task_id is free is the sender's business.</summary>
    public Refusal? Check(JsonElement card, bool bot = false) =>
        Unless(kinds.Contains(card.Text("card_type")), 42031, "card_type")
        ?? Source(card) ?? Menu(card) ?? Quote(card) ?? Rows(card, bot) ?? Links(card, bot) ?? Action(card)
        ?? card.Text("card_type") switch
        {
            "text_notice" => Unless(HasTitle(card) || card.Text("sub_title_text") is not null, 40063, "main_title.title and sub_title_text are both empty"),
            "news_notice" => Title(card) ?? News(card),
            "button_interaction" => Title(card) ?? ButtonSelection(card) ?? Buttons(card),
            "vote_interaction" => Title(card) ?? Checkbox(card) ?? Submit(card),
            _ => Title(card) ?? Selects(card) ?? Submit(card),
        };

    [GeneratedRegex(@"\A[0-9A-Za-z_\-@]{1,128}\z")]
    private static partial Regex TaskIdPattern();

    static bool HasTitle(JsonElement card) => card.Member("main_title").Text("title") is not null;

    static Refusal? Title(JsonElement card) => Unless(HasTitle(card), 40063, "main_title.title is empty");

    static Refusal? Source(JsonElement card) =>
        Unless(card.Member("source") is not { } source || source.Member("desc_color") is null || source.Number("desc_color") is >= 0 and <= 3, 40058, "source.desc_color");

    static Refusal? Menu(JsonElement card)
    {
        if (card.Member("action_menu") is not { } menu)
        {
            return null;
        }

        var items = menu.Items("action_list");
        return Unless(items.Count is >= 1 and <= 3, 40058, "action_menu.action_list has 1 to 3 items")
            ?? First(items, item => Unless(item.Text("text") is not null, 42038, "action_list.text"))
            ?? Unless(DistinctKeys(items, "key"), 42051, "action_list.key");
    }

    static Refusal? Quote(JsonElement card) => card.Member("quote_area") is { } quote ? Target(quote, "quote_area", 0, 1, 2) : null;

    Refusal? Rows(JsonElement card, bool bot)
    {
        var rows = card.Items("horizontal_content_list");
        return Unless(rows.Count <= 6, 42035, "horizontal_content_list has at most 6 rows") ?? First(rows, row =>
            Unless(row.Text("keyname") is not null, 42027, "horizontal_content_list.keyname")
            ?? (row.Number("type") ?? 0) switch
            {
                0 => null,
                1 => Unless(row.Text("url") is not null, 42028, "horizontal_content_list.url"),
                2 when !bot => Unless(row.Text("media_id") is not null, 42029, "horizontal_content_list.media_id")
                    ?? Unless(mediaExists(row.Text("media_id")!), 40007, "invalid media_id"),
                3 => Unless(row.Text("userid") is { } userId && personExists(userId), 42050, "horizontal_content_list.userid"),
                _ => new Refusal(40058, "horizontal_content_list.type"),
            });
    }

    static Refusal? Links(JsonElement card, bool bot)
    {
        var links = card.Items("jump_list");
        return Unless(links.Count <= 3, 42042, "jump_list has at most 3 items")
            ?? First(links, link => Unless(link.Text("title") is not null, 42033, "jump_list.title")
                ?? (bot && link.Number("type") == 3 ? null : Target(link, "jump_list", 0, 1, 2)));
    }

    static Refusal? Action(JsonElement card)
    {
        var required = card.Text("card_type") is "text_notice" or "news_notice";
        return card.Member("card_action") is not { } action
            ? Unless(!required, 42045, "card_action missing")
            : Unless(action.Number("type") is 1 or 2 || (!required && action.Number("type") is null or 0), 42045, "card_action.type") ?? Target(action, "card_action", 0, 1, 2);
    }

    static Refusal? News(JsonElement card)
    {
        var image = card.Member("card_image");
        var side = card.Member("image_text_area");
        var columns = card.Items("vertical_content_list");
        return Unless(image is not null || side is not null, 42044, "card_image or image_text_area is needed")
            ?? Unless(image is null || image.Text("url") is not null, 42044, "card_image.url")
            ?? Unless(image?.Member("aspect_ratio") is not { } ratio || (ratio.TryGetDouble(out var value) && value is > 1.3 - 1e-9 and < 2.25), 40058, "card_image.aspect_ratio")
            ?? Unless(side is null || side.Text("image_url") is not null, 42044, "image_text_area.image_url")
            ?? (side is { } area ? Target(area, "image_text_area", 0, 1, 2) : null)
            ?? Unless(columns.Count <= 4, 42036, "vertical_content_list has at most 4 items")
            ?? First(columns, column => Unless(column.Text("title") is not null, 42033, "vertical_content_list.title"));
    }

    static Refusal? Buttons(JsonElement card)
    {
        var buttons = card.Items("button_list");
        return Unless(buttons.Count > 0, 42019, "button_list is empty")
            ?? Unless(buttons.Count <= 6, 40058, "button_list has at most 6 buttons")
            ?? First(buttons, button => Unless(button.Text("text") is not null, 42038, "button_list.text")
                ?? Unless((button.Number("style") ?? 1) is >= 1 and <= 4, 40058, "button_list.style")
                ?? Unless((button.Number("type") ?? 0) is 0 or 1, 40058, "button_list.type")
                ?? Unless(button.Number("type") != 1 || button.Text("url") is not null, 42028, "button_list.url"))
            ?? Unless(DistinctKeys(buttons.Where(button => button.Number("type") != 1), "key"), 42039, "button_list.key");
    }

    static Refusal? ButtonSelection(JsonElement card) => card.Member("button_selection") is { } question ? Question(question, 10) : null;

    static Refusal? Selects(JsonElement card)
    {
        var questions = card.Items("select_list");
        return Unless(questions.Count is >= 1 and <= 3, 42047, "select_list has 1 to 3 questions")
            ?? Unless(DistinctKeys(questions, "question_key"), 42043, "select_list.question_key")
            ?? First(questions, question => Question(question, 10));
    }

    static Refusal? Checkbox(JsonElement card) => card.Member("checkbox") is not { } box
        ? new Refusal(42043, "checkbox missing")
        : Question(box, 20) ?? Unless((box.Number("mode") ?? 0) is 0 or 1, 40058, "checkbox.mode");

    static Refusal? Question(JsonElement question, int most)
    {
        var options = question.Items("option_list");
        return Unless(IsKey(question.Text("question_key"), KeyBytes), 42043, "question_key")
            ?? Unless(options.Count >= 1 && options.Count <= most, 42037, $"option_list has 1 to {most} options")
            ?? Unless(DistinctKeys(options, "id", 128), 42040, "option_list.id")
            ?? First(options, option => Unless(option.Text("text") is not null, 42041, "option_list.text"))
            ?? Unless(question.Text("selected_id") is not { } chosen || options.Any(option => option.Text("id") == chosen), 42040, "selected_id is no option");
    }

    static Refusal? Submit(JsonElement card)
    {
        var submit = card.Member("submit_button");
        return Unless(submit.Text("text") is not null, 42049, "submit_button.text") ?? Unless(IsKey(submit.Text("key"), KeyBytes), 42046, "submit_button.key");
    }

    static Refusal? Target(JsonElement holder, string name, params ReadOnlySpan<int> types) => (holder.Number("type") ?? 0) switch
    {
        var type when !types.Contains(type) => new Refusal(40058, $"{name}.type"),
        1 => Unless(holder.Text("url") is not null, 42028, $"{name}.url"),
        2 => Unless(holder.Text("appid") is not null, 42030, $"{name}.appid"),
        _ => null,
    };

    static bool DistinctKeys(IEnumerable<JsonElement> items, string name, int bytes = KeyBytes)
    {
        var keys = items.Select(item => item.Text(name)).ToList();
        return keys.TrueForAll(key => IsKey(key, bytes)) && keys.Distinct().Count() == keys.Count;
    }

    static bool IsKey(string? key, int bytes) => key is not null && Encoding.UTF8.GetByteCount(key) <= bytes;
}
