namespace WeComSales.Domain;

/// <summary>Where a guard looks: the clause or the message of a match, or the few characters before or behind it.</summary>
enum GuardScope { Clause, Message, Before, Behind }

/// <summary>A condition beside a pattern: something that must or must not be near.</summary>
/// <param name="Reach">Most characters between the match and the thing, for <see cref="GuardScope.Before"/> and <see cref="GuardScope.Behind"/>.</param>
readonly record struct Guard(bool Wanted, GuardScope Scope, int Reach, int Slot);

/// <summary>One line of a rule file.</summary>
/// <param name="Turns">True when a negator in front of or inside the match turns the polarity.</param>
/// <param name="Cue">True for a hint that only the learned part hears.</param>
/// <param name="Own">True for a word of the company, which stands whatever was learned.</param>
/// <param name="Why">What a reader of the card or of <c>--explain</c> sees.</param>
sealed record Rule(string Label, Polarity Polarity, bool Turns, bool Cue, bool Own, IReadOnlyList<Guard> Guards, bool AtClauseStart, bool AtClauseEnd, string Why)
{
    /// <summary>The reason when a negator turned the polarity.</summary>
    public string WhyTurned { get; } = Why + "，有否定词";
}

/// <summary>One place of a compiled pattern. The place before it has the number before it.</summary>
readonly record struct RuleStep(int Rule, bool First, bool Last, int Gap, bool Crossing, bool Evidence);

/// <summary>A rule that matched: indices into the folded text, end exclusive.</summary>
readonly record struct RuleMatch(int Rule, int Start, int End, int EvidenceStart, int EvidenceEnd, int Negators);
