namespace WeComSales.Domain;

/// <summary>A planned next contact.</summary>
/// <param name="SeenAt">When it was planned, as far as we know.</param>
public sealed record ContactPlan(DateTimeOffset For, DateTimeOffset SeenAt);

/// <summary>Everything the clock of one opportunity is read from.</summary>
/// <param name="LogAt">A log of a kind that nobody knows: an import told of it.</param>
public sealed record StallClock(
    DateTimeOffset CreatedAt, DateTimeOffset StageSince, DateTimeOffset? LogAt, DateTimeOffset? NoteAt, DateTimeOffset? FollowUpAt,
    DateTimeOffset? VisitAt, DateTimeOffset? CallAt, ContactPlan? Plan)
{
    /// <summary>The newest sign of life that the rule counts, and which kind it was. A stage's clock never begins before the stage.</summary>
    public (DateTimeOffset At, string Kind) Base(StallRule rule)
    {
        var (at, kind) = (CreatedAt, "created");
        Consider(rule.Stage is not null || Counts(TimelineKinds.StageMove) ? StageSince : null, TimelineKinds.StageMove);
        Consider(Counts(TimelineKinds.Note) ? NoteAt : null, TimelineKinds.Note);
        Consider(Counts(TimelineKinds.FollowUp) ? FollowUpAt : null, TimelineKinds.FollowUp);
        Consider(Counts(TimelineKinds.Visit) ? VisitAt : null, TimelineKinds.Visit);
        Consider(Counts(TimelineKinds.Call) ? CallAt : null, TimelineKinds.Call);
        Consider(rule.Signs.Any(TimelineKinds.IsLog) ? LogAt : null, "imported_log");
        return (at, kind);

        bool Counts(string sign) => rule.Signs.Contains(sign);

        void Consider(DateTimeOffset? candidate, string what)
        {
            if (candidate > at)
            {
                (at, kind) = (candidate.Value, what);
            }
        }
    }

    /// <summary>When the clock stands still: from the plan to the end of its day, at most <paramref name="mostDays"/> days; null when it does not.</summary>
    public (DateTimeOffset From, DateTimeOffset Until)? Pause(DateTimeOffset clockBase, int mostDays, WorkCalendar calendar)
    {
        if (Plan is null)
        {
            return null;
        }

        var from = Plan.SeenAt > clockBase ? Plan.SeenAt : clockBase;
        var endOfDay = calendar.At(calendar.DayOf(Plan.For).AddDays(1), TimeOnly.MinValue);
        var latest = Plan.SeenAt.AddDays(mostDays);
        var until = endOfDay < latest ? endOfDay : latest;
        return until > from ? (from, until) : null;
    }

    public StallReading Read(StallRule rule, StallRules rules, WorkCalendar calendar)
    {
        var (at, kind) = Base(rule);
        var pause = Pause(at, rules.PauseDays, calendar);
        return new(
            rule, at, kind, pause,
            Reached(rule.Kind, at, pause, TimeSpan.FromHours(rule.WarnHours), calendar),
            Reached(rule.Kind, at, pause, TimeSpan.FromHours(rule.Hours), calendar));
    }

    static DateTimeOffset Reached(
        HoursKind kind, DateTimeOffset from, (DateTimeOffset From, DateTimeOffset Until)? pause, TimeSpan threshold, WorkCalendar calendar)
    {
        var reached = Add(kind, from, threshold, calendar);
        return pause is { } still && still.From < reached
            ? Add(kind, still.Until, threshold - Measure(kind, from, still.From, calendar), calendar)
            : reached;
    }

    static DateTimeOffset Add(HoursKind kind, DateTimeOffset from, TimeSpan span, WorkCalendar calendar) =>
        kind == HoursKind.Natural ? from + span : calendar.AddWorking(from, span);

    internal static TimeSpan Measure(HoursKind kind, DateTimeOffset from, DateTimeOffset to, WorkCalendar calendar) =>
        to <= from ? TimeSpan.Zero : kind == HoursKind.Natural ? to - from : calendar.WorkedBetween(from, to);
}

/// <summary>What one rule says of one opportunity.</summary>
/// <param name="Base">The last sign of life, of the kind <paramref name="BaseKind"/>.</param>
public sealed record StallReading(
    StallRule Rule, DateTimeOffset Base, string BaseKind, (DateTimeOffset From, DateTimeOffset Until)? Pause, DateTimeOffset WarnAt, DateTimeOffset StallAt)
{
    /// <summary>What the clock shows: the time since the last sign of life without the pause, in the hours of the rule.</summary>
    public TimeSpan Elapsed(DateTimeOffset now, WorkCalendar calendar)
    {
        var all = StallClock.Measure(Rule.Kind, Base, now, calendar);
        return Pause is { } still
            ? all - StallClock.Measure(Rule.Kind, still.From, still.Until < now ? still.Until : now, calendar)
            : all;
    }

    public bool IsPaused(DateTimeOffset now) => Pause is { } still && still.From <= now && now < still.Until;
}

/// <summary>What all rules together say of one opportunity at a moment.</summary>
/// <param name="Stalled">The rule that names the stall: of those that fired, the shortest; null when none did.</param>
public sealed record StallLook(IReadOnlyList<StallReading> Readings, StallReading? Stalled)
{
    public static StallLook At(DateTimeOffset now, string stage, StallClock clock, StallRules rules, WorkCalendar calendar)
    {
        var readings = rules.Rules.Where(rule => rule.Concerns(stage)).Select(rule => clock.Read(rule, rules, calendar)).ToList();
        var fired = readings.Where(reading => reading.StallAt <= now && !reading.IsPaused(now)).OrderBy(reading => reading.Rule.Hours);
        return new(readings, fired.FirstOrDefault());
    }

    /// <summary>When the first rule warns; null when none concerns the stage.</summary>
    public DateTimeOffset? WarnAt => Readings.Count == 0 ? null : Readings.Min(reading => reading.WarnAt);

    /// <summary>When the first rule fires.</summary>
    public DateTimeOffset? StallAt => Readings.Count == 0 ? null : Readings.Min(reading => reading.StallAt);

    /// <summary>The end of the pause that holds now; null when the clock runs.</summary>
    public DateTimeOffset? PausedUntil(DateTimeOffset now) =>
        Readings.FirstOrDefault(reading => reading.IsPaused(now))?.Pause!.Value.Until;
}
