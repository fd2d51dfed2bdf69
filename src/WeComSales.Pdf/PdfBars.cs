namespace WeComSales.Pdf;

/// <param name="Note">Written behind the number.</param>
public sealed record PdfBar(string Label, int Value, string Note = "");

/// <summary>Lying bars, each with its label and its number in words: nothing is told by colour or length alone.</summary>
public static class PdfBars
{
    const double BarHeight = 9, Step = 17, LabelWidth = 64, NoteWidth = 120;

    public static double HeightOf(IReadOnlyCollection<PdfBar> bars) => bars.Count * Step;

    public static void Bars(this PdfFlow flow, IReadOnlyList<PdfBar> bars)
    {
        flow.Room(HeightOf(bars));
        var style = flow.Style;
        var start = flow.Left + LabelWidth;
        var room = flow.Width - LabelWidth - NoteWidth;
        var most = Math.Max(1, bars.Max(bar => bar.Value));
        foreach (var bar in bars)
        {
            var baseline = flow.Y + Step / 2 + style.TextSize * 0.36;
            var length = room * bar.Value / most;
            flow.Page.Text(start - 8, baseline, style.Regular.Fit(bar.Label, style.TextSize, LabelWidth - 8), style.Regular, style.TextSize, style.Ink, Side.Right);
            if (bar.Value > 0)
            {
                flow.Page.Fill(start, flow.Y + (Step - BarHeight) / 2, length, BarHeight, style.Accent);
            }

            var number = $"{bar.Value}";
            flow.Page.Text(start + length + 6, baseline, number, style.Strong, style.TextSize, style.Ink);
            var after = start + length + 12 + style.Strong.Width(number, style.TextSize);
            flow.Page.Text(after, baseline, style.Regular.Fit(bar.Note, style.TextSize, flow.Right - after), style.Regular, style.TextSize, style.Quiet);
            flow.Y += Step;
        }

        flow.Page.Line(start, flow.Y - bars.Count * Step, start, flow.Y, 0.75, style.Quiet);
    }
}
