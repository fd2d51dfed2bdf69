using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using WeComSales.Tests.People;

namespace WeComSales.Tests.Lexicon;

public sealed class LexiconRouteTests
{
    const string Csv = "kind,label,term,replacement\ncompetitor,,理邦,\nword,delay_or_stall,春糖回来,\n";

    [Fact]
    public async Task Only_an_administrator_comes_to_the_lexicon()
    {
        await using var office = await Office.Open();
        await office.Import("directory", "userid,name,role\nlin,林晓,rep\nchen,陈立,manager\nadmin,管理,admin\n");
        await using var door = await Door.Open(office);

        foreach (var path in new[] { "", "/versions", "/export", "/proposals" })
        {
            (await (await door.As("lin")).GetAsync("/api/lexicon" + path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await (await door.As("chen")).GetAsync("/api/lexicon" + path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await (await door.As("admin")).GetAsync("/api/lexicon" + path)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }
    }

    [Fact]
    public async Task An_administrator_keeps_previews_activates_and_exports_a_file()
    {
        await using var office = await Office.Open();
        await office.Import("directory", "userid,name,role\nadmin,管理,admin\n");
        await using var door = await Door.Open(office);
        var admin = await door.As("admin");

        (await admin.PostAsJsonAsync("/api/lexicon/preview", new { csv = Csv })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var kept = await (await admin.PostAsJsonAsync("/api/lexicon/versions", new { csv = Csv, remark = "第一版" })).Content.ReadFromJsonAsync<JsonElement>();
        var number = kept.GetProperty("number").GetInt32();
        (await admin.PostAsync($"/api/lexicon/versions/{number}/activate", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await admin.GetStringAsync("/api/lexicon/export")).ShouldBe(Csv);
        (await admin.PostAsync("/api/lexicon/versions/99/activate", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await admin.PostAsJsonAsync("/api/lexicon/versions", new { csv = "kind,term\nword,贵\n" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_preview_shows_an_administrator_no_phone_number()
    {
        await using var office = await Office.Open();
        await office.Import("directory", "userid,name,role\nadmin,管理,admin\n");
        await LexiconFlowTests.Add(office, "n1", "价格太高了，打我 13812345678");
        await using var door = await Door.Open(office);
        var admin = await door.As("admin");

        var preview = await (await admin.PostAsJsonAsync("/api/lexicon/preview", new { csv = "kind,label,term,replacement\nexclusion,,价格太高,\n" })).Content.ReadAsStringAsync();

        preview.ShouldContain("价格异议");
        preview.ShouldContain("138****5678");
        preview.ShouldNotContain("12345678");
    }

    [Fact]
    public async Task The_preview_shows_of_a_note_only_what_stands_beside_the_words_and_is_written_down()
    {
        await using var office = await Office.Open();
        await office.Import("directory", "userid,name,role\nadmin,管理,admin\n");
        var before = "王主任上周在电话里说了很多他们医院内部的事情包括科室之间的矛盾";
        await LexiconFlowTests.Add(office, "n1", $"{before}，然后说价格太高了，还有他女儿今年要去外地上大学所以最近都很忙，他太太在城东的学校里教书，他们家以前住在老城区，后来才搬过来，所以不方便见面13812345678");
        await using var door = await Door.Open(office);
        var admin = await door.As("admin");

        var answer = await (await admin.PostAsJsonAsync("/api/lexicon/preview", new { csv = "kind,label,term,replacement\nexclusion,,价格太高,\n" })).Content.ReadFromJsonAsync<JsonElement>();

        var text = answer.GetProperty("differences").EnumerateArray().ShouldHaveSingleItem().GetProperty("text").GetString()!;
        text.ShouldContain("价格太高");
        text.ShouldStartWith("…");
        text.ShouldEndWith("…");
        text.ShouldNotContain("王主任");
        text.ShouldNotContain("不方便见面");
        text.Length.ShouldBeLessThan(90);
        (await office.Db.Read(tx => tx.Audit.After("", 100))).ShouldContain(entry => entry.Action == "lexicon.preview" && entry.Userid == "admin");
    }
}
