using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Pdf.Tests;

/// <summary>Names come from people. Whatever they hold, it is one line, and what the font lacks is □.</summary>
public sealed class HostileTextTests
{
    public static TheoryData<string, string> Names => new()
    {
        { "李😀雷", "李□雷" },
        { "家👨‍👩‍👧‍👦庭", "家□庭" },
        { "مرحبا", "□□□□□" },
        { "a\u202Egnirts\u202Cb", "agnirtsb" },
        { "第一行\r\n第二行\t第三列", "第一行 第二行 第三列" },
        { "<b>王</b> & \"李\"", "<b>王</b> & \"李\"" },
        { "(\\)(", "(\\)(" },
        { "Jose\u0301", "José" },
        { "❤️红", "□红" },
        { "半\uD83D个", "半□个" },
        { "\u0000\u0007控制", "控制" },
        { "全角　空格", "全角　空格" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_is_written_as_far_as_the_font_goes(string name, string expected) =>
        string.Concat(new Sheet().Style.Regular.Drawable(name)).ShouldBe(expected);

    [Fact]
    public void What_the_font_lacks_moves_nothing_else()
    {
        using var document = Sheet.Of(sheet => sheet.Flow.Table(
            [new("姓名", 2), new("数", 1, Side.Right)],
            [.. Names.Select(row => new PdfRow([(string)((object[])row)[0], "42"])), new PdfRow([new string('长', 60), "42"])]));
        Tool.Run("qpdf", "--check", document.Path);
        var boxes = Tool.Run("pdftotext", "-bbox", document.Path, "-").Split('\n').Where(line => line.Contains(">42<")).ToList();
        boxes.Count.ShouldBe(Names.Count + 1);
        boxes.Select(line => line.Split("xMin=\"")[1].Split('"')[0]).Distinct().ShouldHaveSingleItem();
        document.Text.ShouldContain("李□雷");
        document.Text.ShouldContain("…");
    }

    [Fact]
    public void A_text_that_is_cut_fits_and_a_text_that_fits_is_not_cut() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        ArbMap.Default.ArbFor<byte>(),
        (text, room) =>
        {
            var font = new Sheet().Style.Regular;
            var width = 12.0 + room;
            var drawn = font.Fit(text ?? "", 9, width);
            return font.Width(drawn, 9) <= width + 0.001
                && (font.Width(text ?? "", 9) > width || !drawn.EndsWith('…') || (text ?? "").Contains('…') || (text ?? "").Contains("..."));
        }).QuickCheckThrowOnFailure();
}
