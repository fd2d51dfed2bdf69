using System.Globalization;
using System.Text;

namespace WeComSales.Pdf;

/// <summary>One A4 page. Points (1/72 inch), from the upper left corner.</summary>
public sealed class PdfPage
{
    public const double Width = 595.28;
    public const double Height = 841.89;

    readonly StringBuilder content = new();
    readonly Func<PdfFont, string> nameOf;

    internal PdfPage(Func<PdfFont, string> nameOf) => this.nameOf = nameOf;

    internal byte[] Content => Encoding.ASCII.GetBytes(content.ToString());

    /// <param name="x">Of the left edge, the right edge or the middle, as <paramref name="side"/> says.</param>
    /// <param name="baseline">The line that letters stand on.</param>
    public void Text(double x, double baseline, string text, PdfFont font, double size, Paint paint, Side side = Side.Left)
    {
        var hex = font.Encode(text);
        if (hex.Length == 0)
        {
            return;
        }

        var left = side switch
        {
            Side.Right => x - font.Width(text, size),
            Side.Centre => x - font.Width(text, size) / 2,
            _ => x,
        };
        Write($"BT {paint.Operands} rg /{nameOf(font)} {N(size)} Tf {N(left)} {Up(baseline)} Td <{hex}> Tj ET");
    }

    public void Line(double fromX, double fromY, double toX, double toY, double thickness, Paint paint) =>
        Write($"{paint.Operands} RG {N(thickness)} w {N(fromX)} {Up(fromY)} m {N(toX)} {Up(toY)} l S");

    /// <summary>A filled rectangle.</summary>
    public void Fill(double x, double y, double width, double height, Paint paint) =>
        Write($"{paint.Operands} rg {N(x)} {Up(y + height)} {N(width)} {N(height)} re f");

    /// <summary>The outline of a rectangle, inside it.</summary>
    public void Frame(double x, double y, double width, double height, double thickness, Paint paint) =>
        Write($"{paint.Operands} RG {N(thickness)} w {N(x + thickness / 2)} {Up(y + height - thickness / 2)} {N(width - thickness)} {N(height - thickness)} re S");

    void Write(string operators) => content.Append(operators).Append('\n');

    static string Up(double y) => N(Height - y);

    static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
