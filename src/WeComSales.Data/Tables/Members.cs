using System.Globalization;
using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Members (会员) of the shops.</summary>
public sealed class Members(Tx tx)
{
    const string Columns = "member_code, name, phone, baby_birthday, store_code";
    const string Day = "yyyy-MM-dd";

    public async Task<Member?> ByCode(string code) =>
        (await tx.One<Row>($"select {Columns} from members where member_code = @code", new { code }))?.Member;

    /// <param name="codes">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, Member>> ByCodes(IReadOnlyCollection<string> codes) =>
        (await tx.All<Row>($"select {Columns} from members where member_code in @codes", new { codes = tx.Many(codes) }))
        .ToDictionary(row => row.MemberCode, row => row.Member, StringComparer.Ordinal);

    /// <summary>The next page behind a code.</summary>
    public async Task<IReadOnlyList<Member>> After(string code, int count) =>
        [.. (await tx.All<Row>($"select {Columns} from members where member_code > @code order by member_code {tx.Dialect.Limit}", new { code, count })).Select(row => row.Member)];

    public Task Put(Member member) => tx.Put(
        "update members set name = @Name, phone = @Phone, baby_birthday = @BabyBirthday, store_code = @StoreCode where member_code = @MemberCode",
        "members", "member_code", Columns,
        new
        {
            MemberCode = member.Code,
            member.Name,
            member.Phone,
            BabyBirthday = member.BabyBirthday?.ToString(Day, CultureInfo.InvariantCulture),
            member.StoreCode,
        });

    sealed class Row
    {
        public required string MemberCode { get; init; }
        public required string Name { get; init; }
        public string? Phone { get; init; }
        public string? BabyBirthday { get; init; }
        public string? StoreCode { get; init; }

        public Member Member => new(
            MemberCode, Name, Phone, BabyBirthday is null ? null : DateOnly.ParseExact(BabyBirthday, Day, CultureInfo.InvariantCulture), StoreCode);
    }
}
