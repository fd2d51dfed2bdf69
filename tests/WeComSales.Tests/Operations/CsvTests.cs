using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WeComSales.Operations;

namespace WeComSales.Tests.Operations;

public sealed class CsvTests
{
    static readonly Gen<string> AnyCell =
        Gen.ListOf(Gen.Elements("=", "+", "-", "@", "＝", "＋", "－", "＠", "'", "\t", "\"", ",", "\n", "a", "王", "1")).Select(string.Concat);

    [Fact]
    public void A_guarded_cell_never_begins_like_a_formula_and_reading_gives_it_back() =>
        Prop.ForAll(AnyCell.ToArbitrary(), cell =>
        {
            var written = CsvGuard.Write(cell);
            return (written.Length == 0 || !"=+-@＝＋－＠\t\r\n".Contains(written[0])) && CsvGuard.Read(written) == cell;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_companys_own_words_go_out_defused_and_come_back_as_they_were()
    {
        IReadOnlyList<Domain.TenantWord> words =
        [
            new(Domain.TenantWordKind.Product, null, "=HYPERLINK(\"http://x\")", null), new(Domain.TenantWordKind.Competitor, null, "＠友商", null),
            new(Domain.TenantWordKind.Rewrite, null, "报价", "-报价"),
        ];

        var file = WeComSales.Lexicon.OwnWordsFile.Write(words);

        file.ShouldContain("'=HYPERLINK");
        file.ShouldContain("'＠友商");
        file.ShouldContain("'-报价");
        WeComSales.Lexicon.OwnWordsFile.Parse(file).ShouldBe(words);
    }

    [Fact]
    public async Task Only_its_owner_reads_what_was_written()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using (var target = new CsvTarget(path))
        {
            await target.Row(["a"]);
        }

        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Delete(path);
    }

    [Fact]
    public void What_is_written_is_read_back_cell_by_cell()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var rows = Gen.NonEmptyListOf(Gen.ListOf(AnyCell.Select(cell => "x" + cell.Trim()), 3));
        try
        {
            Prop.ForAll(rows.ToArbitrary(), cells => ReadBack(path, cells)).QuickCheckThrowOnFailure();
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("2026-11-20", "2026-11-20T00:00:00+08:00")]
    [InlineData("2026-11-20 10:30", "2026-11-20T10:30:00+08:00")]
    [InlineData("2026-11-20T02:30:15.5Z", "2026-11-20T10:30:15.5+08:00")]
    [InlineData("2026-11-20T10:30:00+09:00", "2026-11-20T09:30:00+08:00")]
    public void Times_without_an_offset_are_local_and_all_have_one_normal_form(string text, string expected)
    {
        var reading = Cells.PastTime(text, Context);

        reading.Value.ShouldBe(expected);
        Cells.Of(Cells.ToTime(expected), Context.Zone).ShouldBe(expected);
    }

    [Theory]
    [InlineData("2026-11-21")]
    [InlineData("20/11/2026")]
    [InlineData("昨天")]
    public void Times_in_the_future_and_times_that_are_none_are_refused(string text) => Cells.PastTime(text, Context).Fault.ShouldNotBeNull();

    [Theory]
    [InlineData("350000", "350000")]
    [InlineData("350,000.50", "350000.5")]
    [InlineData("-5", null)]
    [InlineData("35万", null)]
    [InlineData("1e5", null)]
    public void Amounts_are_plain_numbers_not_below_zero(string text, string? expected) => Cells.Money(text, Context).Value.ShouldBe(expected);

    static readonly CellContext Context =
        new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(8)));

    static async Task<bool> ReadBack(string path, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        await using (var target = new CsvTarget(path))
        {
            foreach (var row in rows)
            {
                await target.Row(row);
            }
        }

        var source = await CsvSource.Open(path, CancellationToken.None);
        return source.Rows().Select(row => string.Join('|', row.Cells)).SequenceEqual(rows.Select(row => string.Join('|', row.Select(cell => cell.Trim()))));
    }
}
