using System.Globalization;
using System.Text;

namespace WeComSales.Pdf;

/// <summary>What a reader shows under "properties".</summary>
/// <param name="Language">As in BCP 47, for example zh-CN: what a screen reader speaks.</param>
public sealed record PdfProperties(string Title, string Author, string Subject, string Creator, DateTimeOffset CreatedAt, string Language);

/// <summary>
/// A PDF 1.7 document (ISO 32000-1): A4 pages, embedded parts of TrueType fonts, bookmarks, properties. The same calls
/// give the same bytes.
/// </summary>
public sealed class PdfDocument(PdfProperties properties)
{
    readonly List<PdfPage> pages = [];
    readonly List<PdfFont> fonts = [];
    readonly List<(string Title, int Page, double Y)> bookmarks = [];

    public IReadOnlyList<PdfPage> Pages => pages;

    public PdfFont Use(TrueTypeFont face)
    {
        var font = new PdfFont(face);
        fonts.Add(font);
        return font;
    }

    public PdfPage AddPage()
    {
        var page = new PdfPage(font => $"F{fonts.IndexOf(font) + 1}");
        pages.Add(page);
        return page;
    }

    /// <summary>A line in the outline that leads to a height on the newest page.</summary>
    public void Bookmark(string title, double y) => bookmarks.Add((title, pages.Count - 1, y));

    /// <exception cref="InvalidOperationException">There is no page.</exception>
    public byte[] Save()
    {
        if (pages.Count == 0)
        {
            throw new InvalidOperationException("A document needs a page.");
        }

        var file = new PdfFile();
        var catalog = file.Reserve();
        var tree = file.Reserve();
        var fontNames = string.Join(' ', fonts.Select((font, index) => $"/F{index + 1} {EmbeddedFont.Write(file, font, Tag(index))} 0 R"));
        var pageNumbers = pages.ConvertAll(page => WritePage(file, page, tree, fontNames));
        file.Set(tree, $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pageNumbers.Select(number => $"{number} 0 R"))}] >>");
        var outline = bookmarks.Count == 0 ? "" : $" /Outlines {WriteOutline(file, pageNumbers)} 0 R /PageMode /UseOutlines";
        file.Set(
            catalog,
            $"<< /Type /Catalog /Pages {tree} 0 R /Lang {PdfFile.Text(properties.Language)} /ViewerPreferences << /DisplayDocTitle true >>{outline} >>");
        return file.Save(catalog, WriteProperties(file));
    }

    static int WritePage(PdfFile file, PdfPage page, int tree, string fontNames)
    {
        var content = file.AddStream("", page.Content);
        return file.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PdfPage.Width} {PdfPage.Height}] /Resources << /Font << {fontNames} >> >> /Contents {content} 0 R >>"));
    }

    int WriteOutline(PdfFile file, List<int> pageNumbers)
    {
        var root = file.Reserve();
        var items = bookmarks.ConvertAll(_ => file.Reserve());
        for (var index = 0; index < items.Count; index++)
        {
            var (title, page, y) = bookmarks[index];
            var entry = new StringBuilder($"<< /Title {PdfFile.Text(title)} /Parent {root} 0 R");
            entry.Append(CultureInfo.InvariantCulture, $" /Dest [{pageNumbers[page]} 0 R /XYZ 0 {PdfPage.Height - y:0.##} 0]");
            entry.Append(index > 0 ? $" /Prev {items[index - 1]} 0 R" : "");
            entry.Append(index < items.Count - 1 ? $" /Next {items[index + 1]} 0 R" : "");
            file.Set(items[index], entry.Append(" >>").ToString());
        }

        file.Set(root, $"<< /Type /Outlines /First {items[0]} 0 R /Last {items[^1]} 0 R /Count {items.Count} >>");
        return root;
    }

    int WriteProperties(PdfFile file) => file.Add(
        $"<< /Title {PdfFile.Text(properties.Title)} /Author {PdfFile.Text(properties.Author)} /Subject {PdfFile.Text(properties.Subject)} "
        + $"/Creator {PdfFile.Text(properties.Creator)} /Producer {PdfFile.Text("WeComSales.Pdf")} /CreationDate {PdfFile.Date(properties.CreatedAt)} >>");

    /// <summary>Six capitals before the name of a font say that it is a part of it (9.6.4).</summary>
    static string Tag(int index) => $"WECOM{(char)('A' + index)}";
}
