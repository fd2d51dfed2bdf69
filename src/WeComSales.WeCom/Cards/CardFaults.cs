using System.Buffers;
using System.Text;

namespace WeComSales.WeCom;

/// <summary>What WeCom would refuse in a card that is already cut to size, by the codes of its error list (D90313, 42014 to 42051).</summary>
static class CardFaults
{
    const int TaskIdBytes = 128, OptionIdBytes = 128, KeyBytes = 1024, Link = 1, MiniProgram = 2, File = 2, Member = 3, Invalid = 40058;
    static readonly SearchValues<char> taskId = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-@");

    public static CardFault[] Of(TemplateCard card) => [.. TaskId(card), .. card switch
    {
        TemplateCard.TextNotice notice => Notice(notice),
        TemplateCard.NewsNotice news => News(news),
        TemplateCard.ButtonInteraction buttons => Buttons(buttons),
        TemplateCard.VoteInteraction vote => Vote(vote),
        TemplateCard.MultipleInteraction multiple => Multiple(multiple),
        _ => [],
    }];

    static IEnumerable<CardFault> TaskId(TemplateCard card)
    {
        var needed = card switch
        {
            TemplateCard.TextNotice notice => notice.ActionMenu is not null,
            TemplateCard.NewsNotice news => news.ActionMenu is not null,
            _ => true,
        };
        return When(
            card.TaskId is null ? needed : card.TaskId.Length is 0 or > TaskIdBytes || card.TaskId.AsSpan().ContainsAnyExcept(taskId), 42014, "task_id");
    }

    static IEnumerable<CardFault> Notice(TemplateCard.TextNotice card) =>
    [
        .. When(string.IsNullOrEmpty(card.MainTitle?.Title) && string.IsNullOrEmpty(card.SubTitleText), Invalid, "main_title.title"),
        .. Action(card.CardAction, required: true), .. Menu(card.ActionMenu), .. Lines(card.HorizontalContentList), .. Jumps(card.JumpList),
    ];

    static IEnumerable<CardFault> News(TemplateCard.NewsNotice card) =>
    [
        .. When(string.IsNullOrEmpty(card.MainTitle?.Title), Invalid, "main_title.title"),
        .. When(card.CardImage is null && card.ImageTextArea is null, 42044, "card_image"),
        .. When(card.CardImage is { Url: "" }, 42044, "card_image.url"),
        .. When(card.ImageTextArea is { ImageUrl: "" }, 42044, "image_text_area.image_url"),
        .. (card.VerticalContentList ?? []).SelectMany(paragraph => When(paragraph.Title.Length == 0, 42033, "vertical_content_list.title")),
        .. Action(card.CardAction, required: true), .. Menu(card.ActionMenu), .. Lines(card.HorizontalContentList), .. Jumps(card.JumpList),
    ];

    static IEnumerable<CardFault> Buttons(TemplateCard.ButtonInteraction card) =>
    [
        .. Title(card), .. Action(card.CardAction, required: false), .. Menu(card.ActionMenu), .. Lines(card.HorizontalContentList),
        .. card.ButtonSelection is { } selection ? Select(selection, "button_selection") : [],
        .. When(card.ButtonList.Count == 0, 42019, "button_list"),
        .. card.ButtonList.SelectMany(button => (CardFault[])
        [
            .. When(button.Text.Length == 0, 42038, "button_list.text"),
            .. button.Type == Link
                ? When(string.IsNullOrEmpty(button.Url), 42028, "button_list.url")
                : When(!IsKey(button.Key, KeyBytes), 42039, "button_list.key"),
        ]),
        .. Repeated(card.ButtonList.Select(button => button.Key), 42018, "button_list.key"),
    ];

    static IEnumerable<CardFault> Vote(TemplateCard.VoteInteraction card) =>
    [
        .. Title(card), .. When(!IsKey(card.Checkbox.QuestionKey, KeyBytes), 42043, "checkbox.question_key"),
        .. Options(card.Checkbox.OptionList, "checkbox"), .. Submit(card.SubmitButton),
    ];

