using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Somebody looked a code up.</summary>
/// <param name="Known">False for a code that nobody has.</param>
/// <param name="CrossShop">The member belongs to another shop.</param>
/// <param name="Source"><c>page</c> or <c>menu</c>.</param>
public sealed record MemberLook(string Id, string MemberCode, bool Known, bool CrossShop, CounterHand Hand, string Source, DateTimeOffset At);

/// <summary>Every look at a member, kept for a while and never changed.</summary>
public sealed class MemberLooks(Tx tx)
{
    public Task Add(MemberLook look) => tx.InsertIfAbsent(
        "member_looks", "id", "id, member_code, known, cross_shop, store_code, by_userid, phone_userid, turn_id, source, at",
        new
        {
            look.Id,
            look.MemberCode,
            look.Known,
            look.CrossShop,
            look.Hand.StoreCode,
            ByUserid = look.Hand.By,
            PhoneUserid = look.Hand.Phone,
            look.Hand.TurnId,
            look.Source,
            look.At,
        });

    /// <summary>How many codes a phone looked up since a time; ask it behind <see cref="Tx.Lock"/> for an exact limit.</summary>
    public Task<int> Count(string phone, DateTimeOffset since) =>
        tx.One<int>("select count(*) from member_looks where phone_userid = @phone and at > @since", new { phone, since });

    /// <summary>The newest looks at a member.</summary>
    public async Task<IReadOnlyList<MemberLook>> Of(string memberCode, int count) =>
        [.. (await tx.All<Row>(
            $"select id, member_code, known, cross_shop, store_code, by_userid, phone_userid, turn_id, source, at from member_looks where member_code = @memberCode order by at desc {tx.Dialect.Limit}",
            new { memberCode, count })).Select(row => new MemberLook(row.Id, row.MemberCode, row.Known, row.CrossShop, new(row.ByUserid, row.PhoneUserid, row.TurnId, row.StoreCode), row.Source, row.At))];

    /// <summary>Removes the oldest looks before a time.</summary>
    public Task<int> Forget(DateTimeOffset before, int count) => tx.Run(
        $"delete from member_looks where id in (select id from member_looks where at < @before order by at {tx.Dialect.Limit})", new { before, count });

    sealed class Row
    {
        public required string Id { get; init; }
        public required string MemberCode { get; init; }
        public required bool Known { get; init; }
        public required bool CrossShop { get; init; }
        public required string StoreCode { get; init; }
        public required string ByUserid { get; init; }
        public required string PhoneUserid { get; init; }
        public string? TurnId { get; init; }
        public required string Source { get; init; }
        public required DateTimeOffset At { get; init; }
    }
}
