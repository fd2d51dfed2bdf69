using System.Text.RegularExpressions;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Reports;

namespace WeComSales.Tests.Reports;

/// <summary>The PDF says what the API says, to every reader, however large or strange the team is.</summary>
public sealed partial class BriefPdfTests
{
    static readonly BriefPdf pdf = new(Day.Settings());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(60)]
    public void Every_number_is_the_one_that_the_api_gives(int reps)
    {
        var stored = Day.Brief(reps);
        var view = BriefView.Of(stored);
        var text = Readers.Text(Render(stored));
        var cells = text.Split('\n').Select(line => Blanks().Split(line.Trim())).ToList();
        void Row(string[] expected) => cells.Any(line => line.SequenceEqual(expected)).ShouldBeTrue($"{string.Join(" ", expected)} in {text}");
        foreach (var row in view.Rows)
        {
            Row([row.Name, .. view.Columns.Select(column => $"{row.Counts[column]}")]);
        }

        int Count(string figure) => view.Figures.Single(one => one.Figure == figure).Count;
        if (reps > 0)
        {
            Row(["合计", .. view.Columns.Select(column => $"{Count(column)}")]);
        }

        foreach (var step in view.Funnel)
        {
            text.ShouldMatch($@"{step.Stage}\s+{step.Open}\b{(step.Entered > 0 ? $@"\s+今日进入\s*{step.Entered}\b" : "")}");
        }

        string[] large = ["contacts", "longCalls", "forward", "notes", "stallsOpened"];
        string[] small = ["visits", "followUps", "opened", "stallsEnded", "dueTomorrow"];
        Row([.. large.Select(figure => $"{Count(figure)}")]);
        Row([.. small.Select(figure => $"{Count(figure)}")]);
        foreach (var risk in view.Risks)
        {
            text.ShouldContain(risk.What);
        }

        view.Objections.Concat(view.Competitors).ShouldAllBe(mention => text.Contains($"{mention.Word} {mention.Notes}"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(60, 3)]
    public void One_to_three_pages_below_a_megabyte_and_sound(int reps, int most)
    {
        var document = Render(Day.Brief(reps));
        Readers.Run(document, "qpdf", "--check", "@").ShouldContain("No syntax or stream encoding errors found");
        Readers.Pages(document).ShouldBeLessThanOrEqualTo(most);
        document.Length.ShouldBeLessThan(1_000_000);
        Readers.Run(document, "pdffonts", "@").ShouldNotContain(" no ");
    }

    [Fact]
    public void Hostile_names_leave_every_number_in_its_place()
    {
        string[] names = ["李😀雷", "مرحبا بك", "a\u202Eb", "<b>王</b>", "第一行\n第二行", new string('长', 60), "  ", "ﷺ", "👨‍👩‍👧‍👦", "林\u0000晓", "Ĺ̶o̶n̶g̶"];
        var (hostile, plain) = (Render(Day.Brief(names.Length, name: rep => names[rep])), Render(Day.Brief(names.Length)));
        Readers.Text(hostile).ShouldContain("李□雷");
        Numbers(hostile).ShouldBe(Numbers(plain));
    }

    /// <summary>Where each number of the table stands, row by row: order of rows follows names, so rows are compared as a set.</summary>
    static IReadOnlyList<string> Numbers(byte[] document) =>
        [.. Readers.Run(document, "pdftotext", "-bbox", "@", "-").Split('\n').Where(line => Number().IsMatch(line)).Select(line => line[..line.IndexOf("yMin", StringComparison.Ordinal)] + Number().Match(line).Value).Order()];

    [Fact]
    public void Late_ones_say_so_and_the_same_brief_is_the_same_file()
    {
        Readers.Text(Render(Day.Brief(3, late: true))).ShouldContain("补发");
        Readers.Text(Render(Day.Brief(3))).ShouldNotContain("补发");
        Render(Day.Brief(12)).ShouldBe(Render(Day.Brief(12)));
    }

    [Fact]
    public void A_day_without_any_act_is_told_in_words()
    {
        var text = Readers.Text(Render(Day.Brief(3, busy: false, weeks: 0)));
        text.ShouldContain("3 人没有记录");
        text.ShouldContain("没有停滞中的商机");
    }

    static byte[] Render(StoredBrief stored)
    {
        var document = pdf.Render(stored);
        if (Environment.GetEnvironmentVariable("WECOMSALES_LOOK") is { } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, $"brief-{stored.Brief.Rows.Count}-{stored.Late}-{stored.Brief.IsEmpty}-{stored.Brief.Rows.Sum(row => row.Name.Length)}.pdf"), document);
        }

        return document;
    }

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(@">\d+<")]
    private static partial Regex Number();
}
