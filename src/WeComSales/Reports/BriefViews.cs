using System.Text.Json;
using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Reports;

/// <summary>A figure with its name, its number and the average of the weeks before.</summary>
public sealed record FigureView(string Figure, string Name, int Count, decimal? Before)
{
    public static IReadOnlyList<FigureView> Of(Brief brief) =>
        [.. Enum.GetValues<Figure>().Select(figure => new FigureView(Word(figure), BriefTexts.NameOf(figure), brief.Figures[figure], brief.BeforeOf(figure)))];

    public static string Word(Figure figure) => JsonNamingPolicy.CamelCase.ConvertName(figure.ToString());

    /// <summary>Null for a word that is none.</summary>
    public static Figure? Read(string word) => Enum.GetValues<Figure>().Where(figure => Word(figure) == word).Select(figure => (Figure?)figure).FirstOrDefault();
}

/// <summary>One row of the table: counts by the figure's word.</summary>
/// <param name="Brief">In a roll-up the team's own brief; null where there is none to open.</param>
public sealed record BriefRowView(string Key, string Name, IReadOnlyDictionary<string, int> Counts, string? Brief)
{
    public static BriefRowView Of(BriefRow row, string? brief) => new(row.Key, row.Name, CountsOf(row.Figures), brief);

    public static IReadOnlyDictionary<string, int> CountsOf(Figures figures) =>
        Enum.GetValues<Figure>().ToDictionary(FigureView.Word, figure => figures[figure]);
}

public sealed record BriefRiskView(string Customer, string? Title, string Rep, string What);

public sealed record BriefDueView(string Customer, string? Title, string Rep, string What, DateTimeOffset At);

/// <summary>A brief on its page: the same numbers as on card and PDF.</summary>
/// <param name="CanOpen">Entries may be opened; otherwise only figures are shown.</param>
public sealed record BriefView(
    string Id, string Title, string Team, string Path, DateOnly Day, string Weekday, DateTimeOffset From, DateTimeOffset To, DateTimeOffset MadeAt,
    bool Late, bool IsRollUp, bool IsEmpty, bool CanOpen, int Weeks,
    IReadOnlyList<FigureView> Figures, IReadOnlyList<string> Columns, IReadOnlyList<BriefRowView> Rows, IReadOnlyList<string> Quiet,
    IReadOnlyList<Mention> Objections, IReadOnlyList<Mention> Competitors, IReadOnlyList<FunnelStep> Funnel,
    int OpenStalls, IReadOnlyList<BriefRiskView> Risks, IReadOnlyList<BriefDueView> Due)
{
    /// <param name="ofTeams">By the key of a row the team's own brief of the day.</param>
    public static BriefView Of(StoredBrief stored, IReadOnlyDictionary<string, string>? ofTeams = null)
    {
        var brief = stored.Brief;
        return new(
            stored.Id, BriefTexts.Title(brief.Team.Name, brief.Day, stored.Late, stored.Version), brief.Team.Name, brief.Team.Path, brief.Day,
            BriefTexts.Weekday(brief.Day), brief.From, brief.To, stored.MadeAt, stored.Late, brief.IsRollUp, brief.IsEmpty, stored.Leads, brief.Weeks,
            FigureView.Of(brief), [.. BriefPdf.Columns.Select(FigureView.Word)], [.. brief.Rows.Select(row => BriefRowView.Of(row, ofTeams?.GetValueOrDefault(row.Key)))], brief.Quiet,
            brief.Objections, brief.Competitors, brief.Funnel, brief.OpenStalls,
            stored.Leads ? [.. brief.Risks.Select(risk => new BriefRiskView(risk.Customer, Masked(risk.Title), risk.Rep, What(risk, brief)))] : [],
            stored.Leads ? [.. brief.Due.Select(due => new BriefDueView(due.Customer, Masked(due.Title), due.Rep, BriefTexts.Due(due.Kind), due.At))] : []);
    }

    /// <summary>Whoever leads only looks: what somebody typed into a title is masked for them as on every page.</summary>
    static string? Masked(string? title) => title is null ? null : Masking.Text(title);

    static string What(Risk risk, Brief brief) =>
        risk.Stall is { } stall ? $"停滞 {BriefTexts.Lasting(brief.To - stall.Since)}（{stall.Stage}）" : $"备注：{risk.Label}";
}

public sealed record BriefLineView(string Id, string Team, DateOnly Day, bool Late, bool Delivers, IReadOnlyDictionary<string, int> Counts)
{
    public static BriefLineView Of(BriefLine line) => new(line.Id, line.TeamName, line.Day, line.Late, line.Delivers, BriefRowView.CountsOf(line.Figures));
}

/// <param name="Next">Give it back as <c>before</c> for the next page; null at the end.</param>
public sealed record BriefList(IReadOnlyList<BriefLineView> Items, string? Next);

public sealed record EntryView(string Id, string Who, string? ExternalUserid, string? Customer, string? Title, string? What, DateTimeOffset? At);

/// <param name="Next">How many entries to skip for the next page; null at the end.</param>
public sealed record EntryList(IReadOnlyList<EntryView> Items, int Total, int? Next);

public sealed record DownloadLink(string Url);

public sealed record WishView(long DepartmentId, string Team, string Userid, string Name, bool Leads, bool Wanted);

public sealed record WishChange(string? Userid, bool Wanted);
