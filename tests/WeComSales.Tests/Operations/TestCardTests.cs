using System.Net;
using WeComSales.Domain;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Operations;

/// <summary>The last step of a set-up: a card on the administrator's own phone, and its button comes back.</summary>
public sealed class TestCardTests
{
    [Fact]
    public async Task A_press_sends_one_card_however_often_it_arrives_and_a_tap_is_acknowledged_on_it()
    {
        await using var house = await House.Open();
        using var admin = await Desk.Of(house, "chenmo", Role.Admin);
        var path = $"/api/operations/test-cards/{Desk.NewId()}";

        (await Press(admin, path)).ShouldBe(HttpStatusCode.NoContent);
        (await Press(admin, path)).ShouldBe(HttpStatusCode.NoContent);
        await house.Settle();

        var phone = house.Phone("陈默");
        phone.Cards.ShouldHaveSingleItem().Title.ShouldBe("测试卡片");
        (await State(admin, path)).ShouldBe("sent");

        await phone.Tap(phone.LastCard, "收到了");
        await house.Settle();

        phone.Cards.ShouldHaveSingleItem().Title.ShouldBe("测试成功");
        (await State(admin, path)).ShouldBe("answered");
    }

    [Fact]
    public async Task Tapping_on_two_devices_changes_nothing_twice()
    {
        await using var house = await House.Open();
        using var admin = await Desk.Of(house, "chenmo", Role.Admin);
        var path = $"/api/operations/test-cards/{Desk.NewId()}";
        await Press(admin, path);
        await house.Settle();
        var phone = house.Phone("陈默");
        var old = phone.LastCard;

        await phone.Tap(old, "收到了");
        await house.Settle();
        await phone.Tap(old, "收到了");
        await house.Settle();

        phone.Cards.ShouldHaveSingleItem().Title.ShouldBe("测试成功");
        (await house.Db.Read(tx => tx.Queues.All())).Sum(queue => queue.Dead).ShouldBe(0);
    }

    [Fact]
    public async Task A_card_that_WeCom_refuses_is_told_with_its_reason()
    {
        await using var house = await House.Open();
        house.Expect("given up");
        house.WeCom.Faults.ErrCode(40058, "message/send");
        using var admin = await Desk.Of(house, "chenmo", Role.Admin);
        var path = $"/api/operations/test-cards/{Desk.NewId()}";

        await Press(admin, path);
        await house.Settle();

        var view = await admin.Read(path);
        view.GetProperty("state").GetString().ShouldBe("failed");
        view.GetProperty("reason").GetString()!.ShouldContain("40058");
    }

    [Fact]
    public async Task Somebody_elses_card_is_nothing_and_a_strange_id_sends_nothing()
    {
        await using var house = await House.Open();
        using var admin = await Desk.Of(house, "chenmo", Role.Admin);
        using var other = await Desk.Of(house, "zhoulei", Role.Admin);
        var path = $"/api/operations/test-cards/{Desk.NewId()}";
        await Press(admin, path);

        using var theirs = await other.Get(path);
        theirs.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Press(admin, "/api/operations/test-cards/x")).ShouldBe(HttpStatusCode.BadRequest);
        await house.Settle();
        house.Phone("陈默").Cards.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Everything_that_the_doctor_tries_has_its_step()
    {
        var folder = Directory.CreateTempSubdirectory("wecomsales-proof-");
        var proof = Path.Combine(folder.FullName, "WW_verify_abc.txt");
        await File.WriteAllTextAsync(proof, "abc");
        await using var house = await House.Open(null, ("WeCom:DomainFile", proof), ("WeCom:ContactsSecret", "another"));
        using var admin = await Desk.Of(house, "chenmo", Role.Admin);

        var findings = (await admin.Post("/api/operations/doctor", new { })).EnumerateArray().ToList();

        findings.Count.ShouldBe(14);
        findings.ShouldAllBe(finding => finding.GetProperty("step").GetInt32() > 0);
        FirstRun.StepOf("something new").ShouldBe(0);
        folder.Delete(recursive: true);
    }

    static async Task<HttpStatusCode> Press(Desk admin, string path)
    {
        using var answer = await admin.Send(HttpMethod.Put, path, new { });
        return answer.StatusCode;
    }

    static async Task<string?> State(Desk admin, string path) => (await admin.Read(path)).GetProperty("state").GetString();
}
