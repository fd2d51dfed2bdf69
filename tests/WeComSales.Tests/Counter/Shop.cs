using System.Text.Json;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Counter;

/// <summary>
/// Two shops: 徐汇店 (SH01) with its manager 顾岚, the clerks 许婧 and 方宁 and a phone that they share, and 静安店 (SH02) with 何欣.
/// 王小明's mother belongs to SH01, 李's to SH02.
/// </summary>
sealed class Shop(House house) : IAsyncDisposable
{
    public House House => house;

    public DateTimeOffset Now => house.WeCom.Clock.GetUtcNow();

    public static async Task<Shop> Open(params (string Key, string? Value)[] changes) => new Shop(await House.Open(null, changes)) is var shop && await shop.Fill() ? shop : throw new InvalidOperationException();

    public Task<Desk> Phone(string userid) => Desk.Of(house, userid);

    public static async Task<string> Recommend(Desk phone, string product = "P2", string member = "M001", string? turn = null, string? id = null, DateTimeOffset? at = null) =>
        (await phone.Post("/api/counter/recommendations", new { id = id ?? Desk.NewId(), memberCode = member, productCode = product, at, turnId = turn })).GetProperty("id").GetString()!;

    /// <summary>A badge as it is printed.</summary>
    public static async Task<string> Badge(Desk manager, string userid) =>
        (await manager.Post("/api/counter/badges", new { id = Desk.NewId(), userid })).GetProperty("code").GetString()!;

    public static async Task<string> Take(Desk phone, string badge) =>
        (await phone.Post("/api/counter/turns", new { id = Desk.NewId(), badge })).GetProperty("id").GetString()!;

    public Task<IReadOnlyList<Recommendation>> Recommendations(string member = "M001") => house.Db.Read(tx => tx.Recommendations.OfMember(member, 100));

    public Task<IReadOnlyList<MemberLook>> Looks(string member) => house.Db.Read(tx => tx.MemberLooks.Of(member, 100));

    public void Wait(TimeSpan time) => house.WeCom.Clock.Advance(time);

    public ValueTask DisposeAsync() => house.DisposeAsync();

    async Task<bool> Fill() => await house.Db.Write(async tx =>
    {
        foreach (var (userid, name, role, store) in new[]
        {
            ("gulan", "顾岚", Role.StoreManager, "SH01"), ("xujing", "许婧", Role.Clerk, "SH01"), ("fangning", "方宁", Role.Clerk, "SH01"),
            ("counter1", "徐汇店柜台", Role.Clerk, "SH01"), ("hexin", "何欣", Role.Clerk, "SH02"), ("nobody", "无店", Role.Clerk, null),
        })
        {
            await tx.Staff.Put(Staff.New(userid, name) with { Role = role, RoleSource = RoleSource.Import, StoreCode = store }, null);
        }

        await tx.Members.Put(new("M001", "王小明", "13800000001", new DateOnly(2026, 3, 8), "SH01"));
        await tx.Members.Put(new("M002", "李文", null, null, "SH02"));
        await tx.Members.Put(new("M/3", "赵丽", null, new DateOnly(2026, 12, 1), "SH01"));
        foreach (var product in (Product[])[new("P1", "爱贝 一段奶粉", "一段奶粉", 258m), new("P2", "爱贝 二段奶粉", "二段奶粉", 268m), new("P7", "防溢乳垫 60 片", "待产用品", 39m)])
        {
            await tx.Products.Put(product);
        }

        for (var day = 1; day <= 4; day++)
        {
            await tx.Purchases.Put(new("M001", "P1", day, 258m, "SH01", House.Start.AddDays(-30 * day), day == 2 ? ["防溢乳垫", "产褥垫"] : []));
        }

        return true;
    });
}
