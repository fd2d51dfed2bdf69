using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Domain.Tests;

public sealed class ImportDiffTests
{
    static readonly Gen<Dictionary<string, string>> Row =
        from columns in Gen.SubListOf("title", "stage", "amount")
        from values in Gen.ListOf(Gen.Elements("", "a", "b"), columns.Count)
        select columns.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);

    [Fact]
    public void The_same_row_twice_changes_nothing_the_second_time_whatever_people_did_in_between()
    {
        var cases = from incoming in Row from previous in Row from touched in Row select (incoming, previous, touched);

        Prop.ForAll(cases.ToArbitrary(), given =>
        {
            var remembered = ImportDiff.Remember(given.previous, given.incoming);
            return ImportDiff.Changes(remembered, given.touched, given.incoming).Count == 0;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Only_what_differs_from_both_the_previous_import_and_the_present_is_a_change()
    {
        var cases = from incoming in Row from previous in Row from current in Row select (incoming, previous, current);

        Prop.ForAll(cases.ToArbitrary(), given =>
        {
            var changes = ImportDiff.Changes(given.previous, given.current, given.incoming);
            return given.incoming.All(column => changes.ContainsKey(column.Key)
                == (given.previous.GetValueOrDefault(column.Key, "") != column.Value && given.current.GetValueOrDefault(column.Key, "") != column.Value));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_empty_cell_erases_only_what_an_earlier_import_said()
    {
        Dictionary<string, string> empty = new() { ["amount"] = "" };
        Dictionary<string, string> now = new() { ["amount"] = "100" };

        ImportDiff.Changes(null, now, empty).ShouldBeEmpty();
        ImportDiff.Changes(now, now, empty)["amount"].ShouldBe("");
    }

    [Fact]
    public void What_somebody_changed_since_stays_until_the_file_itself_changes()
    {
        Dictionary<string, string> file = new() { ["stage"] = "提案" };
        Dictionary<string, string> now = new() { ["stage"] = "商务谈判" };

        ImportDiff.Changes(file, now, file).ShouldBeEmpty();
        ImportDiff.Changes(file, now, new Dictionary<string, string> { ["stage"] = "回款" })["stage"].ShouldBe("回款");
    }
}
