using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Operations;

/// <summary>Members of the shops. Only files change them, so a row is compared with what is stored.</summary>
public sealed class ImportMembers(Db db) : ImportKind
{
    public override string Name => "members";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("member_code", Cells.Key, Required: true),
        new("name", Cells.Text, Required: true),
        new("phone", Cells.Text),
        new("baby_birthday", Cells.Birthday),
        new("store_code", Cells.Key),
    ];

    public override Task<IReadOnlyList<RowOutcome>> Save(IReadOnlyList<ImportRow> rows, DateTimeOffset now) => db.Write(async tx =>
    {
        string[] codes = [.. rows.Select(row => row.Key)];
        var (known, erased) = (await tx.Members.ByCodes(codes), await tx.Erasures.Members(codes));
        var outcomes = new List<RowOutcome>(rows.Count);
        foreach (var row in rows)
        {
            if (erased.ContainsKey(row.Key))
            {
                outcomes.Add(RowOutcome.Rejected("member_code", $"会员「{row.Key}」的数据已按本人要求删除"));
                continue;
            }

            var before = known.GetValueOrDefault(row.Key);
            var after = Changed(before ?? new(row.Key, "", null, null, null), row.Cells);
            if (before != after)
            {
                await tx.Members.Put(after);
            }

            outcomes.Add(new(before is null ? RowFate.Added : before != after ? RowFate.Changed : RowFate.Unchanged));
        }

        return (IReadOnlyList<RowOutcome>)outcomes;
    });

    public override async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Page(Tx tx, string afterKey, int count) =>
        [.. (await tx.Members.After(afterKey, count)).Select(Current)];

    static Member Changed(Member member, IReadOnlyDictionary<string, string> cells) => member with
    {
        Name = cells["name"],
        Phone = cells.TryGetValue("phone", out var phone) ? Cells.OrNull(phone) : member.Phone,
        BabyBirthday = cells.TryGetValue("baby_birthday", out var birthday) ? Cells.ToDay(birthday) : member.BabyBirthday,
        StoreCode = cells.TryGetValue("store_code", out var store) ? Cells.OrNull(store) : member.StoreCode,
    };

    static Dictionary<string, string> Current(Member member) => new(StringComparer.Ordinal)
    {
        ["member_code"] = member.Code,
        ["name"] = member.Name,
        ["phone"] = member.Phone ?? "",
        ["baby_birthday"] = Cells.Of(member.BabyBirthday),
        ["store_code"] = member.StoreCode ?? "",
    };
}
