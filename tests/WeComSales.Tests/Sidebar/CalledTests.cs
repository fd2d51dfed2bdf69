using System.Text.Json;
using WeComSales.Domain;

namespace WeComSales.Tests.Sidebar;

/// <summary>A customer has one name for everybody who looks: what their rep calls them.</summary>
public sealed class CalledTests
{
    [Fact]
    public async Task Whoever_looks_reads_what_the_rep_calls_the_customer_and_the_name_in_WeCom_beside_it()
    {
        await using var house = await House.Open();
        await Remark(house, "linxiao", "骨科王主任");
        using var manager = await Desk.Of(house, "zhoulei");

        var page = (await manager.Read("/api/customers/wmWang")).GetProperty("customer");
        (Text(page, "name"), Text(page, "nickname"), Text(page, "company")).ShouldBe(("骨科王主任", "王主任", "仁和医院骨科"));
        var line = (await manager.Read("/api/team/linxiao")).GetProperty("customers").EnumerateArray().Single(one => Text(one, "externalUserid") == "wmWang");
        (Text(line, "name"), Text(line, "company")).ShouldBe(("骨科王主任", "仁和医院骨科"));
    }

    [Fact]
    public async Task A_manager_who_follows_the_customer_too_still_reads_the_reps_name()
    {
        await using var house = await House.Open();
        await Remark(house, "linxiao", "骨科王主任");
        await Remark(house, "zhoulei", "老王", House.Start.AddDays(-300));
        using var manager = await Desk.Of(house, "zhoulei");

        Text((await manager.Read("/api/customers/wmWang")).GetProperty("customer"), "name").ShouldBe("骨科王主任");
    }

    [Fact]
    public async Task A_rep_reads_the_own_remark_and_without_one_the_name_in_WeCom()
    {
        await using var house = await House.Open();
        await Remark(house, "linxiao", "骨科王主任");
        await Remark(house, "chenmo", null);
        using var owner = await Desk.Of(house, "linxiao");
        using var colleague = await Desk.Of(house, "chenmo");

        Text((await owner.Read("/api/customers/wmWang")).GetProperty("customer"), "name").ShouldBe("骨科王主任");
        Text((await colleague.Read("/api/customers/wmWang")).GetProperty("customer"), "name").ShouldBe("王主任");
    }

    [Fact]
    public async Task Who_is_asked_for_support_reads_the_reps_name_on_the_card_in_the_list_and_on_the_page()
    {
        await using var house = await House.Open(null, ("Rules:DefaultOps:0", "chenmo"));
        await Remark(house, "linxiao", "骨科王主任");
        using var rep = await Desk.Of(house, "linxiao");
        using var ops = await Desk.Of(house, "chenmo", Role.Ops);

        await rep.Post("/api/customers/wmWang/support-requests", new { id = Desk.NewId(), what = "一份竞品对比", from = "ops" });
        await house.Settle();

        house.Phone("陈默").LastCard.Desc.ShouldBe("骨科王主任");
        Text((await ops.Read("/api/today")).GetProperty("support")[0], "customer").ShouldBe("骨科王主任");
        Text((await ops.Read("/api/customers/wmWang")).GetProperty("customer"), "name").ShouldBe("骨科王主任");
    }

    [Fact]
    public async Task Whose_customer_was_looked_at_reads_the_own_remark_in_the_list_of_looks()
    {
        await using var house = await House.Open();
        await Remark(house, "linxiao", "骨科王主任");
        using var rep = await Desk.Of(house, "linxiao");
        using var manager = await Desk.Of(house, "zhoulei");

        await manager.Read("/api/customers/wmWang");

        Text((await rep.Read("/api/looks")).GetProperty("items")[0], "customer").ShouldBe("骨科王主任");
    }

    static Task Remark(House house, string userid, string? remark, DateTimeOffset? since = null) => house.Db.Write(tx => tx.Follows.Put(
        new("wmWang", userid, remark, remark is null ? null : "仁和医院骨科", [], null, [], since ?? House.Start.AddDays(-30), null, null, null)));

    static string? Text(JsonElement one, string name) => one.GetProperty(name).GetString();
}
