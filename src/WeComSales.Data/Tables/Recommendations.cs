using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Something that a shop left open: a recommendation without a reaction.</summary>
public sealed class OpenRecommendation
{
    public required string Id { get; init; }
    public required string MemberCode { get; init; }
    public required string MemberName { get; init; }
    public required string ProductCode { get; init; }
    public string? ProductName { get; init; }
    public required string ByUserid { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>How often a reaction to a product was followed by its purchase, in one shop.</summary>
public sealed class ConversionRow
{
    public required string StoreCode { get; init; }
    public required string ProductCode { get; init; }
    public required string Reaction { get; init; }
    public required int Reactions { get; init; }
    public required int Bought { get; init; }
}

/// <summary>Recommendations (推荐记录) and the reactions to them.</summary>
public sealed class Recommendations(Tx tx)
{
    const string Columns =
        "id, member_code, product_code, store_code, by_userid, phone_userid, turn_id, at, recorded_at, reaction, signal, reacted_at, reacted_by, undone_at";
    const string Stored = Columns + ", buy_until, day";

    /// <summary>False when this id is there: a double tap is one record.</summary>
    /// <param name="day">The midnight with which the tap's day begins: a purchase of that very instant has a date and no time.</param>
    public async Task<bool> Add(Recommendation one, DateTimeOffset? day = null) => 1 == await tx.InsertIfAbsent("recommendations", "id", Stored, new
    {
        one.Id,
        one.MemberCode,
        one.ProductCode,
        one.Hand.StoreCode,
        ByUserid = one.Hand.By,
        PhoneUserid = one.Hand.Phone,
        one.Hand.TurnId,
        one.At,
        one.RecordedAt,
        one.Reaction,
        one.Signal,
        one.ReactedAt,
        one.ReactedBy,
        one.UndoneAt,
        BuyUntil = one.At + Conversion.Window,
        Day = day,
    });

    public async Task<Recommendation?> ById(string id) =>
        (await tx.One<Row>($"select {Columns} from recommendations where id = @id", new { id }))?.Recommendation;

    /// <summary>The newer tap counts, in whatever order they arrive. False when a newer one was there, or the record was taken back.</summary>
    public async Task<bool> React(string id, Reaction reaction, string by, DateTimeOffset at) => 1 == await tx.Run(
        """
        update recommendations set reaction = @reaction, signal = @signal, reacted_at = @at, reacted_by = @by
        where id = @id and undone_at is null and (reacted_at is null or reacted_at <= @at)
        """,
        new { id, reaction = reaction.Name, signal = reaction.Signal, at, by });

    /// <summary>Taken back: it counts nowhere any more.</summary>
    public async Task<bool> Undo(string id, DateTimeOffset at) =>
        1 == await tx.Run("update recommendations set undone_at = @at where id = @id and undone_at is null", new { id, at });

    /// <summary>The newest of a member, whatever the shop.</summary>
    public async Task<IReadOnlyList<Recommendation>> OfMember(string memberCode, int count) =>
        [.. (await tx.All<Row>(
            $"select {Columns} from recommendations where member_code = @memberCode and undone_at is null order by at desc, id desc {tx.Dialect.Limit}",
            new { memberCode, count })).Select(row => row.Recommendation)];

    /// <summary>What a shop left open with its own members, newest first.</summary>
    public Task<IReadOnlyList<OpenRecommendation>> Open(string storeCode, DateTimeOffset since, int count) => tx.All<OpenRecommendation>(
        $"""
        select r.id, r.member_code, m.name as member_name, r.product_code, p.name as product_name, r.by_userid, r.at
        from recommendations r join members m on m.member_code = r.member_code and m.store_code = r.store_code
        left join products p on p.product_code = r.product_code
        where r.store_code = @storeCode and r.at >= @since and r.reacted_at is null and r.undone_at is null
        order by r.at desc, r.member_code, r.id {tx.Dialect.Limit}
        """,
        new { storeCode, since, count });

    /// <summary>What a shop recommended most among its last so many, so that the same things are one tap away.</summary>
    public Task<IReadOnlyList<string>> RecentProducts(string storeCode, int count) => tx.All<string>(
        $"""
        select w.product_code from (
          select r.product_code, r.at from recommendations r where r.store_code = @storeCode and r.undone_at is null order by r.at desc {tx.Dialect.Limit}) w
        group by w.product_code order by count(*) desc, w.product_code
        """,
        new { storeCode, count });

    /// <summary>Reactions of a span of time, and how many of them were followed by a purchase of the same product.</summary>
    /// <param name="stores">At most 500.</param>
    public Task<IReadOnlyList<ConversionRow>> Conversions(IReadOnlyCollection<string> stores, DateTimeOffset from, DateTimeOffset to) =>
        stores.Count == 0 ? Task.FromResult<IReadOnlyList<ConversionRow>>([]) : tx.All<ConversionRow>(
        """
        select w.store_code, w.product_code, w.reaction, count(*) as reactions, sum(w.hit) as bought from (
          select r.store_code, r.product_code, r.reaction, case when exists (
            select 1 from purchases p where p.member_code = r.member_code and p.product_code = r.product_code
              and (p.purchased_at >= r.at or p.purchased_at = r.day) and p.purchased_at < r.buy_until) then 1 else 0 end as hit
          from recommendations r
          where r.store_code in @stores and r.at >= @from and r.at < @to and r.reaction is not null and r.undone_at is null) w
        group by w.store_code, w.product_code, w.reaction
        order by w.store_code, w.product_code, w.reaction
        """,
        new { stores = tx.Many(stores), from, to });

    sealed class Row
    {
        public required string Id { get; init; }
        public required string MemberCode { get; init; }
        public required string ProductCode { get; init; }
        public required string StoreCode { get; init; }
        public required string ByUserid { get; init; }
        public required string PhoneUserid { get; init; }
        public string? TurnId { get; init; }
        public required DateTimeOffset At { get; init; }
        public required DateTimeOffset RecordedAt { get; init; }
        public string? Reaction { get; init; }
        public string? Signal { get; init; }
        public DateTimeOffset? ReactedAt { get; init; }
        public string? ReactedBy { get; init; }
        public DateTimeOffset? UndoneAt { get; init; }

        public Recommendation Recommendation => new(
            Id, MemberCode, ProductCode, new(ByUserid, PhoneUserid, TurnId, StoreCode), At, RecordedAt, Reaction, Signal, ReactedAt, ReactedBy, UndoneAt);
    }
}
