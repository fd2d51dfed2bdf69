using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Which badge has which phone in hand, and since when.</summary>
public sealed class BadgeTurns(Tx tx)
{
    const string Columns = "id, phone_userid, badge_id, userid, store_code, began_at, active_at, ended_at";

    /// <summary>Begins a turn and ends the one before. False when this id is there.</summary>
    public async Task<bool> Add(BadgeTurn turn)
    {
        if (await ById(turn.Id) is not null)
        {
            return false;
        }

        await End(turn.Phone, turn.BeganAt);
        return 1 == await tx.InsertIfAbsent("badge_turns", "id", Columns,
            new { turn.Id, PhoneUserid = turn.Phone, turn.BadgeId, turn.Userid, turn.StoreCode, turn.BeganAt, turn.ActiveAt, turn.EndedAt });
    }

    public async Task<BadgeTurn?> ById(string id) => (await tx.One<Row>($"select {Columns} from badge_turns where id = @id", new { id }))?.BadgeTurn;

    /// <summary>The last turn on a phone; null when no badge was ever scanned there.</summary>
    public async Task<BadgeTurn?> Last(string phone) =>
        (await tx.One<Row>($"select {Columns} from badge_turns where phone_userid = @phone order by began_at desc, case when ended_at is null then 0 else 1 end, id desc {tx.Dialect.Limit}", new { phone, count = 1 }))?.BadgeTurn;

    /// <summary>Something was done: the phone is not idle.</summary>
    public Task<int> Touch(string id, DateTimeOffset at) => tx.Run("update badge_turns set active_at = @at where id = @id and ended_at is null and active_at < @at", new { id, at });

    public Task<int> End(string phone, DateTimeOffset at) => tx.Run("update badge_turns set ended_at = @at where phone_userid = @phone and ended_at is null", new { phone, at });

    sealed class Row
    {
        public required string Id { get; init; }
        public required string PhoneUserid { get; init; }
        public required string BadgeId { get; init; }
        public required string Userid { get; init; }
        public required string StoreCode { get; init; }
        public required DateTimeOffset BeganAt { get; init; }
        public required DateTimeOffset ActiveAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }

        public BadgeTurn BadgeTurn => new(Id, PhoneUserid, BadgeId, Userid, StoreCode, BeganAt, ActiveAt, EndedAt);
    }
}
