using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeComSales.WeCom;

/// <summary>A template card of one of five kinds (D90236, D101032). Goes through <see cref="CardLimits.Fit"/> before it is sent.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "card_type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(TextNotice), "text_notice")]
[JsonDerivedType(typeof(NewsNotice), "news_notice")]
[JsonDerivedType(typeof(ButtonInteraction), "button_interaction")]
[JsonDerivedType(typeof(VoteInteraction), "vote_interaction")]
[JsonDerivedType(typeof(MultipleInteraction), "multiple_interaction")]
public abstract record TemplateCard
{
    /// <summary>Letters, digits and <c>_-@</c>, at most 128 bytes, unique per app for ever. Needed by cards that call back.</summary>
    public string? TaskId { get; init; }

    /// <summary>Where the card comes from.</summary>
    public CardSource? Source { get; init; }

    /// <summary>Title of at most 36 characters and description of at most 44.</summary>
    public CardTitle? MainTitle { get; init; }

    /// <summary>The JSON of the card, raw UTF-8, the same bytes for the same card.</summary>
    public byte[] ToJson() => WireJson.Write(this, WireJson.Types.TemplateCard);

    /// <summary>Reads a card; null when it is not one of the five kinds.</summary>
    public static TemplateCard? FromJson(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, WireJson.Types.TemplateCard);
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException) // the latter for a card without card_type
        {
            return null;
        }
    }

    /// <summary>Words, a figure and links. It must lead somewhere.</summary>
    public sealed record TextNotice : TemplateCard
    {
        public CardMenu? ActionMenu { get; init; }

        public CardQuote? QuoteArea { get; init; }

        /// <summary>A figure of at most 14 characters and its meaning of at most 22.</summary>
        public CardTitle? EmphasisContent { get; init; }

        /// <summary>At most 160 characters.</summary>
        public string? SubTitleText { get; init; }

        public IReadOnlyList<CardLine>? HorizontalContentList { get; init; }

        public IReadOnlyList<CardJump>? JumpList { get; init; }

        public CardAction? CardAction { get; init; }
    }

    /// <summary>A picture with words. It must lead somewhere.</summary>
    public sealed record NewsNotice : TemplateCard
    {
        public CardMenu? ActionMenu { get; init; }

        public CardQuote? QuoteArea { get; init; }

        public CardImageText? ImageTextArea { get; init; }

        public CardImage? CardImage { get; init; }

        public IReadOnlyList<CardParagraph>? VerticalContentList { get; init; }

        public IReadOnlyList<CardLine>? HorizontalContentList { get; init; }

        public IReadOnlyList<CardJump>? JumpList { get; init; }

        public CardAction? CardAction { get; init; }
    }

    /// <summary>Up to six buttons and one drop-down list.</summary>
    public sealed record ButtonInteraction : TemplateCard
    {
        public CardMenu? ActionMenu { get; init; }

        public CardQuote? QuoteArea { get; init; }

        /// <summary>At most 160 characters.</summary>
        public string? SubTitleText { get; init; }

        public IReadOnlyList<CardLine>? HorizontalContentList { get; init; }

        public CardAction? CardAction { get; init; }

        public CardSelect? ButtonSelection { get; init; }

        public required IReadOnlyList<CardButton> ButtonList { get; init; }

        /// <summary>In an update: all buttons turn grey and read so.</summary>
        public string? ReplaceText { get; init; }
    }

    /// <summary>One list to tick and a button to send it.</summary>
    public sealed record VoteInteraction : TemplateCard
    {
        public required CardCheckbox Checkbox { get; init; }

        public required CardSubmit SubmitButton { get; init; }

        /// <summary>In an update: the button turns grey and reads so.</summary>
        public string? ReplaceText { get; init; }
    }

    /// <summary>Up to three drop-down lists and a button to send them.</summary>
    public sealed record MultipleInteraction : TemplateCard
    {
        public required IReadOnlyList<CardSelect> SelectList { get; init; }

        public required CardSubmit SubmitButton { get; init; }

        /// <summary>In an update: the button turns grey and reads so.</summary>
        public string? ReplaceText { get; init; }
    }
}
