using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Which member follows which customer, and since when; ended ones stay with the reason.</summary>
public sealed class Follows(Tx tx)
{
    const string Columns =
        "external_userid, userid, remark, remark_company, remark_mobiles, description, tags, added_at, channel, ended_at, end_reason";

    /// <summary>Ended ones too, the earliest first.</summary>
    public async Task<IReadOnlyList<Follow>> Of(string externalUserid) =>
        [.. (await tx.All<Row>(
            $"select {Columns} from follows where external_userid = @externalUserid order by added_at, userid", new { externalUserid }))
            .Select(row => row.Follow)];

    /// <summary>Of several customers, ended ones too, the earliest first.</summary>
    /// <param name="externalUserids">At most 500.</param>
    public async Task<ILookup<string, Follow>> OfAll(IReadOnlyCollection<string> externalUserids) =>
        (await tx.All<Row>(
            $"select {Columns} from follows where external_userid in @externalUserids order by added_at, userid",
            new { externalUserids = tx.Many(externalUserids) })).Select(row => row.Follow).ToLookup(follow => follow.ExternalUserid, StringComparer.Ordinal);

    /// <summary>The customers whom a member follows now, as far as WeCom has ever shown them.</summary>
    public Task<IReadOnlyList<string>> CustomersOf(string userid) => tx.All<string>(
        """
        select f.external_userid from follows f join customers c on c.external_userid = f.external_userid
        where f.userid = @userid and f.ended_at is null and c.fetched_at is not null order by f.external_userid
        """,
        new { userid });

    public async Task Put(Follow follow)
    {
        var args = new
        {
            follow.ExternalUserid,
            follow.Userid,
            follow.Remark,
            follow.RemarkCompany,
            RemarkMobiles = Json.Text(follow.RemarkMobiles),
            follow.Description,
            Tags = Json.Text(follow.Tags),
            follow.AddedAt,
            follow.Channel,
            follow.EndedAt,
            EndReason = Words.Of(follow.EndReason),
        };
        await tx.Put(
            """
            update follows set remark = @Remark, remark_company = @RemarkCompany, remark_mobiles = @RemarkMobiles,
              description = @Description, tags = @Tags, added_at = @AddedAt, channel = @Channel,
              ended_at = @EndedAt, end_reason = @EndReason
            where external_userid = @ExternalUserid and userid = @Userid
            """,
            "follows", "external_userid, userid", Columns, args);
    }

    sealed class Row
    {
        public required string ExternalUserid { get; init; }
        public required string Userid { get; init; }
        public string? Remark { get; init; }
        public string? RemarkCompany { get; init; }
        public required string RemarkMobiles { get; init; }
        public string? Description { get; init; }
        public required string Tags { get; init; }
        public required DateTimeOffset AddedAt { get; init; }
        public string? Channel { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public FollowEnd? EndReason { get; init; }

        public Follow Follow => new(
            ExternalUserid, Userid, Remark, RemarkCompany, Json.Read<string[]>(RemarkMobiles), Description,
            Json.Read<Tag[]>(Tags), AddedAt, Channel, EndedAt, EndReason);
    }
}
