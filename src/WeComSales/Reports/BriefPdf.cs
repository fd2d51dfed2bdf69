using System.Globalization;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Pdf;

namespace WeComSales.Reports;

/// <summary>The brief on paper (ui.md, "PDF"): A4, black on white with one accent, nothing told by colour alone. The same brief gives the same bytes.</summary>
public sealed class BriefPdf(AppSettings settings)
{
    static readonly string folder = Path.Combine(AppContext.BaseDirectory, "fonts");

    /// <summary>Large, with its average below.</summary>
    static readonly Figure[] first = [Figure.Contacts, Figure.LongCalls, Figure.Forward, Figure.Notes, Figure.StallsOpened];

    static readonly Figure[] second = [Figure.Visits, Figure.FollowUps, Figure.Opened, Figure.StallsEnded, Figure.DueTomorrow];

    internal static readonly Figure[] Columns =
        [Figure.Contacts, Figure.LongCalls, Figure.Forward, Figure.Notes, Figure.FollowUps, Figure.Visits, Figure.StallsOpened, Figure.DueTomorrow];

    const double TileHeight = 58, SmallTileHeight = 34;

    public byte[] Render(StoredBrief stored)
    {
        var (brief, team) = (stored.Brief, stored.Brief.Team);
        var document = new PdfDocument(new PdfProperties(
            BriefTexts.Title(team.Name, brief.Day, stored.Late, stored.Version), BriefTexts.Source, $"{team.Path} {BriefTexts.LongDay(brief.Day)}",
            "WeComSales", Local(stored.MadeAt), "zh-CN"));
        var style = new PdfStyle(document.Use(Fonts.Value.Regular), document.Use(Fonts.Value.Strong));
        var flow = new PdfFlow(document, style);
        Head(flow, document, stored);
        Tiles(flow, brief, first, TileHeight);
        Tiles(flow, brief, second, SmallTileHeight);
        Table(flow, brief);
        Voices(flow, brief);
        Funnel(flow, brief);
        Risks(flow, brief);
        Tomorrow(flow, brief);
        flow.Feet($"{team.Name} {BriefTexts.Brief} {brief.Day:yyyy-MM-dd} · 生成时间 {Local(stored.MadeAt):yyyy-MM-dd HH:mm}");
        return document.Save();
    }

    void Head(PdfFlow flow, PdfDocument document, StoredBrief stored)
    {
        var (brief, style) = (stored.Brief, flow.Style);
        const double size = 20;
        var mark = BriefTexts.Mark(stored.Late, stored.Version).TrimEnd(' ', '·');
        var name = style.Strong.Fit($"{brief.Team.Name} {BriefTexts.Brief}", size, flow.Width - (mark.Length > 0 ? 60 : 0));
        document.Bookmark(name, flow.Y);
        flow.Page.Text(flow.Left, flow.Y + size, name, style.Strong, size, style.Ink);
        if (mark.Length > 0)
        {
            flow.Page.Frame(flow.Right - 40, flow.Y + 4, 40, 18, 1, style.Ink);
            flow.Page.Text(flow.Right - 20, flow.Y + 16.5, mark, style.Strong, 9.5, style.Ink, Side.Centre);
        }

        flow.Y += size + 16;
        flow.Page.Text(flow.Left, flow.Y, BriefTexts.LongDay(brief.Day), style.Regular, 10.5, style.Ink);
        flow.Page.Text(flow.Right, flow.Y, $"{Local(brief.From):M月d日 HH:mm} 至 {Local(brief.To):M月d日 HH:mm}", style.Regular, 9, style.Quiet, Side.Right);
        flow.Y += 15;
        flow.Page.Text(flow.Left, flow.Y, style.Regular.Fit(brief.Team.Path, 8, flow.Width), style.Regular, 8, style.Quiet);
        flow.Y += 8;
        flow.Page.Fill(flow.Left, flow.Y, flow.Width, 1.5, style.Accent);
        flow.Y += 12;
    }

    void Tiles(PdfFlow flow, Brief brief, Figure[] figures, double height)
    {
        var (style, width, isLarge) = (flow.Style, flow.Width / figures.Length, height == TileHeight);
        for (var index = 0; index < figures.Length; index++)
        {
            var (x, figure) = (flow.Left + index * width, figures[index]);
            if (index > 0)
            {
                flow.Page.Line(x - 8, flow.Y + 4, x - 8, flow.Y + height - 6, 0.5, style.Rule);
            }

            flow.Page.Text(x, flow.Y + 11, Label(figure), style.Regular, 8.5, style.Quiet);
            var number = brief.Figures[figure].ToString(CultureInfo.InvariantCulture);
            var size = isLarge ? 22 : 13;
            flow.Page.Text(x, flow.Y + 13 + size, number, style.Strong, size, style.Ink);
            if (isLarge)
            {
                flow.Page.Text(x, flow.Y + 49, Aside(brief, figure), style.Regular, 7.5, style.Quiet);
            }
        }

        flow.Y += height + 4;
    }

