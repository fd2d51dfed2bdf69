using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Where an alert stands; drawn in docs/states.md.</summary>
public enum AlertState { Waiting, Held, Sent, Digested, Withdrawn, Failed }

/// <summary>What an alert is about: the episode of an opportunity, or a customer who waits for an answer.</summary>
public enum AlertSubject { Stall, Wait }

/// <summary>One message of an episode to one person (提醒).</summary>
/// <param name="StallId">The episode, or the wait.</param>
/// <param name="About">Which party is missing, for an alert of that kind; otherwise empty.</param>
/// <param name="Why">Why this person: how they were found, or why somebody is missing.</param>
public sealed record StallAlert(
    string Id, string StallId, string ExternalUserid, int Level, int Turn, StallParty Party, string About, string Why, string Userid,
    AlertState State, DateTimeOffset DueAt, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt, string? DigestId, string? Reason,
    AlertSubject Subject = AlertSubject.Stall);

/// <summary>An episode within a digest.</summary>
public sealed class DigestLine
{
    public required string StallId { get; init; }
    public required string Customer { get; init; }
    public required string Title { get; init; }
    public required string Stage { get; init; }
    public decimal? Amount { get; init; }
    public required DateTimeOffset ClockBase { get; init; }
    public required HoursKind Hours { get; init; }
}

/// <summary>Alerts: prepared with their episode, sent when their time has come and the person's day has room.</summary>
public sealed class StallAlerts(Tx tx)
{
    const string Columns = "id, stall_id, external_userid, level, turn, party, about, why, userid, state, due_at, created_at, done_at, digest_id, reason, subject";
    const int AtOnce = 500;
    const string Pending = "state in ('waiting', 'held')";

    /// <summary>One that this party was told on this level of this episode is passed over: once is enough.</summary>
    public Task Add(IEnumerable<StallAlert> alerts) => tx.InsertEach("stall_alerts", "stall_id, level, turn, party, about, userid", Columns, alerts.Select(alert => new
    {
        alert.Id,
        alert.StallId,
        alert.ExternalUserid,
        alert.Level,
        alert.Turn,
        Party = Words.Of(alert.Party),
        alert.About,
        alert.Why,
        alert.Userid,
        State = Words.Of(alert.State),
        alert.DueAt,
        alert.CreatedAt,
        alert.DoneAt,
        alert.DigestId,
        alert.Reason,
        Subject = Words.Of(alert.Subject),
    }));

    public async Task<StallAlert?> ById(string id) =>
        (await tx.One<Row>($"select {Columns} from stall_alerts where id = @id", new { id }))?.Alert;

    public async Task<IReadOnlyList<StallAlert>> Of(string stallId) =>
        [.. (await tx.All<Row>($"select {Columns} from stall_alerts where stall_id = @stallId order by level, turn, created_at, id", new { stallId }))
            .Select(row => row.Alert)];

    /// <summary>The next alerts behind an id (export).</summary>
    public async Task<IReadOnlyList<StallAlert>> After(string id, int count) =>
        [.. (await tx.All<Row>($"select {Columns} from stall_alerts where id > @id order by id {tx.Dialect.Limit}", new { id, count })).Select(row => row.Alert)];

    /// <summary>People for whom something is due.</summary>
    public Task<IReadOnlyList<string>> DuePeople(DateTimeOffset now, int count) => tx.All<string>(
        $"select userid from stall_alerts where {Pending} and due_at <= @now group by userid order by userid {tx.Dialect.Limit}", new { now, count });

    /// <summary>Takes back what is no longer needed: its episode was answered, postponed or ended before the alert went out.</summary>
    /// <param name="people">At most 500, as everywhere here.</param>
    public Task<int> Withdraw(IReadOnlyCollection<string> people, DateTimeOffset now) => tx.Run(
        $"""
        update stall_alerts set state = 'withdrawn', done_at = @now, reason = 'answered or ended before'
        where userid in @people and {Pending} and due_at <= @now
          and exists (select 1 from stalls e where e.id = stall_alerts.stall_id
            and (e.state = 'ended' or (e.state in ('answered', 'postponed') and e.answered_at > stall_alerts.created_at)))
        """,
        new { people = tx.Many(people), now });

