namespace WeComSales.Data;

/// <summary>Somebody who gets a team's brief, or could.</summary>
/// <param name="Leads">Leads the team: gets the brief unless they said no.</param>
public sealed record BriefWish(string Userid, string Name, bool Leads, bool Wanted);

public sealed partial class Reports
{
    /// <summary>Who gets the brief of a team: leaders who did not say no, and others who were put on the list. Only people who work here.</summary>
    public async Task<IReadOnlyList<string>> RecipientsOf(long departmentId) =>
        [.. (await Wishes(departmentId)).Where(wish => wish.Wanted).Select(wish => wish.Userid)];

    /// <summary>Leaders and everybody on the list, with what counts for them.</summary>
    public async Task<IReadOnlyList<BriefWish>> Wishes(long departmentId) =>
        [.. (await tx.All<WishRow>(
            """
            select s.userid, s.name, l.userid as leader, r.wanted
            from staff s
              left join department_leaders l on l.userid = s.userid and l.department_id = @departmentId
              left join brief_recipients r on r.userid = s.userid and r.department_id = @departmentId
            where s.left_at is null and s.userid in (
              select d.userid from department_leaders d where d.department_id = @departmentId
              union select b.userid from brief_recipients b where b.department_id = @departmentId)
            order by s.userid
            """,
            new { departmentId })).Select(row => new BriefWish(row.Userid, row.Name, row.Leader is not null, row.Wanted ?? true))];

    /// <summary>Yes or no from somebody, about one team.</summary>
    public async Task Wish(long departmentId, string userid, bool wanted, string by, DateTimeOffset now)
    {
        var args = new { DepartmentId = departmentId, Userid = userid, Wanted = wanted, ChangedBy = by, ChangedAt = now };
        await tx.Put(
            """
            update brief_recipients set wanted = @Wanted, changed_by = @ChangedBy, changed_at = @ChangedAt
            where department_id = @DepartmentId and userid = @Userid
            """,
            "brief_recipients", "department_id, userid", "department_id, userid, wanted, changed_by, changed_at", args);
    }

    sealed class WishRow
    {
        public required string Userid { get; init; }
        public required string Name { get; init; }
        public string? Leader { get; init; }
        public bool? Wanted { get; init; }
    }
}
