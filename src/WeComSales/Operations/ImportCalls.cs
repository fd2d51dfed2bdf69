using System.Globalization;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Operations;

/// <summary>Calls from the company's telephone system. A call happened once: a row whose key is known changes nothing.</summary>
public sealed class ImportCalls(Db db, ContactFlow contacts, CellContext context) : ImportKind
{
    const int LongestCall = 24 * 60 * 60;

    IReadOnlyDictionary<string, string> staff = new Dictionary<string, string>();

    public override string Name => "calls";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("call_id", Cells.Key, Required: true),
        new("userid", Cells.Key, Required: true),
        new("external_userid", Cells.Key, Required: true),
        new("started_at", Cells.PastTime, Required: true),
        new("duration_s", Seconds, Required: true),
    ];

    public override async Task Begin() => staff = await db.Read(tx => tx.Staff.Spellings());

    public override async Task<IReadOnlyList<RowOutcome>> Save(IReadOnlyList<ImportRow> rows, DateTimeOffset now)
    {
        var unknown = await MissingCustomers.Fetch(db, contacts, [.. rows.Select(row => row.Cells["external_userid"])], now);
        return await db.Write(async tx =>
        {
            var known = await tx.Calls.ByIds([.. rows.Select(row => row.Key)]);
            var outcomes = new List<RowOutcome>(rows.Count);
            foreach (var row in rows)
            {
                outcomes.Add(Refusal(row, unknown, known) ?? new(await tx.Calls.Add(Call(row), now) ? RowFate.Added : RowFate.Unchanged));
            }

            return (IReadOnlyList<RowOutcome>)outcomes;
        });
    }

    public override async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Page(Tx tx, string afterKey, int count) =>
        [.. (await tx.Calls.After(afterKey, count)).Select(Current)];

    static CellReading Seconds(string text, CellContext _) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestCall
            ? seconds.ToString(CultureInfo.InvariantCulture)
            : CellReading.Wrong($"「{text}」不是 0 到 {LongestCall} 的秒数");

    RowOutcome? Refusal(ImportRow row, IReadOnlyDictionary<string, string> unknownCustomers, IReadOnlyDictionary<string, PhoneCall> known) =>
        !staff.ContainsKey(row.Cells["userid"]) ? RowOutcome.Rejected("userid", $"没有这个人「{row.Cells["userid"]}」")
        : unknownCustomers.TryGetValue(row.Cells["external_userid"], out var why) ? RowOutcome.Rejected("external_userid", why)
        : known.TryGetValue(row.Key, out var call) && call != Call(row) ? RowOutcome.Rejected("call_id", "这通电话已导入，内容不同；通话不能改")
        : null;

    PhoneCall Call(ImportRow row) => new(
        row.Key, staff[row.Cells["userid"]], row.Cells["external_userid"], Cells.ToTime(row.Cells["started_at"])!.Value,
        int.Parse(row.Cells["duration_s"], CultureInfo.InvariantCulture));

    Dictionary<string, string> Current(PhoneCall call) => new(StringComparer.Ordinal)
    {
        ["call_id"] = call.Id,
        ["userid"] = call.Userid,
        ["external_userid"] = call.ExternalUserid,
        ["started_at"] = Cells.Of(call.StartedAt, context.Zone),
        ["duration_s"] = call.Seconds.ToString(CultureInfo.InvariantCulture),
    };
}
