using System.Text.Json;

namespace WeComSales.Simulator;

/// <summary>A photograph of a card: it stays as it was when somebody looked, like a phone that has not heard of an update yet. Tapping an old one is tapping on a second device.</summary>
public sealed class CardView(Card card)
{
    readonly JsonElement content = card.Content;

    internal Card Card => card;

    public string UserId { get; } = card.UserId;

    public string TaskId { get; } = card.TaskId;

    /// <summary>1 when it arrived, one more with each update.</summary>
    public int Version { get; } = card.Version;

    public string Kind => content.Text("card_type") ?? "";

    public string Source => content.Member("source").Text("desc") ?? "";

    public string Title => content.Member("main_title").Text("title") ?? "";

    public string Desc => content.Member("main_title").Text("desc") ?? "";

    public string SubTitle => content.Text("sub_title_text") ?? "";

    public (string Title, string Desc) Emphasis => (content.Member("emphasis_content").Text("title") ?? "", content.Member("emphasis_content").Text("desc") ?? "");

    public (string Title, string Text) Quote => (content.Member("quote_area").Text("title") ?? "", content.Member("quote_area").Text("quote_text") ?? "");

    /// <summary>Where a tap on the card itself leads.</summary>
    public string? Url => content.Member("card_action").Text("url");

    public IReadOnlyList<CardRow> Rows { get; } =
        [.. card.Content.Items("horizontal_content_list").Select(row => new CardRow(row.Text("keyname") ?? "", row.Text("value") ?? "", row.Text("url")))];

    public IReadOnlyList<CardLink> Links { get; } =
        [.. card.Content.Items("jump_list").Select(link => new CardLink(link.Text("title") ?? "", link.Text("url")))];

    /// <summary>Buttons that can still be tapped; empty once they were replaced.</summary>
    public IReadOnlyList<CardButton> Buttons { get; } = ButtonsOf(card);

    public IReadOnlyList<CardButton> Menu { get; } = card.Content.Member("action_menu") is { } menu
        ? [.. menu.Items("action_list").Select(item => new CardButton(item.Text("text") ?? "", item.Text("key") ?? "", null))]
        : [];

    public IReadOnlyList<CardQuestion> Questions { get; } = [.. CardQuestion.Of(card)];

    /// <summary>The one question of a card that has one.</summary>
    public CardQuestion Selection => Questions.Count > 0 ? Questions[0] : throw new InvalidOperationException($"The card '{Title}' has nothing to choose.");

    /// <summary>The grey text that took the buttons' place.</summary>
    public string? ReplacedBy { get; } = card.ReplacedBy;

    /// <summary>The value of the row with this name, or null.</summary>
    public string? Row(string name) => Rows.FirstOrDefault(row => row.Name == name)?.Value;

    public override string ToString() => JsonSerializer.Serialize(content, JsonReading.Pretty);

    static IReadOnlyList<CardButton> ButtonsOf(Card card) => card.ReplacedBy is not null ? []
        : card.Content.Member("submit_button") is { } submit ? [Button(submit)]
        : [.. card.Content.Items("button_list").Select(Button)];

    static CardButton Button(JsonElement button) => new(button.Text("text") ?? "", button.Text("key") ?? "", button.Number("type") == 1 ? button.Text("url") : null);
}

public sealed record CardRow(string Name, string Value, string? Url);

public sealed record CardLink(string Title, string? Url);

/// <summary>A button; with a url it opens a page instead of calling back.</summary>
public sealed record CardButton(string Text, string Key, string? Url);

/// <summary>A drop-down or the checkboxes of a vote.</summary>
public sealed record CardQuestion(string Key, string Title, IReadOnlyList<CardOption> Options, IReadOnlyList<string> ChosenIds, bool Many, bool Disabled)
{
    /// <summary>The words of what is chosen, joined by 、.</summary>
    public string Chosen => string.Join('、', Options.Where(option => ChosenIds.Contains(option.Id)).Select(option => option.Text));

    internal static IEnumerable<CardQuestion> Of(Card card)
    {
        foreach (var drop in card.Content.Items("select_list").Concat(card.Content.Member("button_selection") is { } one ? [one] : []))
        {
            var options = OptionsOf(drop);
            var first = drop.Text("selected_id") ?? (options.Count > 0 ? options[0].Id : null);
            yield return Make(card, drop, options, first is null ? [] : [first], many: false);
        }

        if (card.Content.Member("checkbox") is { } box)
        {
            var ticked = box.Items("option_list").Where(option => option.Member("is_checked") is { ValueKind: JsonValueKind.True }).Select(option => option.Text("id") ?? "");
            yield return Make(card, box, OptionsOf(box), [.. ticked], many: box.Number("mode") == 1);
        }
    }

    static CardQuestion Make(Card card, JsonElement question, IReadOnlyList<CardOption> options, IReadOnlyList<string> preset, bool many)
    {
        var key = question.Text("question_key") ?? "";
        return new(key, question.Text("title") ?? "", options, card.Chosen.GetValueOrDefault(key) ?? preset, many,
            question.Member("disable") is { ValueKind: JsonValueKind.True });
    }

    static IReadOnlyList<CardOption> OptionsOf(JsonElement question) =>
        [.. question.Items("option_list").Select(option => new CardOption(option.Text("id") ?? "", option.Text("text") ?? ""))];
}

public sealed record CardOption(string Id, string Text);
