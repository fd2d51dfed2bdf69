namespace WeComSales.WeCom;

/// <summary>Where a card comes from. Colour of the words: 0 grey, 1 black, 2 red, 3 green.</summary>
public sealed record CardSource(string? Desc, string? IconUrl = null, int? DescColor = null);

/// <summary>A title and what stands below it; also the emphasised figure and its meaning.</summary>
public sealed record CardTitle(string? Title, string? Desc = null);

/// <summary>A quotation. Type 0 leads nowhere, 1 to the url, 2 to a mini program.</summary>
public sealed record CardQuote(string? QuoteText, string? Title = null, int? Type = null, string? Url = null, string? Appid = null, string? Pagepath = null);

/// <summary>One line of name and value. Type 0 or null is text, 1 opens the url, 2 the file (value is its name), 3 the member.</summary>
public sealed record CardLine(string Keyname, string? Value, int? Type = null, string? Url = null, string? MediaId = null, string? Userid = null);

/// <summary>A paragraph of a news card.</summary>
public sealed record CardParagraph(string Title, string? Desc = null);

/// <summary>A line at the foot that leads elsewhere. Type 0 leads nowhere, 1 to the url, 2 to a mini program, 3 asks the bot (bots only).</summary>
public sealed record CardJump(string Title, int? Type = null, string? Url = null, string? Appid = null, string? Pagepath = null, string? Question = null);

/// <summary>Where a tap on the card leads: type 1 the url, 2 a mini program.</summary>
public sealed record CardAction(int Type, string? Url = null, string? Appid = null, string? Pagepath = null)
{
    /// <summary>A tap opens this page.</summary>
    public static CardAction Open(string url) => new(1, url);
}

/// <summary>The menu in the corner.</summary>
public sealed record CardMenu(string? Desc, IReadOnlyList<CardMenuItem> ActionList);

/// <summary>An entry of the menu in the corner; the key comes back in template_card_menu_event.</summary>
public sealed record CardMenuItem(string Text, string Key);

/// <summary>The picture of a news card. The ratio of width to height lies between 1.3 and 2.25.</summary>
public sealed record CardImage(string Url, double? AspectRatio = null);

/// <summary>A picture with words at its right.</summary>
public sealed record CardImageText(
    string ImageUrl, string? Title = null, string? Desc = null, int? Type = null, string? Url = null, string? Appid = null, string? Pagepath = null);

/// <summary>A button. Style 1 to 4; type 0 or null calls back with the key, 1 opens the url.</summary>
public sealed record CardButton(string Text, string? Key, int? Style = null, int? Type = null, string? Url = null);

/// <summary>A drop-down list; its key and the chosen id come back with the tap. <paramref name="Disable"/> works only in updates.</summary>
public sealed record CardSelect(string QuestionKey, string? Title, IReadOnlyList<CardOption> OptionList, string? SelectedId = null, bool? Disable = null);

/// <summary>One choice of a list; <paramref name="IsChecked"/> only in a <see cref="CardCheckbox"/>.</summary>
public sealed record CardOption(string Id, string Text, bool? IsChecked = null);

/// <summary>A list to tick. Mode 0 one choice, 1 several.</summary>
public sealed record CardCheckbox(string QuestionKey, IReadOnlyList<CardOption> OptionList, int? Mode = null, bool? Disable = null);

/// <summary>The button that sends what was chosen.</summary>
public sealed record CardSubmit(string Text, string Key);
