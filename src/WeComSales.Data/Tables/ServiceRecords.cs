using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>A record that a shop left to its next turn.</summary>
public sealed class OpenServiceRecord
{
    public required string Id { get; init; }
    public required string MemberCode { get; init; }
    public required string MemberName { get; init; }
    public required string Content { get; init; }
    public required string ByUserid { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Service records (服务记录): what was said at the counter.</summary>
public sealed class ServiceRecords(Tx tx)
{
    const string Columns =
        "id, member_code, store_code, by_userid, phone_userid, turn_id, said, content, spoken, signals, entities, struck, at, recorded_at, open_since";

    /// <summary>False when this id is there.</summary>
    public async Task<bool> Add(ServiceRecord one) => 1 == await tx.InsertIfAbsent("service_records", "id", Columns, new
    {
        one.Id,
        one.MemberCode,
        one.Hand.StoreCode,
        ByUserid = one.Hand.By,
        PhoneUserid = one.Hand.Phone,
        one.Hand.TurnId,
        one.Said,
        Content = one.Text,
        one.Spoken,
        Signals = Json.Text(one.Signals),
        Entities = Json.Text(one.Entities),
        Struck = Json.Text(one.Struck),
        one.At,
        one.RecordedAt,
        one.OpenSince,
    });

    public async Task<ServiceRecord?> ById(string id) =>
        (await tx.One<Row>($"select {Columns} from service_records where id = @id", new { id }))?.Record;

    /// <summary>The newest of a member, whatever the shop.</summary>
    public async Task<IReadOnlyList<ServiceRecord>> OfMember(string memberCode, int count) =>
        [.. (await tx.All<Row>($"select {Columns} from service_records where member_code = @memberCode order by at desc, id desc {tx.Dialect.Limit}", new { memberCode, count }))
            .Select(row => row.Record)];

    /// <summary>What a shop left open with its own members, newest first.</summary>
    public Task<IReadOnlyList<OpenServiceRecord>> Open(string storeCode, DateTimeOffset since, int count) => tx.All<OpenServiceRecord>(
        $"""
        select r.id, r.member_code, m.name as member_name, r.content, r.by_userid, r.at
        from service_records r join members m on m.member_code = r.member_code and m.store_code = r.store_code
        where r.store_code = @storeCode and r.open_since >= @since order by r.open_since desc, r.id {tx.Dialect.Limit}
        """,
        new { storeCode, since, count });

    /// <summary>Somebody has seen to it. False when nothing was open.</summary>
    public async Task<bool> Done(string id, string by, DateTimeOffset at) => 1 == await tx.Run(
        "update service_records set open_since = null, closed_at = @at, closed_by = @by where id = @id and open_since is not null", new { id, by, at });

    sealed class Row
    {
        public required string Id { get; init; }
        public required string MemberCode { get; init; }
        public required string StoreCode { get; init; }
        public required string ByUserid { get; init; }
        public required string PhoneUserid { get; init; }
        public string? TurnId { get; init; }
        public required string Said { get; init; }
        public required string Content { get; init; }
        public required bool Spoken { get; init; }
        public required string Signals { get; init; }
        public required string Entities { get; init; }
        public required string Struck { get; init; }
        public required DateTimeOffset At { get; init; }
        public required DateTimeOffset RecordedAt { get; init; }
        public DateTimeOffset? OpenSince { get; init; }

        public ServiceRecord Record => new(
            Id, MemberCode, new(ByUserid, PhoneUserid, TurnId, StoreCode), Said, Content, Spoken, Json.Read<List<Signal>>(Signals),
            Json.Read<List<Entity>>(Entities), Json.Read<List<string>>(Struck), At, RecordedAt, OpenSince);
    }
}