    public Task<int> Withdraw(string stallId, string userid, DateTimeOffset now) => tx.Run(
        $"update stall_alerts set state = 'withdrawn', done_at = @now, reason = 'handed to somebody else' where stall_id = @stallId and userid = @userid and {Pending}",
        new { stallId, userid, now });

    /// <summary>Of each person: what was held back first, then the oldest.</summary>
    /// <param name="count">Of each; one more than come as cards of their own is enough to know that a digest is due.</param>
    public async Task<ILookup<string, StallAlert>> Due(IReadOnlyCollection<string> people, DateTimeOffset now, int count) => (await tx.All<Row>(
        $"""
        select {Columns} from (
          select {Columns}, row_number() over (partition by userid order by case when state = 'held' then 0 else 1 end, due_at, id) as place
          from stall_alerts where userid in @people and {Pending} and due_at <= @now) ranked
        where place <= @count order by userid, place
        """,
        new { people = tx.Many(people), now, count })).Select(row => row.Alert).ToLookup(alert => alert.Userid, StringComparer.Ordinal);

    /// <summary>Due outside of sending time: they wait for its next beginning.</summary>
    public Task<int> Delay(DateTimeOffset now, DateTimeOffset until) => tx.Run(
        $"update stall_alerts set due_at = @until where {Pending} and due_at <= @now", new { now, until });

    /// <summary>Those that nobody else has sent; their episodes are told.</summary>
    public async Task<IReadOnlyList<StallAlert>> Sent(IReadOnlyList<StallAlert> alerts, DateTimeOffset now, DateTimeOffset next)
    {
        var touched = await tx.Each($"update stall_alerts set state = 'sent', done_at = @Now where id = @Id and {Pending}", alerts.Select(alert => new { alert.Id, Now = now }));
        List<StallAlert> sent = [.. alerts.Zip(touched).Where(pair => pair.Second == 1).Select(pair => pair.First)];
        if (sent.Count > 0)
        {
            await Told([.. sent.Select(alert => alert.Id)], now, next);
        }

        return sent;
    }

    /// <summary>Everything that is due for this person goes into one card; the numbers say how many episodes and waits it holds.</summary>
    public async Task<(int Stalls, int Waits)> Digested(string userid, string digestId, DateTimeOffset now, DateTimeOffset next)
    {
        await tx.Run(
            $"update stall_alerts set state = 'digested', done_at = @now, digest_id = @digestId where userid = @userid and {Pending} and due_at <= @now",
            new { userid, digestId, now });
        foreach (var some in (await tx.All<string>("select id from stall_alerts where digest_id = @digestId order by id", new { digestId })).Chunk(AtOnce))
        {
            await Told(some, now, next);
        }

        var counts = (await tx.All<SubjectCount>("select subject, count(distinct stall_id) as subjects from stall_alerts where digest_id = @digestId group by subject", new { digestId }))
            .ToDictionary(row => row.Subject, row => (int)row.Subjects);
        return (counts.GetValueOrDefault(AlertSubject.Stall), counts.GetValueOrDefault(AlertSubject.Wait));
    }

    /// <summary>What of one person's due alerts was not sent is held back; it stays visible.</summary>
    public Task<int> Hold(string userid, DateTimeOffset now, DateTimeOffset until, string reason) => tx.Run(
        "update stall_alerts set state = 'held', due_at = @until, reason = @reason where userid = @userid and state = 'waiting' and due_at <= @now",
        new { userid, now, until, reason });

    /// <summary>The episodes of these alerts are told: those that were open now wait for an answer, and the scan comes back for it. One arrow each, however many hear of it.</summary>
    /// <param name="alertIds">At most 500.</param>
    async Task Told(IReadOnlyCollection<string> alertIds, DateTimeOffset now, DateTimeOffset next)
    {
        var args = new { ids = tx.Many(alertIds), now, next };
        await tx.Run(
            """
            insert into stall_steps (id, stall_id, at, from_state, to_state, why)
              select min(l.id), l.stall_id, @now, 'open', 'alerted', 'told' from stall_alerts l join stalls e on e.id = l.stall_id
              where l.id in @ids and e.state = 'open' group by l.stall_id
            """,
            args);
        await tx.Run(
            """
            update stall_clocks set next_check_at = @next, version = version + 1 where opportunity_id in (
              select e.opportunity_id from stall_alerts l join stalls e on e.id = l.stall_id where l.id in @ids and e.state = 'open')
            """,
            args);
        await tx.Run(
            """
            update stalls set state = 'alerted', level = 1, told_at = @now, version = version + 1
            where state = 'open' and id in (select l.stall_id from stall_alerts l where l.id in @ids)
            """,
            args);
    }

