using System.Globalization;
using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Calls with customers (通话).</summary>
public sealed class Calls(Tx tx)
{
    const string Columns = "id, userid, external_userid, started_at, duration_s, recorded_at";

    /// <summary>Adds the call and its timeline row, and with it its effect on clocks. False when the call is known: it happened once.</summary>
    public async Task<bool> Add(PhoneCall call, DateTimeOffset now)
    {
        if (0 == await tx.InsertIfAbsent("calls", "id", Columns,
            new { call.Id, call.Userid, call.ExternalUserid, call.StartedAt, DurationS = call.Seconds, RecordedAt = now }))
        {
            return false;
        }

        await tx.Timeline.Add(new TimelineRow(
            Ids.New(now), call.ExternalUserid, null, TimelineKinds.Call, call.StartedAt, call.Userid,
            Summary(call.Seconds), Json.Text(new { call.Seconds }), call.Id, now));
        return true;
    }

    /// <param name="ids">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, PhoneCall>> ByIds(IReadOnlyCollection<string> ids) =>
        (await tx.All<Row>($"select {Columns} from calls where id in @ids", new { ids = tx.Many(ids) }))
        .ToDictionary(row => row.Id, row => row.Call, StringComparer.Ordinal);

    /// <summary>The next page behind a call, by id: for exports that may be larger than memory.</summary>
    public async Task<IReadOnlyList<PhoneCall>> After(string id, int count) =>
        [.. (await tx.All<Row>($"select {Columns} from calls where id > @id order by id {tx.Dialect.Limit}", new { id, count })).Select(row => row.Call)];

    static string Summary(int seconds) => seconds == 0 ? "电话未接通" : string.Create(
        CultureInfo.InvariantCulture, $"通话 {seconds / 60} 分 {seconds % 60} 秒");

    sealed class Row
    {
        public required string Id { get; init; }
        public required string Userid { get; init; }
        public required string ExternalUserid { get; init; }
        public required DateTimeOffset StartedAt { get; init; }
        public required int DurationS { get; init; }

        public PhoneCall Call => new(Id, Userid, ExternalUserid, StartedAt, DurationS);
    }
}
