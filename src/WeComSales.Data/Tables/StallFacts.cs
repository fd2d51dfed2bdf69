using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>What an episode's cards and pages say of its opportunity.</summary>
public sealed class StallFacts
{
    public required string OpportunityId { get; init; }
    public required string Code { get; init; }
    public required string Title { get; init; }
    public required string Stage { get; init; }
    public decimal? Amount { get; init; }
    public required string ExternalUserid { get; init; }
    public required string Customer { get; init; }
    public string? Company { get; init; }
    public string? OwnerUserid { get; init; }
    public string? OwnerName { get; init; }

    /// <summary>How the owner's contact with the customer ended; null when it did not.</summary>
    public string? EndReason { get; init; }

    /// <summary>The customer has deleted the owner: whoever calls should know.</summary>
    public bool CustomerLeft => EndReason == "customer";

    /// <summary>The log that an import told of.</summary>
    public DateTimeOffset? LogAt { get; init; }

    internal string? OwnAct { get; init; }
    internal string? GeneralAct { get; init; }
    internal string? NoteId { get; init; }

    public string? LastKind { get; set; }
    public DateTimeOffset? LastAt { get; set; }
    public string? LastActor { get; set; }
    public IReadOnlyList<Signal> Signals { get; set; } = [];
    public string? NextAction { get; set; }
}

/// <summary>Reads what cards say: three statements for up to 500 of them, each part by an index.</summary>
public sealed partial class Stalls
{
    const string Acts = "t.kind in ('note', 'follow_up', 'visit', 'call', 'stage_move')";

    public async Task<StallFacts?> Facts(string opportunityId) => (await Facts([opportunityId])).GetValueOrDefault(opportunityId);

    /// <param name="opportunityIds">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, StallFacts>> Facts(IReadOnlyCollection<string> opportunityIds)
    {
        var all = await tx.All<StallFacts>(
            $"""
            select o.id as opportunity_id, o.code, o.title, o.stage, o.amount, o.external_userid, {Called.NameOrNone("c")} as customer,
              {Called.Company("c")} as company, o.owner_userid, s.name as owner_name, f.end_reason, k.log_at,
              (select t.id from timeline t where t.opportunity_id = o.id and {Acts} order by t.at desc, t.id desc {tx.Dialect.Limit}) as own_act,
              (select t.id from timeline t where t.external_userid = o.external_userid and t.opportunity_id is null and {Acts}
                order by t.at desc, t.id desc {tx.Dialect.Limit}) as general_act,
              (select n.id from notes n where n.external_userid = o.external_userid and (n.opportunity_id = o.id or n.opportunity_id is null)
                order by n.at desc, n.id desc {tx.Dialect.Limit}) as note_id
            from opportunities o
              left join customers c on c.external_userid = o.external_userid
              {Called.By("o", "o.owner_userid")}
              left join staff s on s.userid = o.owner_userid
              left join stall_clocks k on k.opportunity_id = o.id
            where o.id in @opportunityIds
            """,
            new { opportunityIds = tx.Many(opportunityIds), count = 1 });
        await AddLast(all);
        await AddSignals(all);
        return all.ToDictionary(facts => facts.OpportunityId, StringComparer.Ordinal);
    }

    /// <summary>The newest act, of the opportunity or of the customer as a whole.</summary>
    async Task AddLast(IReadOnlyList<StallFacts> all)
    {
        List<string> ids = [.. all.SelectMany(facts => new[] { facts.OwnAct, facts.GeneralAct }).OfType<string>().Distinct()];
        var acts = (await tx.All<LastAct>(
            "select t.id, t.kind, t.at, coalesce(s.name, t.actor_userid) as actor from timeline t left join staff s on s.userid = t.actor_userid where t.id in @ids",
            new { ids = tx.Many(ids) })).ToDictionary(act => act.Id, StringComparer.Ordinal);
        foreach (var facts in all)
        {
            LastAct? own = facts.OwnAct is { } mine ? acts[mine] : null, general = facts.GeneralAct is { } shared ? acts[shared] : null;
            var last = general is null || own?.At > general.At ? own : general;
            (facts.LastKind, facts.LastAt, facts.LastActor) = facts.LogAt is null || last?.At >= facts.LogAt
                ? (last?.Kind, last?.At, last?.Actor)
                : ("imported_log", facts.LogAt, null);
        }
    }

    async Task AddSignals(IReadOnlyList<StallFacts> all)
    {
        List<string> ids = [.. all.Select(facts => facts.NoteId).OfType<string>().Distinct()];
        var notes = (await tx.All<LastNote>("select id, signals, next_action from notes where id in @ids", new { ids = tx.Many(ids) }))
            .ToDictionary(note => note.Id, StringComparer.Ordinal);
        foreach (var facts in all.Where(facts => facts.NoteId is not null))
        {
            var note = notes[facts.NoteId!];
            (facts.Signals, facts.NextAction) = (Json.Read<IReadOnlyList<Signal>>(note.Signals), note.NextAction);
        }
    }

    sealed class LastAct
    {
        public required string Id { get; init; }
        public required string Kind { get; init; }
        public required DateTimeOffset At { get; init; }
        public string? Actor { get; init; }
    }

    sealed class LastNote
    {
        public required string Id { get; init; }
        public required string Signals { get; init; }
        public string? NextAction { get; init; }
    }
}
