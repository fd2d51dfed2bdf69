namespace WeComSales.Domain;

/// <summary>From facts to the brief (F4): every number is a count of entries, and nobody's entry counts twice.</summary>
public static class BriefMaking
{
    /// <summary>How many rows the lists of risks and of what is due show; the figures count all.</summary>
    public const int MostLines = 12;

    const int MostMentions = 5;

    static readonly string[] warnings = [SignalLabels.LossRisk, SignalLabels.ComplaintQuality, SignalLabels.ComplaintService];

    static readonly string[] objections =
    [
        SignalLabels.PriceObjection, SignalLabels.BudgetLacking, SignalLabels.CompetitorMention, SignalLabels.DelayOrStall,
        SignalLabels.PaymentTerms, SignalLabels.DeliveryConcern, SignalLabels.ComplaintQuality, SignalLabels.ComplaintService, SignalLabels.LossRisk,
    ];

    /// <param name="longCall">A call counts when it is longer.</param>
    public static Brief Make(BriefFacts facts, Stages stages, TimeSpan longCall)
    {
        List<BriefEntry> entries = [.. Entries(facts, stages, longCall).DistinctBy(entry => (entry.Figure, entry.Id, entry.Userid))];
        var byUser = entries.ToLookup(entry => entry.Userid, StringComparer.Ordinal);
        var names = facts.Members.ToDictionary(member => member.Userid, member => member.Name, StringComparer.Ordinal);
        string NameOf(string userid) => names.GetValueOrDefault(userid, userid);
        var isRollUp = facts.Members.Any(member => member.HomeId != facts.Team.Id);
        return new Brief(
            facts.Team, facts.Day, facts.From, facts.To, isRollUp,
            Figures.Of(entries.Select(entry => entry.Figure)), Average(facts.Before), facts.Before.Count,
            isRollUp ? TeamRows(facts, byUser) : RepRows(facts, byUser),
            Quiet(facts, byUser),
            [.. facts.Members.Select(member => member.Userid)],
            Top(facts.Notes.SelectMany(note => note.Labels.Intersect(objections).Select(SignalLabels.NameOf))),
            Top(facts.Notes.SelectMany(note => note.Competitors.Distinct())),
            Funnel(facts, stages),
            facts.Stalls.Count(stall => stall.IsOpen),
            Risks(facts, NameOf),
            [.. facts.Due.OrderBy(due => due.At).ThenBy(due => due.Id, StringComparer.Ordinal).Take(MostLines)
                .Select(due => new DueLine(due.Customer, due.Title, NameOf(due.Userid), due.Kind, due.At))],
            entries);
    }

    static IEnumerable<BriefEntry> Entries(BriefFacts facts, Stages stages, TimeSpan longCall) =>
    [
        .. facts.Contacts.Select(contact => new BriefEntry(Figure.Contacts, contact.ExternalUserid, contact.Userid)),
        .. facts.Calls.Select(call => new BriefEntry(Figure.Calls, call.Id, call.Userid)),
        .. facts.Calls.Where(call => call.Seconds > longCall.TotalSeconds).Select(call => new BriefEntry(Figure.LongCalls, call.Id, call.Userid)),
        .. facts.Moves.Select(move => (move, figure: Direction(move, stages))).Where(pair => pair.figure is not null)
            .Select(pair => new BriefEntry(pair.figure!.Value, pair.move.Id, pair.move.Userid)),
        .. facts.Notes.Select(note => new BriefEntry(Figure.Notes, note.Id, note.Userid)),
        .. facts.Acts.Select(act => new BriefEntry(act.Figure, act.Id, act.Userid)),
        .. facts.Stalls.Where(stall => stall.Opened).Select(stall => new BriefEntry(Figure.StallsOpened, stall.Id, stall.Userid)),
        .. facts.Stalls.Where(stall => stall.Ended).Select(stall => new BriefEntry(Figure.StallsEnded, stall.Id, stall.Userid)),
        .. facts.Due.Select(due => new BriefEntry(Figure.DueTomorrow, due.Id, due.Userid)),
    ];