    string Label(Figure figure) => figure == Figure.LongCalls
        ? $"{BriefTexts.NameOf(figure)}（{BriefTexts.LongCall(settings.Reports.LongCall)}）" : BriefTexts.NameOf(figure);

    static string Aside(Brief brief, Figure figure) => figure switch
    {
        Figure.Forward => $"回退 {brief.Figures[Figure.Backward]} · 流失 {brief.Figures[Figure.Lost]}",
        Figure.StallsOpened => $"停滞中 {brief.OpenStalls}",
        _ => BriefTexts.Compared(brief, figure) ?? "",
    };

    static void Table(PdfFlow flow, Brief brief)
    {
        var title = brief.IsRollUp ? BriefTexts.ByTeam : BriefTexts.ByRep;
        flow.Heading(title, PdfTable.Start, BriefTexts.CallSource);
        if (brief.Rows.Count == 0)
        {
            flow.Paragraph(BriefTexts.NoReps, flow.Style.Quiet);
            return;
        }

        PdfRow RowOf(string name, Figures figures, bool strong) =>
            new([name, .. Columns.Select(figure => figures[figure].ToString(CultureInfo.InvariantCulture))], strong);
        flow.Table(
            [new(brief.IsRollUp ? "团队" : "姓名", 2.6), .. Columns.Select(figure => new PdfColumn(BriefTexts.NameOf(figure), 1.15, Side.Right))],
            [.. brief.Rows.Select(row => RowOf(row.Name, row.Figures, false)), RowOf(BriefTexts.Total, brief.Figures, true)]);
        if (brief.Quiet.Count > 0)
        {
            flow.Y += 4;
            flow.Paragraph($"{brief.Quiet.Count} 人{BriefTexts.Quiet}：{BriefTexts.Names(brief.Quiet, 60)}", flow.Style.Quiet, 8.5);
        }
    }

    static void Voices(PdfFlow flow, Brief brief)
    {
        flow.Heading(BriefTexts.Voices, 30, $"{brief.Figures[Figure.Notes]} 条备注");
        if (brief.Objections.Count + brief.Competitors.Count == 0)
        {
            flow.Paragraph(BriefTexts.NoVoices, flow.Style.Quiet);
            return;
        }

        if (brief.Objections.Count > 0)
        {
            flow.Paragraph($"异议：{BriefTexts.Mentions(brief.Objections)}");
        }

        if (brief.Competitors.Count > 0)
        {
            flow.Paragraph($"竞品：{BriefTexts.Mentions(brief.Competitors)}");
        }
    }

    static void Funnel(PdfFlow flow, Brief brief)
    {
        List<PdfBar> bars = [.. brief.Funnel.Select(step => new PdfBar(step.Stage, step.Open, step.Entered > 0 ? $"今日进入 {step.Entered}" : ""))];
        flow.Heading(BriefTexts.Funnel, PdfBars.HeightOf(bars), "进行中的商机，按阶段");
        flow.Bars(bars);
    }

    static void Risks(PdfFlow flow, Brief brief)
    {
        flow.Heading(BriefTexts.Risks, PdfTable.Start, brief.OpenStalls > 0 ? $"停滞中 {brief.OpenStalls}" : null);
        if (brief.Risks.Count == 0)
        {
            flow.Paragraph(BriefTexts.NoRisks, flow.Style.Quiet);
            return;
        }

        flow.Table(
            [new("客户", 2), new("商机", 2.4), new("销售", 1.4), new("情况", 2.6)],
            [.. brief.Risks.Select(risk => new PdfRow([
                risk.Customer, Masking.Text(risk.Title ?? ""), risk.Rep,
                risk.Stall is { } stall ? $"停滞 {BriefTexts.Lasting(brief.To - stall.Since)}（{stall.Stage}）" : $"备注：{risk.Label}"]))]);
    }

    void Tomorrow(PdfFlow flow, Brief brief)
    {
        flow.Heading(BriefTexts.Tomorrow, PdfTable.Start, $"{BriefTexts.UntilWorkingDay}，共 {brief.Figures[Figure.DueTomorrow]} 项");
        if (brief.Due.Count == 0)
        {
            flow.Paragraph(BriefTexts.NothingDue, flow.Style.Quiet);
            return;
        }

        flow.Table(
            [new("客户", 2), new("商机", 2.4), new("销售", 1.4), new("事项", 1.2), new("时间", 1.4)],
            [.. brief.Due.Select(due => new PdfRow([
                due.Customer, Masking.Text(due.Title ?? ""), due.Rep, BriefTexts.Due(due.Kind),
                due.Kind == DueKind.ExpectedClose ? $"{Local(due.At.AddSeconds(-1)):M月d日}" : $"{Local(due.At):M月d日 HH:mm}"]))]);
    }

    DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, settings.TimeZone);

    /// <summary>20 MB that are read when the first brief is made.</summary>
    static readonly Lazy<(TrueTypeFont Regular, TrueTypeFont Strong)> Fonts = new(() => (
        TrueTypeFont.Open(Path.Combine(folder, "NotoSansSC-Regular.ttf")), TrueTypeFont.Open(Path.Combine(folder, "NotoSansSC-SemiBold.ttf"))));
}
