using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Tests.People;

namespace WeComSales.Tests.Operations;

public sealed class ImportLeadsTests
{
    const string Leads =
        """
        code,name,company,phone,region,industry,budget,tech_stack,channel,created_at
        L-1,赵工,瑞安制造,13800000001,华东,制造,50-100万,SAP;用友,展会,2026-11-18 09:00
        L-2,钱女士,,,,,,,,
        """;

    [Fact]
    public async Task Leads_twice_change_nothing_and_what_is_exported_can_be_imported_again()
    {
        await using var office = await Office.Open();

        var (first, faults) = await office.Import("leads", Leads);
        var before = await office.Export("leads");
        var (again, _) = await office.Import("leads", Leads);
        var (back, _) = await office.ImportFile("leads", office.FilePath("leads.out.csv"));

        faults.ShouldBeEmpty();
        (first.Added, again.Unchanged, back.Unchanged).ShouldBe((2, 2, 2));
        before.ShouldContain("code,name,company,phone,region,industry,budget,tech_stack,channel,created_at");
        before.ShouldContain("L-1,赵工,瑞安制造,13800000001,华东,制造,50-100万,SAP;用友,展会,2026-11-18T09:00:00+08:00");
        (await office.Export("leads")).ShouldBe(before);
    }

    [Fact]
    public async Task A_later_file_changes_what_it_says_and_leaves_what_it_does_not()
    {
        await using var office = await Office.Open();
        await office.Import("leads", Leads);

        var (report, _) = await office.Import("leads", "code,name,tech_stack,created_at\nL-1,赵工,SAP,\nL-2,钱女士,,\n");

        (report.Changed, report.Unchanged).ShouldBe((1, 1));
        var lead = (await office.Db.Read(tx => tx.Leads.ByCodes(["L-1"])))["L-1"];
        (lead.Company, lead.Phone, lead.CreatedAt).ShouldBe(("瑞安制造", "13800000001", null));
        lead.TechStack.ShouldBe(["SAP"]);
    }

    [Fact]
    public async Task Rows_that_cannot_go_in_are_told()
    {
        await using var office = await Office.Open();
        await office.Db.Write(tx => tx.Erasures.Add(new("e1", ErasureScope.Lead, "L-9", "command", "本人要求", Office.Noon, 0)));

        var (report, rejected) = await office.Import("leads", "code,name,created_at\nL-9,孙,\nL-3,,\nL-4,李,2027-01-01\nL-5,周,2026-11-01\n");

        rejected.Select(row => (row.Line, row.Column)).ShouldBe([(2, "code"), (3, "name"), (4, "created_at")]);
        rejected[0].Reason.ShouldContain("已按本人要求删除");
        report.Added.ShouldBe(1);
    }
}
