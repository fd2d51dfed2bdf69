using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;
using WeComSales.Reports;
using WeComSales.Tests.Settings;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Reports;

/// <summary>Who gets at a brief, on which machine it is made, and by how many at once.</summary>
public sealed class BriefDoorTests
{
    [Fact]
    public async Task A_download_link_is_for_one_member_and_five_minutes()
    {
        await using var house = await Made();
        var id = (await house.Db.Read(tx => tx.Reports.Past("zhoulei", "9999-12-31", "", 1))).Single().Id;
        var now = house.WeCom.Clock.GetUtcNow();
        var links = house.Services.GetRequiredService<DownloadLinks>();
        var link = links.For(id, "zhoulei", now);
        using var http = new HttpClient { BaseAddress = house.Address };

        using var answer = await http.GetAsync(new Uri(link, UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(await house.Pdf());

        string[] wrong = [link.Replace("zhoulei", "chenmo", StringComparison.Ordinal), link[..^1] + (link[^1] == '0' ? '1' : '0'), links.For(id, "chenmo", now), links.For("other", "zhoulei", now), $"/files/briefs/{id}"];
        foreach (var path in wrong)
        {
            using var refused = await http.GetAsync(new Uri(path, UriKind.Relative));
            refused.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        house.WeCom.Clock.Advance(DownloadLinks.Life + TimeSpan.FromSeconds(1));
        using var late = await http.GetAsync(new Uri(link, UriKind.Relative));
        late.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_link_opens_on_the_phone_it_was_tapped_on()
    {
        await using var house = await Made();
        var id = (await house.Db.Read(tx => tx.Reports.Past("zhoulei", "9999-12-31", "", 1))).Single().Id;
        var link = house.Services.GetRequiredService<DownloadLinks>().For(id, "zhoulei", house.WeCom.Clock.GetUtcNow());
        using var phone = new HttpClient { BaseAddress = house.WeCom.BaseUrl };
        phone.DefaultRequestHeaders.Host = $"zhoulei.localhost:{house.WeCom.BaseUrl.Port}";

        (await phone.GetByteArrayAsync(new Uri(link, UriKind.Relative))).ShouldBe(await house.Pdf());
    }

    [Fact]
    public async Task Only_those_who_lead_see_a_brief_and_others_on_the_list_see_no_entries()
    {
        await using var house = await Made();
        var line = (await house.Db.Read(tx => tx.Reports.Past("zhoulei", "9999-12-31", "", 1))).Single();
        (await house.Db.Read(tx => tx.Reports.Seen(new("zhoulei", Role.Manager), line.Id)))!.Leads.ShouldBeTrue();
        (await house.Db.Read(tx => tx.Reports.Seen(new("linxiao", Role.Rep), line.Id))).ShouldBeNull();

        await house.Db.Write(tx => tx.Reports.Wish(line.DepartmentId, "linxiao", wanted: true, "admin", Day.Six));
        (await house.Db.Read(tx => tx.Reports.Seen(new("linxiao", Role.Manager), line.Id)))!.Leads.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Role.Manager, true)]
    [InlineData(Role.Director, true)]
    [InlineData(Role.Rep, false)]
    [InlineData(Role.Ops, false)]
    [InlineData(Role.Presales, false)]
    [InlineData(Role.Clerk, false)]
    [InlineData(Role.StoreManager, false)]
    [InlineData(Role.Admin, false)]
    public async Task Whoever_leads_sees_what_is_behind_the_figures_only_with_the_sight_of_those_who_lead_sales(Role role, bool sees)
    {
        await using var house = await House.Open();
        await house.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);
        await house.Services.GetRequiredService<BriefWorker>().Settled(CancellationToken.None);
        using var rep = await Desk.Of(house, "linxiao");
        await rep.Post("/api/customers/wmWang/notes", new { id = Desk.NewId(), text = "价格太高，电话 13900055512" });
        using var leader = await Desk.Of(house, "zhoulei", role);
        await house.AtSix();

        var id = (await leader.Read("/api/briefs")).GetProperty("items")[0].GetProperty("id").GetString();
        (await leader.Read($"/api/briefs/{id}")).GetProperty("canOpen").GetBoolean().ShouldBe(sees);
        using var entries = await leader.Get($"/api/briefs/{id}/entries?figure=notes");
        using var link = await leader.Send(HttpMethod.Post, $"/api/briefs/{id}/link", new { });
        using var http = new HttpClient { BaseAddress = house.Address };
        var signed = house.Services.GetRequiredService<DownloadLinks>().For(id!, "zhoulei", house.WeCom.Clock.GetUtcNow());
        using var file = await http.GetAsync(new Uri(signed, UriKind.Relative));

        foreach (var answer in (HttpResponseMessage[])[entries, link, file])
        {
            answer.StatusCode.ShouldBe(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, $"{answer.RequestMessage!.RequestUri}");
        }

        (await entries.Content.ReadAsStringAsync()).ShouldNotContain("13900055512");
        var looks = (await house.Db.Read(tx => tx.Audit.After("", 1000))).Where(entry => entry.Userid == "zhoulei").Select(entry => entry.Action).ToList();
        looks.Count(look => look == "brief.entries").ShouldBe(sees ? 1 : 0);
        looks.Count(look => look == "brief.pdf").ShouldBe(sees ? 1 : 0);
    }

    [Fact]
    public async Task An_administrator_by_the_settings_who_leads_a_team_gets_no_file_by_a_link_either()
    {
        await using var house = await House.Open(null, ("Admins", "zhoulei"));
        await house.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);
        await house.Services.GetRequiredService<BriefWorker>().Settled(CancellationToken.None);
        await house.AtSix();
        var id = (await house.Db.Read(tx => tx.Reports.Past("zhoulei", "9999-12-31", "", 1))).Single().Id;
        using var http = new HttpClient { BaseAddress = house.Address };

        using var file = await http.GetAsync(new Uri(house.Services.GetRequiredService<DownloadLinks>().For(id, "zhoulei", house.WeCom.Clock.GetUtcNow()), UriKind.Relative));

        file.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_workers_at_once_make_each_brief_once()
    {
        await using var house = await House.Open();
        await house.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);
        await house.Services.GetRequiredService<BriefWorker>().Settled(CancellationToken.None);
        BriefFlow Flow() => ActivatorUtilities.CreateInstance<BriefFlow>(house.Services);
        using var other = new BriefWorker(house.Db, Flow(), house.WeCom.Clock, new DrainPace(), NullLogger<BriefWorker>.Instance);
        await other.StartAsync(CancellationToken.None);

        await house.AtSix();
        await other.Settled(CancellationToken.None);
        await other.StopAsync(CancellationToken.None);
        // Whoever made it, made it by now: the minutes over which it is spread pass.
        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(4));
        await house.Settle();

        house.WeCom.Calls.Count(call => call is { Path: "message/send", ErrCode: 0 }).ShouldBe(2);
        house.WeCom.Calls.Count(call => call.Path == "media/upload").ShouldBe(1);
    }

    [Fact]
    public async Task A_machine_without_time_zones_refuses_to_start()
    {
        var settings = Given.Complete();
        settings["TZDIR"] = Path.Combine(Path.GetTempPath(), "there-are-no-time-zones-here");
        var ended = await Executable.Run(settings, "serve");
        ended.Code.ShouldBe(2);
        ended.Complaint.ShouldStartWith("TimeZone：");
        ended.Complaint.ShouldContain("tzdata");
    }

    static async Task<House> Made()
    {
        var house = await House.Open();
        await house.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);
        await house.Services.GetRequiredService<BriefWorker>().Settled(CancellationToken.None);
        await house.AtSix();
        return house;
    }
}
