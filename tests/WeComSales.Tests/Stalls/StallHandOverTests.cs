using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Domain;
using WeComSales.People;
using WeComSales.Stalls;

namespace WeComSales.Tests.Stalls;

/// <summary>转派 and 催办 are for whoever leads the owner today, and an episode goes to a rep of the owner's team.</summary>
public sealed class StallHandOverTests
{
    [Fact]
    public async Task An_episode_goes_to_another_active_rep_of_the_owners_team_and_to_nobody_else()
    {
        await using var floor = await Stalled();
        floor.House.WeCom.Company.WithPerson("wujun", "吴军", "华东区/华东一组").WithPerson("heqing", "何青", "华东区/华东二组").WithPerson("gone", "高离", "华东区/华东二组");
        await floor.House.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);
        await Person(floor, "heqing", one => one with { Role = Role.Clerk, RoleSource = RoleSource.Import });
        await Person(floor, "gone", one => one.Gone(LeftReason.Disabled, floor.Now));
        var stall = await floor.Stall("B73");

        foreach (var to in (string[])["wujun", "heqing", "gone", "sunning", "gaoyuan", "zhoulei", "linxiao", "nobody"])
        {
            (await Answer(floor, "zhoulei", stall, new { answer = "handed", to })).ShouldBe((HttpStatusCode.Conflict, StallTexts.WrongReceiver), to);
        }

        (await floor.Stall("B73")).Rep.ShouldBe("linxiao");
        (await Answer(floor, "zhoulei", stall, new { answer = "handed", to = "chenmo" })).Status.ShouldBe(HttpStatusCode.OK);
        (await floor.Stall("B73")).Rep.ShouldBe("chenmo");
    }

    [Fact]
    public async Task A_card_that_offers_somebody_who_has_left_the_team_since_hands_nothing_over()
    {
        await using var floor = await Stalled();
        var card = floor.Manager.Select(StallFloor.Of(floor.Manager)[^1], "陈默");
        await Person(floor, "chenmo", one => one with { Role = Role.Presales, RoleSource = RoleSource.Import });

        await floor.Manager.Tap(card, "转派");
        await floor.House.Settle();

        (await floor.Stall("B73")).Rep.ShouldBe("linxiao");
        StallFloor.Of(floor.Manager)[^1].Title.ShouldBe(StallTexts.WrongReceiver);
        floor.Colleague.Cards.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_former_leader_can_do_nothing_more_by_card_or_page(bool isALeaderElsewhere)
    {
        await using var floor = await Stalled();
        var (stall, card) = (await floor.Stall("B73"), StallFloor.Of(floor.Manager)[^1]);
        stall.Manager.ShouldBe("zhoulei");
        if (isALeaderElsewhere)
        {
            floor.House.WeCom.Company.WithPerson("wujun", "吴军", "华东区/华东一组", leads: true);
            await floor.House.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);
            var team = await floor.House.Db.Read(async tx => (await tx.Staff.ByUserid("wujun"))!.DepartmentId);
            await Person(floor, "linxiao", one => one with { DepartmentId = team, DirectLeader = "wujun" });
        }
        else
        {
            await Person(floor, "zhoulei", one => one with { Role = Role.Rep, RoleSource = RoleSource.Import });
        }

        (await Answer(floor, "zhoulei", stall, new { answer = "urged" })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Answer(floor, "zhoulei", stall, new { answer = "handed", to = "chenmo" })).Status.ShouldBe(HttpStatusCode.NotFound);
        await floor.Manager.Tap(card, "催办");
        await floor.House.Settle();

        (await floor.Stall("B73")).State.ShouldBe(StallState.Alerted);
        StallFloor.Of(floor.Manager)[^1].Title.ShouldBe(StallTexts.NotEnough);
        floor.Rep.AppMessages.ShouldNotContain(message => message.Text.Contains("催办："));
        (await Answer(floor, "gaoyuan", stall, new { answer = "urged" })).Status.ShouldBe(HttpStatusCode.OK, "the director stands above both");
    }

    [Fact]
    public async Task The_rep_from_whom_it_was_taken_neither_postpones_nor_asks_for_support()
    {
        await using var floor = await Stalled();
        var card = floor.Rep.LastCard;
        await Answer(floor, "zhoulei", await floor.Stall("B73"), new { answer = "handed", to = "chenmo" });
        await floor.House.Settle();

        await floor.Rep.Tap(card, "申请支援");
        await floor.House.Settle();

        (await floor.Stall("B73")).Answer.ShouldBe(StallAnswer.Handed);
        (await floor.House.Db.Read(tx => tx.SupportRequests.OpenFor("sunning", 10))).ShouldBeEmpty();
    }

    static async Task<(HttpStatusCode Status, string? Title)> Answer(StallFloor floor, string userid, Stall stall, object answer)
    {
        using var client = await floor.As(userid);
        using var told = await client.PostAsJsonAsync($"/api/stalls/{stall.Id}/answers", answer);
        var body = await told.Content.ReadFromJsonAsync<JsonElement>();
        return (told.StatusCode, body.TryGetProperty("title", out var title) ? title.GetString() : null);
    }

    static Task Person(StallFloor floor, string userid, Func<Staff, Staff> change) => floor.House.Db.Write(async tx =>
        await tx.Staff.Put(change((await tx.Staff.ByUserid(userid))!), null));

    static async Task<StallFloor> Stalled()
    {
        var floor = await StallFloor.Open();
        await floor.Import(("B73", 73));
        await floor.Scan();
        return floor;
    }
}
