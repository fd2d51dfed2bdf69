namespace WeComSales.Pdf.Tests;

/// <summary>A document with both weights of the face that is shipped.</summary>
sealed class Sheet
{
    static readonly TrueTypeFont regular = TrueTypeFont.Open(Path.Combine(AppContext.BaseDirectory, "fonts", "NotoSansSC-Regular.ttf"));
    static readonly TrueTypeFont strong = TrueTypeFont.Open(Path.Combine(AppContext.BaseDirectory, "fonts", "NotoSansSC-SemiBold.ttf"));

    public Sheet(string title = "日报")
    {
        Document = new PdfDocument(new PdfProperties(
            title, "作者", "题目", "测试", new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.FromHours(8)), "zh-CN"));
        Style = new PdfStyle(Document.Use(regular), Document.Use(strong));
        Flow = new PdfFlow(Document, Style);
    }

    public PdfDocument Document { get; }

    public PdfStyle Style { get; }

    public PdfFlow Flow { get; }

    public static Written Of(Action<Sheet> write)
    {
        var sheet = new Sheet();
        write(sheet);
        return new Written(sheet.Document.Save());
    }
}