    static IEnumerable<CardFault> Multiple(TemplateCard.MultipleInteraction card) =>
    [
        .. Title(card), .. When(card.SelectList.Count == 0, 42047, "select_list"),
        .. card.SelectList.SelectMany(select => Select(select, "select_list")),
        .. Repeated(card.SelectList.Select(select => select.QuestionKey), 42043, "select_list.question_key"), .. Submit(card.SubmitButton),
    ];

    static IEnumerable<CardFault> Title(TemplateCard card) => When(string.IsNullOrEmpty(card.MainTitle?.Title), Invalid, "main_title.title");

    static IEnumerable<CardFault> Select(CardSelect select, string field) =>
        [.. When(!IsKey(select.QuestionKey, KeyBytes), 42043, $"{field}.question_key"), .. Options(select.OptionList, field)];

    static IEnumerable<CardFault> Options(IReadOnlyList<CardOption> options, string field) =>
    [
        .. When(options.Count == 0, 42037, $"{field}.option_list"),
        .. When(options.Any(option => !IsKey(option.Id, OptionIdBytes)), 42040, $"{field}.option_list.id"),
        .. When(options.Any(option => option.Text.Length == 0), 42041, $"{field}.option_list.text"),
        .. Repeated(options.Select(option => option.Id), 42040, $"{field}.option_list.id"),
    ];

    static IEnumerable<CardFault> Submit(CardSubmit submit) =>
        [.. When(submit.Text.Length == 0, 42049, "submit_button.text"), .. When(!IsKey(submit.Key, KeyBytes), 42046, "submit_button.key")];

    static IEnumerable<CardFault> Action(CardAction? action, bool required) => action switch
    {
        null => When(required, 42045, "card_action"),
        { Type: Link } => When(string.IsNullOrEmpty(action.Url), 42028, "card_action.url"),
        { Type: MiniProgram } => When(string.IsNullOrEmpty(action.Appid), 42030, "card_action.appid"),
        _ => When(required || action.Type != 0, 42045, "card_action.type"),
    };

    static IEnumerable<CardFault> Menu(CardMenu? menu) => menu is null ? [] :
    [
        .. When(menu.ActionList.Count == 0 || menu.ActionList.Any(item => !IsKey(item.Key, KeyBytes)), 42039, "action_menu.action_list.key"),
        .. When(menu.ActionList.Any(item => item.Text.Length == 0), 42038, "action_menu.action_list.text"),
        .. Repeated(menu.ActionList.Select(item => item.Key), 42051, "action_menu.action_list.key"),
    ];

    static IEnumerable<CardFault> Lines(IReadOnlyList<CardLine>? lines) => (lines ?? []).SelectMany(line => (CardFault[])
    [
        .. When(line.Keyname.Length == 0, 42027, "horizontal_content_list.keyname"),
        .. When(line.Type == Link && string.IsNullOrEmpty(line.Url), 42028, "horizontal_content_list.url"),
        .. When(line.Type == File && string.IsNullOrEmpty(line.MediaId), 42029, "horizontal_content_list.media_id"),
        .. When(line.Type == Member && string.IsNullOrEmpty(line.Userid), 42050, "horizontal_content_list.userid"),
    ]);

    static IEnumerable<CardFault> Jumps(IReadOnlyList<CardJump>? jumps) => (jumps ?? []).SelectMany(jump => (CardFault[])
    [
        .. When(jump.Title.Length == 0, 42033, "jump_list.title"),
        .. When(jump.Type == Link && string.IsNullOrEmpty(jump.Url), 42028, "jump_list.url"),
        .. When(jump.Type == MiniProgram && string.IsNullOrEmpty(jump.Appid), 42030, "jump_list.appid"),
    ]);

    static bool IsKey(string? key, int maxBytes) => key is { Length: > 0 } && Encoding.UTF8.GetByteCount(key) <= maxBytes;

    static IEnumerable<CardFault> Repeated(IEnumerable<string?> keys, int errcode, string field)
    {
        string[] given = [.. keys.OfType<string>()];
        return When(given.Distinct(StringComparer.Ordinal).Count() < given.Length, errcode, field);
    }

    static IEnumerable<CardFault> When(bool fault, int errcode, string field) => fault ? [new(errcode, field)] : [];
}
