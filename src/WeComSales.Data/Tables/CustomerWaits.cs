using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Customers who wait for an answer (客户等待回复), chat by chat.</summary>
public sealed class CustomerWaits(Tx tx)
{
    const string Columns = "id, external_userid, userid, since, level, told_at, answered_at, closed_by, version";

    /// <summary>Before every real time: the scan looks at these first.</summary>
    static readonly DateTimeOffset AtOnce = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What an archived message of a chat of two does: the customer begins to wait, or was answered. Late ones change nothing that came after them.</summary>
    internal async Task Said(ChatMessage message, DateTimeOffset now)
    {
        var end = message.Chat.IndexOf('~', StringComparison.Ordinal);
        if (message.ExternalUserid is not { } customer || end < 0)
        {
            return;
        }

        var args = new WaitArgs(customer, message.Chat[..end], Ids.New(now), message.At, AtOnce, now);
        await (message.Theirs ? Asked(args) : Answered(args, closedBy: null));
    }

    async Task Asked(WaitArgs args)
    {
        if (0 == await tx.Run(
            """
            update customer_waits set id = @Id, since = @At, next_check_at = @AtOnce, level = 0, told_at = null, settle_at = null, closed_by = null,
              version = version + 1
            where external_userid = @ExternalUserid and userid = @Userid and since is null and (answered_at is null or answered_at < @At)
            """,
            args))
        {
            await tx.InsertIfAbsent(
                "customer_waits", "external_userid, userid", "external_userid, userid, id, since, next_check_at, level, version",
                new { args.ExternalUserid, args.Userid, args.Id, Since = args.At, NextCheckAt = AtOnce, Level = 0, Version = 0 });
        }
    }

    /// <summary>Our side spoke, or somebody said that it need not.</summary>
    async Task Answered(WaitArgs args, string? closedBy)
    {
        const string Mine = "external_userid = @ExternalUserid and userid = @Userid";
        var ended = await tx.Run(
            $"""
            update customer_waits set since = null, answered_at = @At, closed_by = @ClosedBy, next_check_at = null,
              settle_at = case when level > 0 then @Now end, version = version + 1
            where {Mine} and since <= @At
            """,
            args with { ClosedBy = closedBy });
        if (ended > 0)
        {
            await tx.Run(
                $"""
                update stall_alerts set state = 'withdrawn', done_at = @Now, reason = 'answered or ended before'
                where stall_id in (select id from customer_waits where {Mine} and level > 0) and state in ('waiting', 'held')
                """,
                args);
        }
        else if (0 == await tx.Run(
            $"update customer_waits set answered_at = @At where {Mine} and (answered_at is null or answered_at < @At)", args))
        {
            await tx.InsertIfAbsent(
                "customer_waits", "external_userid, userid", "external_userid, userid, id, answered_at, level, version",
                new { args.ExternalUserid, args.Userid, args.Id, AnsweredAt = args.At, Level = 0, Version = 0 });
        }
    }

    /// <summary>无需回复.</summary>
    public Task Close(CustomerWait wait, string by, DateTimeOffset now) =>
        Answered(new WaitArgs(wait.ExternalUserid, wait.Userid, wait.Id, now, AtOnce, now), by);

    /// <summary>What has to be looked at, the oldest wish first; the index holds nothing else.</summary>
    public async Task<IReadOnlyList<OpenWait>> Due(DateTimeOffset now, int count) =>
        [.. (await tx.All<Row>($"select {Columns} from customer_waits where next_check_at <= @now order by next_check_at {tx.Dialect.Limit}", new { now, count })).Select(row => row.Open!)];

    /// <summary>The claim, for each look: false when somebody else looked, or the customer was answered, since it was read.</summary>
    public async Task<IReadOnlyList<bool>> Looked(IEnumerable<(OpenWait Read, CustomerWait Now, DateTimeOffset? Next)> looks) =>
    [
        .. (await tx.Each(
            """
            update customer_waits set next_check_at = @Next, level = @Level, told_at = @ToldAt, version = version + 1
            where id = @Id and version = @Version and since is not null
            """,
            looks.Select(look => new { look.Now.Id, look.Read.Version, look.Next, look.Now.Level, look.Now.ToldAt }))).Select(touched => touched == 1),
    ];

    /// <summary>As it stands, also when it is over; null when another wait has begun in that chat since.</summary>
    public async Task<KnownWait?> ById(string id) =>
        (await tx.One<Row>($"select {Columns} from customer_waits where id = @id", new { id }))?.Known;

    /// <summary>Of one customer, everybody for whom they wait or waited.</summary>
    public async Task<IReadOnlyList<KnownWait>> Of(string externalUserid) =>
        [.. (await tx.All<Row>($"select {Columns} from customer_waits where external_userid = @externalUserid order by userid", new { externalUserid })).Select(row => row.Known)];

    /// <summary>Everybody who waits, page by page behind an id, since a time at the earliest: for a preview of rules.</summary>
    public async Task<IReadOnlyList<OpenWait>> Open(string afterId, DateTimeOffset since, int count) =>
        [.. (await tx.All<Row>($"select {Columns} from customer_waits where id > @afterId and since >= @since order by id {tx.Dialect.Limit}", new { afterId, since, count })).Select(row => row.Open!)];