    public Task<int> Failed(string id, string reason, DateTimeOffset now) => tx.Run(
        "update stall_alerts set state = 'failed', done_at = @now, reason = @reason where id = @id and state = 'sent'", new { id, reason, now });

    /// <summary>Sent alerts of open episodes and waits to people whom WeCom does not reach at this time. Whether one of these cards failed, its letter tells.</summary>
    public async Task<IReadOnlyList<StallAlert>> ToUnreachable() =>
        [.. (await tx.All<Row>(
            $"""
            select {string.Join(", ", Columns.Split(", ").Select(column => "l." + column))}
            from unreachable u join stall_alerts l on l.userid = u.userid and l.state = 'sent'
              left join stalls e on e.id = l.stall_id left join customer_waits w on w.id = l.stall_id
            where e.state <> 'ended' or w.since is not null
            order by l.id
            """)).Select(row => row.Alert)];

    /// <summary>The three largest of a digest first, by amount, then by how long they stand.</summary>
    public Task<IReadOnlyList<DigestLine>> Lines(string digestId, int count) => tx.All<DigestLine>(
        $"""
        select e.id as stall_id, {Called.NameOrNone("c")} as customer, o.title, e.stage, o.amount, e.clock_base, e.hours
        from stalls e join opportunities o on o.id = e.opportunity_id left join customers c on c.external_userid = e.external_userid
          {Called.By("e", "o.owner_userid")}
        where e.id in (select l.stall_id from stall_alerts l where l.digest_id = @digestId) order by case when o.amount is null then 1 else 0 end, cast(o.amount as decimal) desc, e.clock_base {tx.Dialect.Limit}
        """,
        new { digestId, count });

    /// <summary>How many cards each of these got on a local day; who is not named got none.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Spent(IReadOnlyCollection<string> people, DateOnly day) =>
        (await tx.All<Budget>("select userid, cards from stall_budgets where userid in @people and day = @day", new { people = tx.Many(people), day = Day(day) }))
        .ToDictionary(row => row.Userid, row => row.Cards, StringComparer.Ordinal);

    /// <summary>Takes cards from the day's budgets, and says from whose: not from one from which another instance has taken since it was read.</summary>
    public async Task<IReadOnlySet<string>> Spend(DateOnly day, IReadOnlyList<(string Userid, int Before, int Cards)> people)
    {
        var budgets = people.Select(one => new { one.Userid, Day = Day(day), Cards = one.Before + one.Cards, one.Before }).ToList();
        var (first, later) = (budgets.Where(one => one.Before == 0).ToList(), budgets.Where(one => one.Before > 0).ToList());
        var taken = (await tx.InsertEach("stall_budgets", "userid, day", "userid, day, cards", first))
            .Concat(await tx.Each("update stall_budgets set cards = @Cards where userid = @Userid and day = @Day and cards = @Before", later));
        return first.Concat(later).Zip(taken).Where(pair => pair.Second == 1).Select(pair => pair.First.Userid).ToHashSet(StringComparer.Ordinal);
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    sealed class Budget
    {
        public required string Userid { get; init; }
        public required int Cards { get; init; }
    }

    sealed class SubjectCount
    {
        public required AlertSubject Subject { get; init; }
        public required long Subjects { get; init; }
    }

    sealed class Row
    {
        public required string Id { get; init; }
        public required string StallId { get; init; }
        public required string ExternalUserid { get; init; }
        public required int Level { get; init; }
        public required int Turn { get; init; }
        public required StallParty Party { get; init; }
        public required string About { get; init; }
        public required string Why { get; init; }
        public required string Userid { get; init; }
        public required AlertState State { get; init; }
        public required DateTimeOffset DueAt { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? DoneAt { get; init; }
        public string? DigestId { get; init; }
        public string? Reason { get; init; }
        public required AlertSubject Subject { get; init; }

        public StallAlert Alert => new(Id, StallId, ExternalUserid, Level, Turn, Party, About, Why, Userid, State, DueAt, CreatedAt, DoneAt, DigestId, Reason, Subject);
    }
}
