using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using WeComSales.People;
using WeComSales.Fixtures;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.People;

/// <summary>Where somebody is signed in, how they end what they do not know, and what ends by itself.</summary>
public sealed class SessionTests
{
    const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 wxwork/4.1.36 MicroMessenger/7.0.1 Language/zh";
    const string Desktop = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";

    [Fact]
    public async Task Somebody_sees_their_own_sessions_and_ends_one_of_them()
    {
        await using var house = await House.Open();
        using var phone = await SignedIn(house, "linxiao", Phone);
        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(20));
        using var desktop = await SignedIn(house, "linxiao", Desktop);
        using var colleague = await Desk.Of(house, "chenmo");

        var seen = await Sessions(house, desktop);

        seen.Select(one => (one.Device, one.InWeCom, one.IsThis, one.SignedInAt, one.UsedAt)).ShouldBe(
            [("windows", false, true, House.Start.AddMinutes(20), House.Start.AddMinutes(20)), ("iphone", true, false, House.Start, House.Start)]);
        (await End(colleague, seen[1].Id)).ShouldBe(HttpStatusCode.NotFound);
        (await Status(house, phone)).ShouldBe(HttpStatusCode.OK);
        using var third = await Desk.Of(house, "linxiao");
        (await End(third, seen[1].Id)).ShouldBe(HttpStatusCode.NoContent);
        (await End(third, seen[1].Id)).ShouldBe(HttpStatusCode.NotFound);
        (await Status(house, phone)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(house, desktop)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_a_page_calls_a_session_is_neither_its_value_nor_its_row()
    {
        await using var house = await House.Open();
        using var phone = await SignedIn(house, "linxiao", Phone);

        var id = (await Sessions(house, phone)).ShouldHaveSingleItem().Id;

        var value = phone.Cookie(Root(house, "linxiao").Host, SessionCookie.Name)!;
        id.ShouldMatch("^[0-9a-f]{32}$");
        foreach (var secret in (string[])[value, SessionCookie.Hash(value)])
        {
            secret.ShouldNotContain(id);
        }
    }

    [Fact]
    public async Task A_session_that_nobody_uses_for_two_hours_is_over_and_the_next_page_signs_in_by_itself()
    {
        await using var house = await House.Open();
        using var used = await SignedIn(house, "linxiao", Phone);
        using var unused = await SignedIn(house, "chenmo", Desktop);
        for (var times = 0; times < 2; times++)
        {
            house.WeCom.Clock.Advance(TimeSpan.FromMinutes(100));
            (await Status(house, used)).ShouldBe(HttpStatusCode.OK);
        }

        (await Status(house, unused, "chenmo")).ShouldBe(HttpStatusCode.Unauthorized);

        using var page = await unused.Open(new Uri(Root(house, "chenmo"), "/auth/start?return=/sidebar/today"), address => address.AbsolutePath.StartsWith("/sidebar/", StringComparison.Ordinal));
        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Status(house, unused, "chenmo")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task However_much_it_is_used_a_session_ends_twelve_hours_after_the_sign_in()
    {
        await using var house = await House.Open();
        using var phone = await SignedIn(house, "linxiao", Phone);
        for (var hours = 1; hours < 12; hours++)
        {
            house.WeCom.Clock.Advance(TimeSpan.FromHours(1));
            (await Status(house, phone)).ShouldBe(HttpStatusCode.OK);
        }

        house.WeCom.Clock.Advance(TimeSpan.FromHours(1));
        (await Status(house, phone)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_use_is_written_down_every_five_minutes_at_most()
    {
        await using var house = await House.Open();
        using var phone = await SignedIn(house, "linxiao", Phone);

        await Look(minutes: 4);
        (await UsedAt(house)).ShouldBe(House.Start);
        await Look(minutes: 2);
        (await UsedAt(house)).ShouldBe(House.Start.AddMinutes(6));

        async Task Look(int minutes)
        {
            house.WeCom.Clock.Advance(TimeSpan.FromMinutes(minutes));
            (await Status(house, phone)).ShouldBe(HttpStatusCode.OK);
        }
    }

    [SqliteFact]
    public async Task Pages_are_read_on_while_nothing_can_be_written()
    {
        await using var house = await House.Open();
        house.Expect("");
        using var phone = await SignedIn(house, "linxiao", Phone);
        await house.Db.Write(tx => tx.Run("create trigger no_use before update on sessions begin select raise(abort, 'the disk is full'); end"));
        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(30));

        (await Status(house, phone)).ShouldBe(HttpStatusCode.OK);

        await house.Db.Write(tx => tx.Run("drop trigger no_use"));
        (await UsedAt(house)).ShouldBe(House.Start);
        (await Status(house, phone)).ShouldBe(HttpStatusCode.OK);
        (await UsedAt(house)).ShouldBe(House.Start.AddMinutes(30));
    }

    [Theory]
    [InlineData(Phone, "iphone", true)]
    [InlineData(Desktop, "windows", false)]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) wxwork/4.1.30", "ipad", true)]
    [InlineData("Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 wxwork/4.1.36 MicroMessenger/7.0.1", "android", true)]
    [InlineData("Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114 wxwork/4.1.40", "harmony", true)]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15", "mac", false)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "linux", false)]
    [InlineData("curl/8.5", null, false)]
    [InlineData("", null, false)]
    public void A_device_is_one_word_that_the_table_takes(string agent, string? kind, bool inWeCom)
    {
        BrowserDevice.Of(agent).ShouldBe(new BrowserDevice(kind, inWeCom));

        var migration = File.ReadAllText(Path.Combine(FloorPlan.Root, "src", "WeComSales.Data", "Migrations", "0018_sessions.sql"));
        (kind is null || migration.Contains($"'{kind}'", StringComparison.Ordinal)).ShouldBeTrue();
    }

    static Uri Root(House house, string userid) => new($"http://{userid}.localhost:{house.Address.Port}");

    static async Task<Browser> SignedIn(House house, string userid, string agent)
    {
        var browser = Browser.Fresh(agent);
        await browser.Open(new Uri(Root(house, userid), "/auth/start"), address => address.AbsolutePath.StartsWith("/sidebar/", StringComparison.Ordinal));
        return browser;
    }

    static async Task<IReadOnlyList<MySession>> Sessions(House house, Browser browser)
    {
        using var answer = await browser.Get(new Uri(Root(house, "linxiao"), "/api/me/sessions"));
        return (await answer.Content.ReadFromJsonAsync<MySessions>(JsonSerializerOptions.Web))!.Items;
    }

    static async Task<HttpStatusCode> End(Desk desk, string id)
    {
        using var answer = await desk.Send(HttpMethod.Delete, $"/api/me/sessions/{id}", new { });
        return answer.StatusCode;
    }

    static async Task<HttpStatusCode> Status(House house, Browser browser, string userid = "linxiao")
    {
        using var answer = await browser.Get(new Uri(Root(house, userid), "/api/me"));
        return answer.StatusCode;
    }

    static Task<DateTimeOffset?> UsedAt(House house) =>
        house.Db.Read(async tx => (await tx.Sessions.Of("linxiao", DateTimeOffset.MinValue, DateTimeOffset.MinValue)).Single().UsedAt);
}
