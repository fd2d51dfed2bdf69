using System.Globalization;
using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>A brief as it was made.</summary>
/// <param name="Late">Made and sent afterwards (补发).</param>
/// <param name="Leads">The viewer leads the team or one above it and sees customers as managers and directors do: they may open the entries, others see figures only.</param>
public sealed record StoredBrief(string Id, int Version, bool Late, bool Delivers, DateTimeOffset MadeAt, Brief Brief, bool Leads);

/// <summary>A brief in the list of past ones.</summary>
public sealed record BriefLine(string Id, long DepartmentId, string TeamName, DateOnly Day, bool Late, bool Delivers, Figures Figures);

/// <summary>Briefs for those who may see them: whoever leads the team or a department above it, and whoever was put on its list.</summary>
public sealed partial class Reports
{
    const string Leading =
        """
        select t.department_id from department_tree t join department_leaders l on l.department_id = t.ancestor_id where l.userid = @viewer
        """;

    const string Visible =
        $"""
        (b.department_id in ({Leading})
          or b.department_id in (select r.department_id from brief_recipients r where r.userid = @viewer and r.wanted = @yes))
        """;

    const string Page = "b.id, b.department_id, b.team_name, b.day, b.late, b.delivers, b.version, b.made_at";

    /// <summary>Null when there is no such brief or this person may not see it: nobody can tell which.</summary>
    public async Task<StoredBrief?> Seen(Viewer viewer, string id)
    {
        var args = new { viewer = viewer.Userid, id, yes = true };
        var row = await tx.One<BriefRowStored>($"select {Page}, b.content from briefs b where b.id = @id and b.state = 2 and {Visible}", args);
        return row is null ? null : row.Stored(leads: await Leads(viewer, row.DepartmentId));
    }

    /// <summary>
    /// Whether somebody may see what stands behind a team's figures. Leading is not enough: whoever leads as an
    /// administrator, a rep or for a shop sees no team's customers anywhere else either.
    /// </summary>
    public async Task<bool> Leads(Viewer viewer, long departmentId) => viewer.Sight == Sight.Team && 0 < await tx.One<long>(
        $"select count(*) from departments d where d.id = @departmentId and d.id in ({Leading})", new { viewer = viewer.Userid, departmentId });

    /// <summary>For sending, which asks nobody.</summary>
    public async Task<StoredBrief?> ById(string id) =>
        (await tx.One<BriefRowStored>($"select {Page}, b.content from briefs b where b.id = @id and b.state = 2", new { id }))?.Stored(leads: false);

    /// <summary>The briefs of these teams on a day, by the team's number as a row of a roll-up has it.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfTeams(DateOnly day, IReadOnlyCollection<string> keys, long except)
    {
        var teams = keys.Select(key => long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var team) ? team : except).Where(team => team != except).ToArray();
        return (await tx.All<TeamBrief>(
            "select department_id, id from briefs where day = @day and department_id in @teams and state = 2", new { day = Text(day), teams = tx.Many(teams) }))
            .ToDictionary(row => row.DepartmentId.ToString(CultureInfo.InvariantCulture), row => row.Id, StringComparer.Ordinal);
    }

    /// <summary>The newest first, the page behind (<paramref name="beforeDay"/>, <paramref name="beforeId"/>).</summary>
    public async Task<IReadOnlyList<BriefLine>> Past(string viewer, string beforeDay, string beforeId, int count) =>
        [.. (await tx.All<BriefRowStored>(
            $"""
            select {Page}, b.figures from briefs b
            where b.state = 2 and {Visible} and (b.day < @beforeDay or (b.day = @beforeDay and b.id < @beforeId))
            order by b.day desc, b.id desc {tx.Dialect.Limit}
            """,
            new { viewer, beforeDay, beforeId, count, yes = true })).Select(row => row.Line)];

    /// <summary>How the rows of a day stand: made, still to be made, given up.</summary>
    public async Task<(long Made, long Open, long GivenUp)> Standing(DateOnly day)
    {
        var row = await tx.One<StandingRow>(
            """
            select coalesce(sum(case when state = 2 then 1 else 0 end), 0) as made, coalesce(sum(case when state in (0, 1) then 1 else 0 end), 0) as unmade,
              coalesce(sum(case when state = 5 then 1 else 0 end), 0) as given_up
            from briefs where day = @day
            """,
            new { day = Text(day) });
        return (row!.Made, row.Unmade, row.GivenUp);
    }

    sealed class StandingRow
    {
        public required long Made { get; init; }
        public required long Unmade { get; init; }
        public required long GivenUp { get; init; }
    }

    sealed class TeamBrief
    {
        public required long DepartmentId { get; init; }
        public required string Id { get; init; }
    }

    sealed class BriefRowStored
    {
        public required string Id { get; init; }
        public required long DepartmentId { get; init; }
        public required string TeamName { get; init; }
        public required string Day { get; init; }
        public required bool Late { get; init; }
        public required bool Delivers { get; init; }
        public required int Version { get; init; }
        public required DateTimeOffset MadeAt { get; init; }
        public string? Content { get; init; }
        public string? Figures { get; init; }

        public StoredBrief Stored(bool leads) => new(Id, Version, Late, Delivers, MadeAt, Json.Read<Brief>(Content!), leads);

        public BriefLine Line => new(
            Id, DepartmentId, TeamName, DateOnly.ParseExact(Day, Form, CultureInfo.InvariantCulture), Late, Delivers, Json.Read<Figures>(Figures!));
    }
}
