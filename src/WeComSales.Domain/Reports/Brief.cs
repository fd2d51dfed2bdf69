namespace WeComSales.Domain;

/// <summary>One entry behind a figure.</summary>
/// <param name="Id">Of the contact (external_userid), the timeline's row, the episode or the opportunity, as the figure says.</param>
public sealed record BriefEntry(Figure Figure, string Id, string Userid);

/// <summary>One row of the table: a rep, or a team in a roll-up.</summary>
/// <param name="Key">A userid, or the id of a department.</param>
public sealed record BriefRow(string Key, string Name, Figures Figures);

/// <summary>A word and how many notes have it.</summary>
public sealed record Mention(string Word, int Notes);

/// <summary>A stage with its open opportunities, and how many came into it in the period.</summary>
public sealed record FunnelStep(string Stage, int Open, int Entered);

/// <summary>Something to worry about: an episode that goes on, or a customer who said so.</summary>
/// <param name="Stall">Null for a warning from a note.</param>
public sealed record Risk(string Customer, string? Title, string Rep, BriefStall? Stall, string? Label);

/// <summary>Something that is due by the end of the next working day.</summary>
public sealed record DueLine(string Customer, string? Title, string Rep, DueKind Kind, DateTimeOffset At);

/// <summary>
/// A team's day (日报), made once and kept: card, PDF, page and API say what stands here and count nothing themselves.
/// </summary>
/// <param name="From">The end of the brief before.</param>
/// <param name="IsRollUp">The rows are teams, for whoever leads several.</param>
/// <param name="Before">The average of the same weekday in the weeks before, by figure; null when there was no brief.</param>
/// <param name="Weeks">Over how many of the four weeks.</param>
/// <param name="Quiet">Names of reps of whom the period knows nothing.</param>
/// <param name="People">Everybody whose acts this brief knew of: what the next one adds of theirs is news.</param>
/// <param name="OpenStalls">Episodes that go on; the longest of them are among the risks.</param>
public sealed record Brief(
    BriefTeam Team, DateOnly Day, DateTimeOffset From, DateTimeOffset To, bool IsRollUp,
    Figures Figures, IReadOnlyList<decimal>? Before, int Weeks,
    IReadOnlyList<BriefRow> Rows, IReadOnlyList<string> Quiet, IReadOnlyList<string> People,
    IReadOnlyList<Mention> Objections, IReadOnlyList<Mention> Competitors,
    IReadOnlyList<FunnelStep> Funnel, int OpenStalls, IReadOnlyList<Risk> Risks, IReadOnlyList<DueLine> Due,
    IReadOnlyList<BriefEntry> Entries)
{
    /// <summary>Nothing happened; what is due and what goes on may still be worth a look.</summary>
    public bool IsEmpty => Entries.All(entry => entry.Figure == Figure.DueTomorrow);

    /// <summary>The average of the weeks before; null when there was no brief.</summary>
    public decimal? BeforeOf(Figure figure) => Before is null ? null : Before[(int)figure];
}
