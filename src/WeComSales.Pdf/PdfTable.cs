namespace WeComSales.Pdf;

/// <param name="Share">Of the width that all columns share.</param>
public sealed record PdfColumn(string Title, double Share, Side Side = Side.Left);

/// <summary>One row; a strong one is a sum.</summary>
public sealed record PdfRow(IReadOnlyList<string> Cells, bool Strong = false);

/// <summary>A table with thin rules whose head is repeated on every page. A text that is too long ends with an ellipsis, so that no cell moves another.</summary>
public static class PdfTable
{
    const double RowHeight = 17, CellRoom = 4, HeadSize = 8;

    /// <summary>How much room the head and the first two rows take: a heading should not stand alone.</summary>
    public const double Start = RowHeight * 3;

    public static void Table(this PdfFlow flow, IReadOnlyList<PdfColumn> columns, IReadOnlyList<PdfRow> rows)
    {
        var unit = flow.Width / columns.Sum(column => column.Share);
        var edges = new double[columns.Count + 1];
        edges[0] = flow.Left;
        for (var index = 0; index < columns.Count; index++)
        {
            edges[index + 1] = edges[index] + columns[index].Share * unit;
        }

        flow.Room(Start);
        Head(flow, columns, edges);
        foreach (var row in rows)
        {
            if (flow.Room(RowHeight))
            {
                Head(flow, columns, edges);
            }

            Row(flow, columns, edges, row);
        }
    }

    static void Head(PdfFlow flow, IReadOnlyList<PdfColumn> columns, double[] edges)
    {
        flow.Page.Fill(flow.Left, flow.Y, flow.Width, RowHeight, flow.Style.Tint);
        for (var index = 0; index < columns.Count; index++)
        {
            Cell(flow, edges, index, columns[index].Side, columns[index].Title, flow.Style.Regular, HeadSize, flow.Style.Quiet);
        }

        flow.Y += RowHeight;
        flow.Page.Line(flow.Left, flow.Y, flow.Right, flow.Y, 0.75, flow.Style.Quiet);
    }

    static void Row(PdfFlow flow, IReadOnlyList<PdfColumn> columns, double[] edges, PdfRow row)
    {
        var font = row.Strong ? flow.Style.Strong : flow.Style.Regular;
        for (var index = 0; index < columns.Count; index++)
        {
            // A table full of noughts is read faster when they step back; they stay readable.
            var paint = row.Cells[index] == "0" && !row.Strong ? flow.Style.Quiet : flow.Style.Ink;
            Cell(flow, edges, index, columns[index].Side, row.Cells[index], font, flow.Style.TextSize, paint);
        }

        flow.Y += RowHeight;
        flow.Page.Line(flow.Left, flow.Y, flow.Right, flow.Y, 0.4, flow.Style.Rule);
    }

    static void Cell(PdfFlow flow, double[] edges, int index, Side side, string text, PdfFont font, double size, Paint paint)
    {
        var (left, right) = (edges[index] + CellRoom, edges[index + 1] - CellRoom);
        var x = side switch { Side.Right => right, Side.Centre => (left + right) / 2, _ => left };
        flow.Page.Text(x, flow.Y + RowHeight * 0.5 + size * 0.36, font.Fit(text, size, right - left), font, size, paint, side);
    }
}
