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

    /// <summary>The customer has deleted the owner: whoever calls should know.</summary>
    public bool CustomerLeft { get; set; }

    public string? LastKind { get; set; }
    public DateTimeOffset? LastAt { get; set; }
    public string? LastActor { get; set; }
    public IReadOnlyList<Signal> Signals { get; set; } = [];
    public string? NextAction { get; set; }
}

/// <summary>Reads what a card says; one opportunity at a time, each part by an index.</summary>
public sealed partial class Stalls
{
    public async Task<StallFacts?> Facts(string opportunityId)
    {
        var facts = await tx.One<StallFacts>(
            """
            select o.id as opportunity_id, o.code, o.title, o.stage, o.amount, o.external_userid, coalesce(f.remark, c.name, '') as customer,
              coalesce(f.remark_company, c.company) as company, o.owner_userid, s.name as owner_name
            from opportunities o
              left join customers c on c.external_userid = o.external_userid
              left join follows f on f.external_userid = o.external_userid and f.userid = o.owner_userid
              left join staff s on s.userid = o.owner_userid
            where o.id = @opportunityId
            """,
            new { opportunityId });
        if (facts is null)
        {
            return null;
        }

        facts.CustomerLeft = 0 < await tx.One<long>(
            "select count(*) from follows where external_userid = @ExternalUserid and userid = @OwnerUserid and end_reason = 'customer'", facts);
        await AddLast(facts);
        await AddSignals(facts);
        return facts;
    }

    /// <summary>The newest act, of the opportunity or of the customer as a whole.</summary>
    async Task AddLast(StallFacts facts)
    {
        const string Columns = "select t.kind, t.at, coalesce(s.name, t.actor_userid) as actor from timeline t left join staff s on s.userid = t.actor_userid";
        const string Acts = "t.kind in ('note', 'follow_up', 'visit', 'call', 'stage_move')";
        var args = new { facts.OpportunityId, facts.ExternalUserid, count = 1 };
        var own = await tx.One<LastAct>($"{Columns} where t.opportunity_id = @OpportunityId and {Acts} order by t.at desc, t.id desc {tx.Dialect.Limit}", args);
        var general = await tx.One<LastAct>(
            $"{Columns} where t.external_userid = @ExternalUserid and t.opportunity_id is null and {Acts} order by t.at desc, t.id desc {tx.Dialect.Limit}", args);
        var last = general is null || own?.At > general.At ? own : general;
        var imported = await tx.One<DateTimeOffset?>("select log_at from stall_clocks where opportunity_id = @OpportunityId", new { facts.OpportunityId });
        (facts.LastKind, facts.LastAt, facts.LastActor) = imported is null || last?.At >= imported
            ? (last?.Kind, last?.At, last?.Actor)
            : ("imported_log", imported, null);
    }

    async Task AddSignals(StallFacts facts)
    {
        var note = await tx.One<LastNote>(
            $"""
            select signals, next_action from notes
            where external_userid = @ExternalUserid and (opportunity_id = @OpportunityId or opportunity_id is null)
            order by at desc, id desc {tx.Dialect.Limit}
            """,
            new { facts.ExternalUserid, facts.OpportunityId, count = 1 });
        facts.Signals = note is null ? [] : Json.Read<IReadOnlyList<Signal>>(note.Signals);
        facts.NextAction = note?.NextAction;
    }

    sealed class LastAct
    {
        public required string Kind { get; init; }
        public required DateTimeOffset At { get; init; }
        public string? Actor { get; init; }
    }

    sealed class LastNote
    {
        public required string Signals { get; init; }
        public string? NextAction { get; init; }
    }
}
