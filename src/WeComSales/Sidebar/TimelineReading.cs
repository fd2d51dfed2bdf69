using System.Text.Json;
using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Sidebar;

/// <summary>What somebody asks of a timeline.</summary>
/// <param name="Kind">One of <see cref="TimelineKinds"/>, or null for all.</param>
public sealed record TimelineQuestion(DateTimeOffset Before, string BeforeId, string? Kind, string? Search)
{
    /// <summary>The newest page; nothing planned or wrongly dated hides behind it.</summary>
    public static TimelineQuestion Newest(DateTimeOffset now) => new(now.AddYears(10), "", null, null);
}

/// <summary>Pages of the timeline as people read them, masked for those who only look.</summary>
static class TimelineReading
{
    public const int PageLength = 20;
    const int SearchWindow = 2000;

    public static async Task<TimelinePage> Page(Tx tx, string externalUserid, TimelineQuestion asked, Viewer viewer)
    {
        if (!string.IsNullOrWhiteSpace(asked.Search))
        {
            var (found, last) = await tx.Timeline.Search(externalUserid, asked.Before, asked.BeforeId, SearchWindow, asked.Search, asked.Kind);
            if (viewer.OnlyLooks)
            {
                // What is masked must not be found out by searching for it either.
                found = [.. found.Where(row => Masking.Text(row.Summary).Contains(asked.Search.Trim(), StringComparison.OrdinalIgnoreCase))];
            }

            if (found.Count > PageLength)
            {
                // As much as a page holds; the next one goes on behind the last that is shown.
                found = [.. found.Take(PageLength)];
                last = new(found[^1].At, found[^1].Id);
            }

            return new(await Shown(tx, found, viewer), last is null ? null : new(last.At, last.Id), last?.At);
        }

        var rows = await tx.Timeline.Page(externalUserid, asked.Before, asked.BeforeId, PageLength + 1, asked.Kind);
        var page = rows.Count > PageLength ? [.. rows.Take(PageLength)] : rows;
        return new(await Shown(tx, page, viewer), rows.Count > PageLength ? new(page[^1].At, page[^1].Id) : null, null);
    }

    static async Task<IReadOnlyList<TimelineEntry>> Shown(Tx tx, IReadOnlyList<TimelineRow> rows, Viewer viewer)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var actors = await tx.Staff.ByUserids(Distinct(rows.Select(row => row.ActorUserid)));
        var titles = await tx.Opportunities.Titles(Distinct(rows.Select(row => row.OpportunityId)));
        var photos = (await tx.Visits.WithPhoto([.. rows.Where(row => row.Kind == TimelineKinds.Visit).Select(row => row.Id)])).ToHashSet(StringComparer.Ordinal);
        return [.. rows.Select(row => Entry(
            row,
            row.ActorUserid is { } actor ? actors.GetValueOrDefault(actor)?.Name ?? actor : null,
            row.OpportunityId is { } opportunity ? titles.GetValueOrDefault(opportunity) : null,
            photos.Contains(row.Id), viewer.OnlyLooks))];
    }

    static string[] Distinct(IEnumerable<string?> ids) => [.. ids.OfType<string>().Distinct(StringComparer.Ordinal)];

    static TimelineEntry Entry(TimelineRow row, string? actor, string? opportunity, bool photo, bool masked)
    {
        using var detail = JsonDocument.Parse(row.Detail ?? "{}");
        var root = detail.RootElement;
        [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
        string? Shown(string? text) => masked && text is not null ? Masking.Text(text) : text;
        return new(
            row.Id, row.Kind, row.At, actor, Shown(opportunity), Shown(row.Summary), Signals(root),
            Text(root, "nextContactAt") is { } next ? DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture) : null,
            Text(root, "roleMet"), Shown(Text(root, "place")), photo, row.RefId,
            root.ValueKind == JsonValueKind.Object && root.TryGetProperty("recalled", out _));
    }

    static IReadOnlyList<TimelineSignal> Signals(JsonElement root) => root.ValueKind != JsonValueKind.Array
        ? []
        : [.. root.EnumerateArray()
            .Where(signal => Text(signal, "label") is { } label && SignalLabels.IsKnown(label))
            .Select(signal => new TimelineSignal(
                SignalLabels.NameOf(Text(signal, "label")!), Enum.TryParse<Polarity>(Text(signal, "polarity"), out var polarity) ? polarity : Polarity.Affirmed))
            .Distinct()];

    static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
