using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Lexicon;
using WeComSales.Tests.People;

namespace WeComSales.Tests.Lexicon;

public sealed class LexiconFlowTests
{
    static readonly TenantWord Fair = new(TenantWordKind.Word, SignalLabels.DelayOrStall, "春糖回来", null);
    static readonly TenantWord NoPrice = new(TenantWordKind.Exclusion, null, "价格太高科技", null);

    static LiveReader Reader() => new(new(ShippedLexicon.With([])));

    [Fact]
    public async Task A_version_that_is_only_kept_changes_nothing_until_it_is_activated()
    {
        await using var office = await Office.Open();
        var live = Reader();
        var flow = new LexiconFlow(office.Db, live, office.Clock);

        var number = await flow.Keep([Fair], "展会", "admin");
        Stalls(live).ShouldBeFalse();
        (await flow.Current()).Number.ShouldBe(0);

        (await flow.Activate(number, "admin")).ShouldBeTrue();
        Stalls(live).ShouldBeTrue();
        (await flow.Current()).Words.ShouldBe([Fair]);
    }

    [Fact]
    public async Task Activating_an_older_version_rolls_back()
    {
        await using var office = await Office.Open();
        var live = Reader();
        var flow = new LexiconFlow(office.Db, live, office.Clock);
        var empty = await flow.Keep([], "空", "admin");
        var full = await flow.Keep([Fair], "展会", "admin");
        await flow.Activate(full, "admin");

        (await flow.Activate(empty, "admin")).ShouldBeTrue();

        Stalls(live).ShouldBeFalse();
        (await flow.Activate(99, "admin")).ShouldBeFalse();
        (await flow.Versions(10)).Select(version => version.Number).ShouldBe([full, empty]);
    }

    [Fact]
    public async Task Another_instance_reads_with_the_new_words_after_its_next_look()
    {
        await using var office = await Office.Open();
        var (here, there) = (new LexiconFlow(office.Db, Reader(), office.Clock), Reader());
        await here.Activate(await here.Keep([Fair], "展会", "admin"), "admin");
        Stalls(there).ShouldBeFalse();

        await new LexiconFlow(office.Db, there, office.Clock).Refresh();

        Stalls(there).ShouldBeTrue();
        there.Version.ShouldBe(1);
    }

    [Fact]
    public async Task The_preview_tells_what_recent_notes_would_gain_and_lose_and_touches_nothing()
    {
        await using var office = await Office.Open();
        var flow = new LexiconFlow(office.Db, Reader(), office.Clock);
        await Add(office, "n1", "春糖回来定");
        await Add(office, "n2", "价格太高科技");
        await Add(office, "n3", "今天下雨");

        var preview = await flow.Preview([Fair, NoPrice], 10);

        preview.Read.ShouldBe(3);
        preview.Differences.ShouldNotContain(one => one.NoteId == "n3");
        preview.Differences.ShouldContain(one => one.NoteId == "n2" && one.Lost.Contains("价格异议"));
        (await flow.Versions(10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_reps_strike_again_and_again_is_proposed_and_never_applied()
    {
        await using var office = await Office.Open();
        var flow = new LexiconFlow(office.Db, Reader(), office.Clock);
        for (var i = 0; i < 7; i++) await Add(office, $"n{i}", "下次再说", new Signal(SignalLabels.DelayOrStall, Polarity.Affirmed, 0, 4, "下次再说", "rule"));
        await Add(office, "other", "太贵", new Signal(SignalLabels.PriceObjection, Polarity.Affirmed, 0, 2, "太贵", "rule"));

        var proposal = (await flow.Proposals()).ShouldHaveSingleItem();

        proposal.Text.ShouldBe("「下次再说」被当作推迟犹豫，被划掉 7 次");
        (await flow.Current()).Number.ShouldBe(0);
    }

    [Fact]
    public async Task Words_that_cannot_be_read_are_refused_with_their_line()
    {
        Should.Throw<FormatException>(() => OwnWordsFile.Parse("kind,label,term,replacement\nword,nonsense,贵,\n")).Message.ShouldContain("第 2 行");
        await Task.CompletedTask;
    }

    [Fact]
    public void A_file_of_words_comes_back_as_it_was_written()
    {
        TenantWord[] words = [Fair, NoPrice, new(TenantWordKind.Rewrite, null, "甲\"格,", "价格"), new(TenantWordKind.Product, null, "CT", null)];

        OwnWordsFile.Parse(OwnWordsFile.Write(words)).ShouldBe(words);
    }

    static bool Stalls(LiveReader live) => live.Read("春糖回来定", Office.Noon).Signals.Any(signal => signal.Label == SignalLabels.DelayOrStall && signal.Evidence == "春糖回来");

    internal static Task<bool> Add(Office office, string id, string text, params Signal[] struck) => office.Db.Write(tx => tx.Notes.Add(new Note(
        id, "d" + id, new("wm1", "王主任", null, null), NoteSource.Copy, NoteContent.Text, text, Office.Noon, false, [], [], null,
        new(struck, [], false), "lin", Office.Noon)));
}
