using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>
/// What a brief is made of. Acts count in the period in which the system learned of them, so that nothing is missed and
/// nothing counts twice; an act of more than a week before is history that somebody loaded, not news.
/// </summary>
public sealed partial class Reports
{
    const int NewsDays = 7;
    const int MostOpenStalls = 50;
    const int WeeksCompared = 4;

    const string OfTeam = "select s.userid from staff s join department_tree t on t.department_id = s.department_id where t.ancestor_id = @team";

    /// <param name="dueDay">The next working day.</param>
    /// <param name="dueUntil">Its end: up to here something counts as due tomorrow.</param>
    public async Task<BriefFacts> Facts(
        BriefTeam team, DateOnly day, DateTimeOffset from, DateTimeOffset to, DateOnly dueDay, DateTimeOffset dueUntil)
    {
        var counted = await Counted(team.Id, day);
        var args = new
        {
            team = team.Id,
            from,
            // What was not there yet when the brief before was made comes now.
            since = counted?.From ?? from,
            news = to.AddDays(-NewsDays),
            to,
            dueUntil,
            fromDay = Text(day.AddDays(1)),
            untilDay = Text(dueDay),
            count = MostOpenStalls,
            yes = true,
        };
        bool IsNew(Figure figure, string id, string userid, DateTimeOffset at) => at > from || (at > counted?.From && counted.Lacks(figure, id, userid));
        var acts = await Acts(args);
        return new BriefFacts(
            team, day, from, to,
            await Members(team.Id),
            [.. (await Added(args)).Where(row => IsNew(Figure.Contacts, row.Id, row.Userid, row.At)).Select(row => new AddedContact(row.Id, row.Userid))],
            [.. acts.Where(act => act.Kind == TimelineKinds.Call && IsNew(Figure.Calls, act.Id, act.Userid, act.At)).Select(act => new BriefCall(act.Id, act.Userid, act.Seconds ?? 0))],
            [.. (await Moves(args)).Where(row => row.At > from || counted?.LacksMove(row.Id, row.Userid) == true).Select(row => new BriefMove(row.Id, row.Userid, row.FromStage, row.ToStage))],
            [.. acts.Where(act => act.Kind == TimelineKinds.Note && IsNew(Figure.Notes, act.Id, act.Userid, act.At)).Select(act => act.Note)],
            [.. acts.Where(act => act.Figure is { } figure && IsNew(figure, act.Id, act.Userid, act.At)).Select(act => new BriefAct(act.Id, act.Userid, act.Figure!.Value))],
            await StallsOf(args, to, IsNew),
            await Due(args),
            (await tx.All<StageCount>($"select stage, count(*) as open_count from opportunities where owner_userid in ({OfTeam}) and closed_at is null group by stage", args))
                .ToDictionary(row => row.Stage, row => (int)row.OpenCount, StringComparer.Ordinal),
            await Before(team.Id, day));
    }

    async Task<IReadOnlyList<BriefMember>> Members(long team) =>
        [.. (await tx.All<MemberRow>(
            """
            select s.userid, s.name, s.role, s.left_at, h.ancestor_id as home_id, d.name as home_name
            from staff s
              join department_tree t on t.department_id = s.department_id and t.ancestor_id = @team
              join department_tree h on h.department_id = s.department_id
              join department_tree b on b.department_id = h.ancestor_id and b.ancestor_id = @team
              join departments d on d.id = h.ancestor_id
            where h.ancestor_id = @team or h.ancestor_id in (select l.department_id from department_leaders l)
            order by s.userid, h.depth
            """,
            new { team })).DistinctBy(row => row.Userid).Select(row => row.Member)];

    Task<IReadOnlyList<AddedRow>> Added(object args) => tx.All<AddedRow>(
        $"select external_userid as id, userid, added_at as at from follows where userid in ({OfTeam}) and added_at > @since and added_at <= @to", args);

    Task<IReadOnlyList<ActRow>> Acts(object args) => tx.All<ActRow>(
        $"""
        select a.id, a.kind, a.actor_userid as userid, a.recorded_at as at, c.duration_s as seconds, n.signals, n.entities, {Called.Name("k")} as customer
        from timeline a
          left join calls c on c.id = a.ref_id and a.kind = 'call'
          left join notes n on n.id = a.ref_id and a.kind = 'note'
          left join customers k on k.external_userid = a.external_userid and a.kind = 'note'
          {Called.By("k", "a.actor_userid")}
        where a.actor_userid in ({OfTeam}) and a.recorded_at > @since and a.recorded_at <= @to and a.at > @news
          and a.kind in ('note', 'follow_up', 'visit', 'call')
        """,
        args);

    /// <summary>A move belongs to whoever owns the opportunity, also when an import told of it.</summary>
    Task<IReadOnlyList<MoveRow>> Moves(object args) => tx.All<MoveRow>(
        $"""
        select m.id, o.owner_userid as userid, m.from_stage, m.to_stage, m.recorded_at as at
        from stage_moves m join opportunities o on o.id = m.opportunity_id
        where m.recorded_at > @since and m.recorded_at <= @to and m.at > @news and o.owner_userid in ({OfTeam})
        """,
        args);

