namespace WeComSales.WeCom;

/// <summary>What stands in the way of sending a card: the code with which WeCom would refuse it, and the field.</summary>
public sealed record CardFault(int Errcode, string Field);

/// <summary>A card cut to the limits, and the faults that cutting cannot mend. It may be sent when there are none.</summary>
public sealed record FittedCard(TemplateCard Card, IReadOnlyList<CardFault> Faults)
{
    /// <summary>True when WeCom will take it.</summary>
    public bool IsComplete => Faults.Count == 0;
}

/// <summary>
/// The limits of a card's fields, in characters. WeCom advises them and does not say whether it cuts or refuses, so we cut.
/// Keys and ids are never cut, they would come back as others.
/// </summary>
public sealed record CardLimits
{
    const int Lines = 6, Jumps = 3, Paragraphs = 4, MenuItems = 3, Buttons = 6, Options = 10, Ticks = 20, Selects = 3;
    const int ButtonText = 10, KeynameText = 5, QuestionBytes = 200, Attachment = 2, Question = 3;
    const double NarrowestImage = 1.3, WidestImage = 2.25;

    /// <summary>Cards of an app (D90236).</summary>
    public static CardLimits App { get; } = new();

    /// <summary>Cards of a smart bot (D101032): shorter texts, no attachment lines, and links that ask the bot.</summary>
    public static CardLimits Bot { get; } = new()
    {
        SourceDesc = 13, Title = 26, Desc = 30, Figure = 10, FigureDesc = 15, SubTitle = 112, LineValue = 26, JumpTitle = 13,
        ParagraphTitle = 26, ParagraphDesc = 112, OptionText = 10, TickText = 11, IsBot = true,
    };

    int SourceDesc { get; init; } = 20;
    int Title { get; init; } = 36;
    int Desc { get; init; } = 44;
    int Figure { get; init; } = 14;
    int FigureDesc { get; init; } = 22;
    int SubTitle { get; init; } = 160;
    int LineValue { get; init; } = 30;
    int JumpTitle { get; init; } = 18;
    int ParagraphTitle { get; init; } = 38;
    int ParagraphDesc { get; init; } = 160;
    int OptionText { get; init; } = 16;
    int TickText { get; init; } = 17;
    int SelectTitle { get; init; } = 13;
    bool IsBot { get; init; }

    /// <summary>Cuts every text by whole characters with an ellipsis inside the limit, shortens every list, and names what is missing. Fitting twice changes nothing.</summary>
    public FittedCard Fit(TemplateCard card)
    {
        var headed = card with
        {
            Source = card.Source is { } source ? source with { Desc = Cut(source.Desc, SourceDesc) } : null,
            MainTitle = Fit(card.MainTitle, Title, Desc),
        };
        TemplateCard fitted = headed switch
        {
            TemplateCard.TextNotice notice => Fit(notice),
            TemplateCard.NewsNotice news => Fit(news),
            TemplateCard.ButtonInteraction buttons => Fit(buttons),
            TemplateCard.VoteInteraction vote => Fit(vote),
            TemplateCard.MultipleInteraction multiple => Fit(multiple),
            _ => throw new NotSupportedException($"No card is called {card.GetType().Name}."),
        };
        return new(fitted, CardFaults.Of(fitted));
    }

    TemplateCard.TextNotice Fit(TemplateCard.TextNotice card) => card with
    {
        ActionMenu = Fit(card.ActionMenu),
        EmphasisContent = Fit(card.EmphasisContent, Figure, FigureDesc),
        SubTitleText = Cut(card.SubTitleText, SubTitle),
        HorizontalContentList = Fit(card.HorizontalContentList),
        JumpList = Fit(card.JumpList),
    };

    TemplateCard.NewsNotice Fit(TemplateCard.NewsNotice card) => card with
    {
        ActionMenu = Fit(card.ActionMenu),
        CardImage = card.CardImage is { AspectRatio: { } ratio } image
            ? image with { AspectRatio = Math.Clamp(ratio, NarrowestImage, WidestImage) }
            : card.CardImage,
        VerticalContentList = card.VerticalContentList is { } paragraphs
            ? [.. paragraphs.Take(Paragraphs).Select(paragraph => new CardParagraph(Cut(paragraph.Title, ParagraphTitle)!, Cut(paragraph.Desc, ParagraphDesc)))]
            : null,
        HorizontalContentList = Fit(card.HorizontalContentList),
        JumpList = Fit(card.JumpList),
    };

    TemplateCard.ButtonInteraction Fit(TemplateCard.ButtonInteraction card) => card with
    {
        ActionMenu = Fit(card.ActionMenu),
        SubTitleText = Cut(card.SubTitleText, SubTitle),
        HorizontalContentList = Fit(card.HorizontalContentList),
        ButtonSelection = card.ButtonSelection is { } selection ? Fit(selection) : null,
        ButtonList = [.. card.ButtonList.Take(Buttons).Select(button => button with { Text = Cut(button.Text, ButtonText)! })],
        ReplaceText = Cut(card.ReplaceText, ButtonText),
    };

    TemplateCard.VoteInteraction Fit(TemplateCard.VoteInteraction card) => card with
    {
        Checkbox = card.Checkbox with
        {
            OptionList = [.. card.Checkbox.OptionList.Take(Ticks).Select(option => option with { Text = Cut(option.Text, TickText)! })],
        },
        SubmitButton = Fit(card.SubmitButton),
        ReplaceText = Cut(card.ReplaceText, ButtonText),
    };

    TemplateCard.MultipleInteraction Fit(TemplateCard.MultipleInteraction card) => card with
    {
        SelectList = [.. card.SelectList.Take(Selects).Select(Fit)],
        SubmitButton = Fit(card.SubmitButton),
        ReplaceText = Cut(card.ReplaceText, ButtonText),
    };

    CardSelect Fit(CardSelect select)
    {
        CardOption[] options = [.. select.OptionList.Take(Options).Select(option => option with { Text = Cut(option.Text, OptionText)! })];
        return select with
        {
            Title = Cut(select.Title, SelectTitle),
            OptionList = options,
            SelectedId = options.Any(option => option.Id == select.SelectedId) ? select.SelectedId : null,
        };
    }

    // A bot has no attachment lines: the name of the file stays, as text.
    CardLine[]? Fit(IReadOnlyList<CardLine>? lines) => lines is null ? null :
    [
        .. lines.Take(Lines)
            .Select(line => IsBot && line.Type == Attachment ? line with { Type = null, MediaId = null } : line)
            .Select(line => line with { Keyname = Cut(line.Keyname, KeynameText)!, Value = Cut(line.Value, LineValue) }),
    ];

    // Only a bot can be asked.
    CardJump[]? Fit(IReadOnlyList<CardJump>? jumps) => jumps is null ? null :
    [
        .. jumps.Where(jump => IsBot || jump.Type != Question).Take(Jumps).Select(jump => jump with
        {
            Title = Cut(jump.Title, JumpTitle)!,
            Question = jump.Question is { } question ? TextLimit.Bytes(question, QuestionBytes) : null,
        }),
    ];

    static CardMenu? Fit(CardMenu? menu) => menu is null ? null : menu with { ActionList = [.. menu.ActionList.Take(MenuItems)] };

    static CardSubmit Fit(CardSubmit submit) => submit with { Text = Cut(submit.Text, ButtonText)! };

    static CardTitle? Fit(CardTitle? title, int titleLimit, int descLimit) =>
        title is null ? null : new(Cut(title.Title, titleLimit), Cut(title.Desc, descLimit));

    static string? Cut(string? text, int limit) => text is null ? null : TextLimit.Chars(text, limit);
}
