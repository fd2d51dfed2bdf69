using WeComSales.Operations;
using WeComSales.Tests.People;

namespace WeComSales.Tests.Operations;

public sealed class ImportCounterTests
{
    const string Members = "member_code,name,phone,baby_birthday,store_code\nM001,王小明,13800000001,2026-03-14,SH01\nM002,李,,,SH02\nM003,赵,,2027-02-01,SH01\n";
    const string Products = "product_code,name,category,price\nP1,二段奶粉 800g,二段奶粉,268\nP2,米饼,辅食,\n";

    const string Purchases =
        """
        member_code,product_code,quantity,amount,store_code,purchased_at,kit_remaining
        M001,P1,2,536.00,SH01,2026-11-01 10:00,防溢乳垫;产褥垫
        M001,P1,1,268,SH01,2026-11-10T09:30:00+08:00,
        M001,P2,,,SH01,2026-11-10T09:30:00+08:00,产褥垫
        M002,P1,1,268,,2026-11-11,
        """;

    [Fact]
    public async Task Members_products_and_purchases_twice_change_nothing_and_what_is_exported_can_be_imported_again()
    {
        await using var office = await Office.Open();
        foreach (var (kind, text, rows) in new[] { ("members", Members, 3), ("products", Products, 2), ("purchases", Purchases, 4) })
        {
            var (first, faults) = await office.Import(kind, text);
            var before = await office.Export(kind);
            var (again, _) = await office.Import(kind, text);
            var (back, _) = await office.ImportFile(kind, office.FilePath($"{kind}.out.csv"));

            faults.ShouldBeEmpty();
            (first.Added, again.Unchanged, back.Unchanged).ShouldBe((rows, rows, rows), kind);
            (await office.Export(kind)).ShouldBe(before);
        }

        (await office.Db.Read(tx => tx.Purchases.Kit("M001"))).ShouldBe(["产褥垫"]);
    }

    [Fact]
    public async Task What_a_later_file_says_differently_is_changed()
    {
        await using var office = await Office.Open();
        await office.Import("members", Members);
        await office.Import("purchases", Purchases);

        var (members, _) = await office.Import("members", "member_code,name,store_code\nM001,王小明,SH02\nM002,李,SH02\n");
        var (purchases, _) = await office.Import("purchases", Purchases.Replace(",536.00,", ",500,").Replace(",产褥垫", ","));

        (members.Changed, members.Unchanged, purchases.Changed, purchases.Unchanged).ShouldBe((1, 1, 2, 2));
        var moved = (await office.Db.Read(tx => tx.Members.ByCode("M001")))!;
        (moved.StoreCode, moved.Phone).ShouldBe(("SH02", "13800000001"));
    }

    [Fact]
    public async Task Rows_that_cannot_go_in_are_told_with_line_column_and_reason()
    {
        await using var office = await Office.Open();
        await office.Import("members", Members);

        var (report, purchases) = await office.Import("purchases",
            """
            member_code,product_code,quantity,amount,store_code,purchased_at,kit_remaining
            M009,P1,1,,SH01,2026-11-01,
            M001,P1,0,,SH01,2026-11-01,
            M001,P1,1,贵,SH01,2026-11-01,
            M001,P1,1,,SH01,2027-11-01,
            M001,P1,1,,SH01,2026-11-01,
            M001,P1,3,,SH01,2026-11-01 00:00,
            """);
        var (_, members) = await office.Import("members", "member_code,name,baby_birthday\nM7,,\nM8,甲,2026-13-01\nM9,乙,2028-01-01\n");

        purchases.Select(row => (row.Line, row.Column)).ShouldBe(
            [(2, "member_code"), (3, "quantity"), (4, "amount"), (5, "purchased_at"), (7, "member_code")]);
        purchases[0].Reason.ShouldContain("没有这个会员");
        purchases[4].Reason.ShouldContain("数量和金额相加");
        report.Added.ShouldBe(1);
        members.Select(row => (row.Line, row.Column)).ShouldBe([(2, "name"), (3, "baby_birthday"), (4, "baby_birthday")]);
        members[2].Reason.ShouldContain("预产期");
    }
}
