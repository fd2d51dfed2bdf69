using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Data.Tests;

/// <summary>Where engines differ by nature, and must not differ here.</summary>
public sealed class SameEverywhereTests
{
    static readonly DateTimeOffset Noon = TempDatabase.Noon;

    [Fact]
    public async Task Userids_that_differ_only_in_case_are_different_people()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(async tx =>
        {
            await tx.Staff.Put(Staff.New("ZhangSan", "大写"), null);
            await tx.Staff.Put(Staff.New("zhangsan", "小写"), null);
        });

        (await database.Db.Read(tx => tx.Staff.ByUserid("zhangsan")))!.Name.ShouldBe("小写");
        (await database.Db.Read(tx => tx.Staff.After("", 10))).Select(staff => staff.Userid).ShouldBe(["ZhangSan", "zhangsan"]);
    }

    [Fact]
    public async Task Texts_with_every_kind_of_character_come_back()
    {
        await using var database = await TempDatabase.Create();
        const string text = "价格太高，😀 𠮷野家 ' \" \\ % _ [x] é\tß\n￿";
        await database.Db.Write(tx => tx.CorpTags.Put(new Tag("t1", "级别", text)));
        await database.Db.Write(tx => tx.CorpTags.Put(new Tag("t2", "级别", "half \ud83d and zero \0.")));

        var tags = await database.Db.Read(tx => tx.CorpTags.All());
        tags["t1"].Name.ShouldBe(text);
        tags["t2"].Name.ShouldBe("half � and zero �.");
    }

    [Fact]
    public async Task Times_are_kept_to_the_millisecond_whatever_their_zone()
    {
        await using var database = await TempDatabase.Create();
        var at = new DateTimeOffset(2026, 11, 20, 18, 0, 0, 123, 987, TimeSpan.FromHours(8));
        await database.Db.Write(tx => tx.Audit.Add(new("a1", at, "lin", "look", "wm-1", null)));

        var kept = (await database.Db.Read(tx => tx.Audit.Page(at.AddDays(1), "", 10))).ShouldHaveSingleItem().At;

        kept.ShouldBe(new DateTimeOffset(2026, 11, 20, 10, 0, 0, 123, TimeSpan.Zero));
        (await database.Db.Read(tx => tx.Audit.Page(kept, "a2", 10))).ShouldHaveSingleItem();
        (await database.Db.Read(tx => tx.Audit.Page(kept, "a1", 10))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Amounts_come_back_without_idle_zeros()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(tx => tx.Opportunities.Add(PeopleTests.Ct with { Amount = 350000.5000m }));

        var amount = (await database.Db.Read(tx => tx.Opportunities.ByCode("A-1")))!.Amount!.Value;

        amount.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe("350000.5");
    }

    [Fact]
    public async Task A_search_takes_every_character_for_itself()
    {
        await using var database = await TempDatabase.Create();
        var lin = new Viewer("lin", Role.Rep);
        await database.Db.Write(async tx =>
        {
            foreach (var (id, name) in new[] { ("wm-1", "王[1]主任"), ("wm-2", "王1主任"), ("wm-3", "100% 医院"), ("wm-4", "LI_Hua") })
            {
                await tx.Customers.Put(PeopleTests.Wang with { ExternalUserid = id, Name = name, Company = null }, Noon);
                await tx.Follows.Put(PeopleTests.Following("lin", id));
            }
        });

        async Task<string> Found(string text) => string.Join(' ', (await database.Db.Read(tx => tx.Customers.Search(lin, text, 10))).Select(line => line.ExternalUserid).Order());
        (await Found("[1]")).ShouldBe("wm-1");
        (await Found("100%")).ShouldBe("wm-3");
        (await Found("li_h")).ShouldBe("wm-4");
        (await Found("主任")).ShouldBe("wm-1 wm-2");
    }

    [Fact]
    public async Task A_list_of_any_length_is_asked_for_at_once()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(async tx =>
        {
            for (var i = 0; i < 5; i++)
            {
                await tx.Staff.Put(Staff.New($"rep-{i}", "人"), null);
            }
        });

        foreach (var count in new[] { 0, 1, 3, 5, 500 })
        {
            var found = await database.Db.Read(tx => tx.Staff.ByUserids([.. Enumerable.Range(0, count).Select(i => $"rep-{i}")]));
            found.Count.ShouldBe(Math.Min(count, 5));
        }
    }
}