    /// <summary>Null for a move between stages that the list no longer knows.</summary>
    static Figure? Direction(BriefMove move, Stages stages)
    {
        if (move.From is null)
        {
            return Figure.Opened;
        }

        var (from, to) = (IndexOf(stages, move.From), IndexOf(stages, move.To));
        return to < 0 || from < 0 || to == from ? null
            : Stages.IsLost(move.To) ? Figure.Lost
            : Stages.IsLost(move.From) || to > from ? Figure.Forward
            : Figure.Backward;
    }

    static int IndexOf(Stages stages, string stage) => stages.Names.TakeWhile(name => name != stage).Count() is var index && index < stages.Names.Count ? index : -1;

    static List<BriefRow> RepRows(BriefFacts facts, ILookup<string, BriefEntry> byUser) =>
    [
        .. facts.Members.Where(member => member.IsRep || byUser.Contains(member.Userid))
            .Select(member => new BriefRow(member.Userid, member.Name, Sum(byUser[member.Userid])))
            .OrderByDescending(row => Activity(row.Figures)).ThenBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.Key, StringComparer.Ordinal),
    ];

    static List<BriefRow> TeamRows(BriefFacts facts, ILookup<string, BriefEntry> byUser) =>
    [
        .. facts.Members.GroupBy(member => (member.HomeId, member.HomeName))
            .Select(home => new BriefRow(
                home.Key.HomeId.ToString(System.Globalization.CultureInfo.InvariantCulture), home.Key.HomeName,
                Sum(home.SelectMany(member => byUser[member.Userid]))))
            .OrderByDescending(row => Activity(row.Figures)).ThenBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.Key, StringComparer.Ordinal),
    ];

    static Figures Sum(IEnumerable<BriefEntry> entries) => Figures.Of(entries.Select(entry => entry.Figure));

    /// <summary>What people did; stalls and what is due are no merit.</summary>
    static int Activity(Figures figures) =>
        figures[Figure.Contacts] + figures[Figure.LongCalls] + figures[Figure.Forward] + figures[Figure.Notes] + figures[Figure.FollowUps] + figures[Figure.Visits];

    static List<string> Quiet(BriefFacts facts, ILookup<string, BriefEntry> byUser) =>
        [.. facts.Members.Where(member => member.IsRep && byUser[member.Userid].All(IsNoAct)).Select(member => member.Name).Order(StringComparer.Ordinal)];

    static bool IsNoAct(BriefEntry entry) => entry.Figure is Figure.DueTomorrow or Figure.StallsOpened or Figure.StallsEnded;

    static List<decimal>? Average(IReadOnlyList<Figures> before) => before.Count == 0 ? null :
        [.. Enum.GetValues<Figure>().Select(figure => Math.Round(before.Average(figures => (decimal)figures[figure]), 1))];

    static List<Mention> Top(IEnumerable<string> words) =>
    [
        .. words.CountBy(word => word).Select(pair => new Mention(pair.Key, pair.Value))
            .OrderByDescending(mention => mention.Notes).ThenBy(mention => mention.Word, StringComparer.Ordinal).Take(MostMentions),
    ];

    static List<FunnelStep> Funnel(BriefFacts facts, Stages stages) =>
    [
        .. stages.Names.Where(stage => !Stages.IsLost(stage)).Select(stage => new FunnelStep(
            stage, facts.Funnel.GetValueOrDefault(stage), facts.Moves.Count(move => move.To == stage && move.From != stage))),
    ];

    static List<Risk> Risks(BriefFacts facts, Func<string, string> nameOf) =>
    [
        .. facts.Stalls.Where(stall => stall.IsOpen).OrderBy(stall => stall.Since).ThenBy(stall => stall.Id, StringComparer.Ordinal)
            .Select(stall => new Risk(stall.Customer, stall.Title, nameOf(stall.Userid), stall, null))
            .Concat(facts.Notes.SelectMany(note => note.Labels.Intersect(warnings)
                .Select(label => new Risk(note.Customer, null, nameOf(note.Userid), null, SignalLabels.NameOf(label)))))
            .Take(MostLines),
    ];
}
