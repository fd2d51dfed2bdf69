using WeComSales.Domain;
using WeComSales.Tests.People;

namespace WeComSales.Tests.Operations;

public sealed class ImportLexiconTests
{
    const string Words =
        """
        kind,label,term,replacement
        product,,云帆影像平台,
        competitor,,星瀚,
        word,delay_or_stall,等院办通知,
        exclusion,,贵宾,
        rewrite,,腿特,TOT
        """;

    [Fact]
    public async Task A_file_of_words_becomes_a_version_that_waits_to_be_activated()
    {
        await using var office = await Office.Open();

        var (report, rejected) = await office.Import("lexicon", Words);

        rejected.ShouldBeEmpty();
        (report.Added, report.Changed, report.Unchanged).ShouldBe((5, 0, 0));
        (await office.Db.Read(tx => tx.Lexicons.Active())).ShouldBe(0);
        var version = (await office.Db.Read(tx => tx.Lexicons.ByNumber(1)))!;
        version.Words.ShouldContain(new TenantWord(TenantWordKind.Word, "delay_or_stall", "等院办通知", null));
    }

    [Fact]
    public async Task What_is_exported_can_be_imported_again_and_makes_no_version()
    {
        await using var office = await Office.Open();
        await office.Import("lexicon", Words);
        await office.Db.Write(tx => tx.Lexicons.Activate(1, "admin", DateTimeOffset.UnixEpoch));
        await office.Export("lexicon");

        var (report, rejected) = await office.ImportFile("lexicon", office.FilePath("lexicon.out.csv"));

        rejected.ShouldBeEmpty();
        (report.Added, report.Changed, report.Unchanged).ShouldBe((0, 0, 5));
        (await office.Db.Read(tx => tx.Lexicons.Newest(9))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Rows_that_cannot_be_used_are_told_and_the_others_go_in()
    {
        await using var office = await Office.Open();

        var (report, rejected) = await office.Import("lexicon",
            "kind,label,term,replacement\nbrand,,甲,\nword,,乙,\nword,no_label,丙,\nrewrite,,丁,\nproduct,,,\nproduct,,戊,\nproduct,,戊,\n");

        rejected.Select(row => (row.Line, row.Column)).ShouldBe([(2, "kind"), (3, "label"), (4, "label"), (5, "replacement"), (6, "term"), (8, "kind")], ignoreOrder: true);
        report.Added.ShouldBe(1);
        (await office.Db.Read(tx => tx.Lexicons.ByNumber(1)))!.Words.ShouldBe([new TenantWord(TenantWordKind.Product, null, "戊", null)]);
    }
}
