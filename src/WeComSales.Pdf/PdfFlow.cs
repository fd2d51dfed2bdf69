namespace WeComSales.Pdf;

/// <summary>How a document looks: two weights of one face, one accent, greys for the rest.</summary>
public sealed record PdfStyle(PdfFont Regular, PdfFont Strong)
{
    public double Margin { get; init; } = 48;
    public double TextSize { get; init; } = 9;
    public Paint Ink { get; init; } = Paint.Of(0x1F2329);
    public Paint Quiet { get; init; } = Paint.Of(0x5C626B);
    public Paint Rule { get; init; } = Paint.Of(0xC9CDD4);
    public Paint Accent { get; init; } = Paint.Of(0x1E5FBF);
    public Paint Tint { get; init; } = Paint.Of(0xF2F4F7);
}

/// <summary>Writes from top to bottom and begins a page where there is no room; the foot is written when all pages are known.</summary>
public sealed class PdfFlow(PdfDocument document, PdfStyle style)
{
    const double FootHeight = 34;

    public PdfStyle Style => style;

    public PdfPage Page { get; private set; } = document.AddPage();

    /// <summary>Where the next thing begins.</summary>
    public double Y { get; set; } = style.Margin;

    public double Left => style.Margin;

    public double Width => PdfPage.Width - 2 * style.Margin;

    public double Right => PdfPage.Width - style.Margin;

    double Bottom => PdfPage.Height - style.Margin - FootHeight + 14;

    /// <summary>A fresh page unless so much room is left; true when it began one.</summary>
    public bool Room(double height)
    {
        if (Y + height <= Bottom || Y <= style.Margin)
        {
            return false;
        }

        Page = document.AddPage();
        Y = style.Margin;
        return true;
    }

    /// <summary>A heading with its bookmark. It stays with <paramref name="follows"/> points of what comes below it.</summary>
    public void Heading(string text, double follows, string? aside = null)
    {
        const double size = 12;
        Room(34 + follows);
        Y += Y > style.Margin ? 16 : 0;
        document.Bookmark(text, Y);
        Page.Fill(Left, Y + 1.5, 3, size, style.Accent);
        Page.Text(Left + 9, Y + size, text, style.Strong, size, style.Ink);
        if (aside is not null)
        {
            Page.Text(Right, Y + size, style.Regular.Fit(aside, 8, Width - style.Strong.Width(text, size) - 24), style.Regular, 8, style.Quiet, Side.Right);
        }

        Y += size + 10;
    }

    /// <summary>A text over as many lines as it needs; Chinese breaks anywhere but before closing marks.</summary>
    public void Paragraph(string text, Paint? paint = null, double? size = null)
    {
        var height = (size ?? style.TextSize) * 1.6;
        foreach (var line in LineBreaks.Of(text, style.Regular, size ?? style.TextSize, Width))
        {
            Room(height);
            Page.Text(Left, Y + height * 0.7, line, style.Regular, size ?? style.TextSize, paint ?? style.Ink);
            Y += height;
        }
    }

    /// <summary>Writes the foot of every page: <paramref name="left"/>, and page x / y.</summary>
    public void Feet(string left)
    {
        const double size = 8;
        for (var index = 0; index < document.Pages.Count; index++)
        {
            var page = document.Pages[index];
            var baseline = PdfPage.Height - style.Margin + 10;
            page.Line(Left, baseline - 14, Right, baseline - 14, 0.5, style.Rule);
            page.Text(Left, baseline, style.Regular.Fit(left, size, Width - 60), style.Regular, size, style.Quiet);
            page.Text(Right, baseline, $"{index + 1} / {document.Pages.Count}", style.Regular, size, style.Quiet, Side.Right);
        }
    }
}