    async Task<IReadOnlyList<BriefStall>> StallsOf(object args, DateTimeOffset to, Func<Figure, string, string, DateTimeOffset, bool> isNew)
    {
        var columns =
            $"""
            select e.id, e.rep_userid, e.owner_userid, e.stage, e.clock_base, e.opened_at, e.ended_at, o.title, {Called.Name("c")} as customer
            from stalls e join opportunities o on o.id = e.opportunity_id left join customers c on c.external_userid = e.external_userid
              {Called.By("e", "o.owner_userid")}
            """;
        string[] which =
        [
            $"e.opened_at > @since and e.opened_at <= @to and coalesce(e.rep_userid, e.owner_userid) in ({OfTeam})",
            $"e.ended_at > @since and e.ended_at <= @to and coalesce(e.rep_userid, e.owner_userid) in ({OfTeam})",
            $"e.state <> 'ended' and e.opened_at <= @to and e.rep_userid in ({OfTeam}) order by e.clock_base, e.id {tx.Dialect.Limit}",
        ];
        var rows = new List<StallRow>();
        foreach (var condition in which)
        {
            rows.AddRange(await tx.All<StallRow>($"{columns} where {condition}", args));
        }

        return [.. rows.DistinctBy(row => row.Id).Select(row => row.Stall(to, isNew))];
    }

    async Task<IReadOnlyList<BriefDue>> Due(object args) =>
    [
        .. (await tx.All<DueRow>(
            $"""
            select o.id, o.owner_userid as userid, {Called.Name("c")} as customer, o.title, 'PlannedContact' as kind, o.next_contact_at as at
            from opportunities o left join customers c on c.external_userid = o.external_userid {Called.By("o", "o.owner_userid")}
            where o.owner_userid in ({OfTeam}) and o.closed_at is null and o.next_contact_at > @to and o.next_contact_at < @dueUntil
            union all
            select c.external_userid, c.next_contact_by, {Called.Name("c")}, null, 'PlannedContact', c.next_contact_at
            from customers c {Called.By("c", "c.next_contact_by")}
            where c.next_contact_by in ({OfTeam}) and c.next_contact_at > @to and c.next_contact_at < @dueUntil
            union all
            select o.id, o.owner_userid, {Called.Name("c")}, o.title, 'ExpectedClose', @dueUntil
            from opportunities o left join customers c on c.external_userid = o.external_userid {Called.By("o", "o.owner_userid")}
            where o.owner_userid in ({OfTeam}) and o.closed_at is null and o.expected_close >= @fromDay and o.expected_close <= @untilDay
            union all
            select o.id, o.owner_userid, {Called.Name("c")}, o.title, 'WillStall', k.stall_at
            from stall_clocks k join opportunities o on o.id = k.opportunity_id left join customers c on c.external_userid = o.external_userid
              {Called.By("o", "o.owner_userid")}
            where k.stall_at > @to and k.stall_at < @dueUntil and o.owner_userid in ({OfTeam}) and o.closed_at is null
            """,
            args)).Select(row => row.Due),
    ];

    /// <summary>How many contacts each member added in a span of time, those whose relation has ended since included.</summary>
    /// <param name="from">Inclusive; <paramref name="until"/> is not.</param>
    public async Task<IReadOnlyDictionary<string, int>> AddedByMember(DateTimeOffset from, DateTimeOffset until) =>
        (await tx.All<MemberCount>("select userid, count(*) as added from follows where added_at >= @from and added_at < @until group by userid", new { from, until }))
            .ToDictionary(row => row.Userid, row => (int)row.Added, StringComparer.Ordinal);

    /// <summary>The figures of the same weekday in the four weeks before, as far as there were briefs.</summary>
    public async Task<IReadOnlyList<Figures>> Before(long team, DateOnly day) =>
        [.. (await tx.All<string>(
            "select figures from briefs where department_id = @team and day in @days and state = 2",
            new { team, days = tx.Many(Enumerable.Range(1, WeeksCompared).Select(week => Text(day.AddDays(-7 * week)))) })).Select(Json.Read<Figures>)];

    async Task<CountedBefore?> Counted(long team, DateOnly day) =>
        await tx.One<string?>(
            $"select content from briefs where department_id = @team and day < @day and state = 2 order by day desc {tx.Dialect.Limit}",
            new { team, day = Text(day), count = 1 }) is { } content ? new CountedBefore(Json.Read<Brief>(content)) : null;

    sealed class MemberCount
    {
        public required string Userid { get; init; }
        public required long Added { get; init; }
    }

    /// <summary>What the brief before counted already, and of whom it knew.</summary>
    sealed class CountedBefore(Brief before)
    {
        readonly HashSet<(Figure, string)> entries = [.. before.Entries.Select(entry => (entry.Figure, entry.Id + "/" + entry.Userid))];
        readonly HashSet<string> people = [.. before.People];

        public DateTimeOffset From => before.From;

        /// <summary>Somebody who joined the team since did not stand in that brief: what they did then was told elsewhere.</summary>
        public bool Lacks(Figure figure, string id, string userid) => people.Contains(userid) && !entries.Contains((figure, $"{id}/{userid}"));

        public bool LacksMove(string id, string userid) =>
            Lacks(Figure.Forward, id, userid) && Lacks(Figure.Backward, id, userid) && Lacks(Figure.Lost, id, userid) && Lacks(Figure.Opened, id, userid);
    }
}
