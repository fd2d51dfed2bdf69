namespace WeComSales.Pdf.Tests;

public sealed class DocumentTests
{
    static Written Typical() => Sheet.Of(sheet =>
    {
        sheet.Flow.Heading("今日数字", 40);
        sheet.Flow.Bars([new("初步接触", 12, "+2"), new("提案", 0), new("一个名字很长很长的阶段", 3)]);
        sheet.Flow.Heading("明细", PdfTable.Start);
        sheet.Flow.Table(
            [new("姓名", 3), new("通话", 1, Side.Right), new("备注", 1, Side.Right)],
            [.. Enumerable.Range(1, 60).Select(row => new PdfRow([$"张三{row}", $"{row * 3}", $"{row % 7}"])), new PdfRow(["合计", "5490", "177"], Strong: true)]);
        sheet.Flow.Paragraph("这是一段需要换行的文字，后面还有 English words 和数字 12,345。".PadRight(400, '字'));
        sheet.Flow.Feet("生成于 2026-11-20 18:00");
    });

    [Fact]
    public void Others_find_nothing_wrong_with_it()
    {
        using var document = Typical();
        Tool.Run("qpdf", "--check", document.Path).ShouldContain("No syntax or stream encoding errors found");
    }

    [Fact]
    public void Both_fonts_are_embedded_as_parts_with_a_map_to_characters()
    {
        using var document = Typical();
        var fonts = Tool.Run("pdffonts", document.Path).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        fonts.Length.ShouldBe(2);
        fonts.ShouldAllBe(line => line.Contains("CID TrueType") && line.Contains("Identity-H") && line.Contains("yes yes yes"));
    }

    [Fact]
    public void Every_text_can_be_selected_and_copied()
    {
        using var document = Typical();
        var text = document.Text;
        text.ShouldContain("今日数字");
        text.ShouldContain("English words");
        for (var row = 1; row <= 60; row++)
        {
            text.ShouldMatch($@"张三{row}\s+{row * 3}\s+{row % 7}\s");
        }
    }

    [Fact]
    public void The_head_of_a_table_and_the_foot_are_on_every_page()
    {
        using var document = Typical();
        var pages = document.Text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        pages.Length.ShouldBeGreaterThan(1);
        for (var page = 0; page < pages.Length; page++)
        {
            pages[page].ShouldMatch($@"{page + 1}\s*/\s*{pages.Length}");
            pages[page].ShouldContain("生成于 2026-11-20 18:00");
        }

        pages[..2].ShouldAllBe(page => page.Contains("姓名"));
    }

    [Fact]
    public void Properties_and_bookmarks_are_there_in_chinese()
    {
        using var document = Typical();
        var info = Tool.Run("pdfinfo", document.Path);
        info.ShouldContain("日报");
        info.ShouldMatch(@"Author:\s+作者");
        info.ShouldContain("A4");
        var outline = Tool.Run("qpdf", "--json", "--json-key=outlines", document.Path);
        outline.ShouldContain("今日数字");
        outline.ShouldContain("明细");
    }

    [Fact]
    public void It_is_small_and_the_same_each_time()
    {
        var (first, second) = (Bytes(), Bytes());
        first.Length.ShouldBeLessThan(200_000);
        first.ShouldBe(second);
    }

    [Fact]
    public void A_document_without_pages_is_refused() =>
        Should.Throw<InvalidOperationException>(() => new PdfDocument(new("", "", "", "", default, "zh-CN")).Save());

    static byte[] Bytes()
    {
        using var document = Typical();
        return File.ReadAllBytes(document.Path);
    }
}