    /// <summary>What the cards of a chat say.</summary>
    public async Task<WaitFacts> Facts(string externalUserid, string userid)
    {
        var member = await tx.One<string?>("select name from staff where userid = @userid", new { userid });
        var customer = await tx.One<NamedCustomer>(
            $"""
            select {Called.Name("c")} as name, {Called.Company("c")} as company
            from customers c {Called.By("c", "@userid")}
            where c.external_userid = @externalUserid
            """,
            new { externalUserid, userid });
        return new(customer?.Name ?? "", customer?.Company, member ?? userid);
    }

    /// <summary>Whoever waits and was brought up, as far as a viewer may know, the longest first.</summary>
    public Task<IReadOnlyList<WaitLine>> Told(Viewer viewer, int count) => tx.All<WaitLine>(
        $"""
        select w.external_userid, {Called.NameOrNone("c")} as customer, w.userid, coalesce(s.name, w.userid) as member, w.since
        from customer_waits w left join customers c on c.external_userid = w.external_userid left join staff s on s.userid = w.userid
          {Called.By("w", "w.userid")}
        where w.since is not null and w.level > 0 and {Scope(viewer)} order by w.since, w.id {tx.Dialect.Limit}
        """,
        new { viewer = viewer.Userid, count });

    /// <summary>Those of a digest, the longest first.</summary>
    public Task<IReadOnlyList<WaitLine>> Lines(string digestId, int count) => tx.All<WaitLine>(
        $"""
        select w.external_userid, {Called.NameOrNone("c")} as customer, w.userid, coalesce(s.name, w.userid) as member, w.since
        from customer_waits w left join customers c on c.external_userid = w.external_userid left join staff s on s.userid = w.userid
          {Called.By("w", "w.userid")}
        where w.since is not null and w.id in (select l.stall_id from stall_alerts l where l.digest_id = @digestId) order by w.since, w.id {tx.Dialect.Limit}
        """,
        new { digestId, count });

    /// <summary>Own chats, those of the own teams, or what was addressed to somebody.</summary>
    static string Scope(Viewer viewer) => viewer.Sight switch
    {
        Sight.Own => "w.userid = @viewer",
        Sight.Team =>
            """
            w.userid in (
              select m.userid from department_leaders l join department_tree t on t.ancestor_id = l.department_id
                join staff m on m.department_id = t.department_id where l.userid = @viewer)
            """,
        Sight.Addressed => $"w.id in ({Visible.WaitsTold})",
        _ => "1 = 0",
    };

    /// <summary>Waits that ended and whose people have not been told.</summary>
    public async Task<IReadOnlyList<KnownWait>> Unsettled(DateTimeOffset now, int count) =>
        [.. (await tx.All<Row>($"select {Columns} from customer_waits where settle_at <= @now order by settle_at {tx.Dialect.Limit}", new { now, count })).Select(row => row.Known)];

    public async Task<bool> Settle(string id) =>
        1 == await tx.Run("update customer_waits set settle_at = null where id = @id and settle_at is not null", new { id });

    /// <summary>The rule was switched on: who has waited since then at the earliest is looked at; nobody else, until they write again after an answer.</summary>
    public async Task LookSince(DateTimeOffset since)
    {
        await tx.Run("update customer_waits set next_check_at = null, version = version + 1 where next_check_at is not null and since < @since", new { since });
        await tx.Run("update customer_waits set next_check_at = @AtOnce, version = version + 1 where since >= @since", new { since, AtOnce });
    }

    /// <summary>Rules or calendar changed: whoever is looked at at all is looked at anew.</summary>
    internal Task EverythingChanged() => tx.Run(
        "update customer_waits set next_check_at = @AtOnce, version = version + 1 where next_check_at is not null", new { AtOnce });

    sealed record WaitArgs(string ExternalUserid, string Userid, string Id, DateTimeOffset At, DateTimeOffset AtOnce, DateTimeOffset Now, string? ClosedBy = null);

    sealed class NamedCustomer
    {
        public string? Name { get; init; }
        public string? Company { get; init; }
    }

    sealed class Row
    {
        public required string Id { get; init; }
        public required string ExternalUserid { get; init; }
        public required string Userid { get; init; }
        public DateTimeOffset? Since { get; init; }
        public required int Level { get; init; }
        public DateTimeOffset? ToldAt { get; init; }
        public DateTimeOffset? AnsweredAt { get; init; }
        public string? ClosedBy { get; init; }
        public required int Version { get; init; }

        public OpenWait? Open => Since is { } since ? new(new(Id, ExternalUserid, Userid, since, Level, ToldAt), Version) : null;

        public KnownWait Known => new(Id, ExternalUserid, Userid, Open?.Wait, AnsweredAt, ClosedBy, Version);
    }
}

/// <summary>A wait as it was read; the version tells whether it still is so.</summary>
public sealed record OpenWait(CustomerWait Wait, int Version);

/// <summary>A wait that may be over.</summary>
/// <param name="Wait">Null when it is.</param>
/// <param name="AnsweredAt">Our last word in the chat.</param>
/// <param name="ClosedBy">Who said that no answer is needed.</param>
public sealed record KnownWait(string Id, string ExternalUserid, string Userid, CustomerWait? Wait, DateTimeOffset? AnsweredAt, string? ClosedBy, int Version);

/// <summary>Who waits for whom, by name; an unknown customer has none.</summary>
public sealed record WaitFacts(string Customer, string? Company, string Member);

/// <summary>A waiting customer in a list.</summary>
public sealed class WaitLine
{
    public required string ExternalUserid { get; init; }
    public required string Customer { get; init; }
    public required string Userid { get; init; }
    public required string Member { get; init; }
    public required DateTimeOffset Since { get; init; }
}
