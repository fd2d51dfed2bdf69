using System.Globalization;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Reports;

/// <summary>The pages behind the card: the brief, what stands behind each figure, past briefs, the PDF.</summary>
public static class BriefEndpoints
{
    const int PageLength = 30;
    const int EntriesLength = 50;

    public static void MapReports(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/briefs").WithTags("briefs");
        api.MapGet("", Past).ForStaff().Produces<BriefList>();
        api.MapGet("/{id}", One).ForStaff().Produces<BriefView>();
        api.MapGet("/{id}/entries", Entries).ForStaff().Produces<EntryList>();
        api.MapPost("/{id}/link", Link).ForStaff().Produces<DownloadLink>();
        app.MapGet("/files/briefs/{id}", File).ForAnyone().ExcludeFromDescription();
        app.MapBriefWishes();
    }

    static Task<BriefList> Past(CurrentUser user, Db db, string? before) => db.Read(async tx =>
    {
        var (day, id) = before?.Split('/') is [var left, var right] ? (left, right) : ("9999-12-31", "");
        var lines = await tx.Reports.Past(user.Userid, day, id, PageLength);
        return new BriefList(
            [.. lines.Select(BriefLineView.Of)],
            lines.Count < PageLength ? null : string.Create(CultureInfo.InvariantCulture, $"{lines[^1].Day:yyyy-MM-dd}/{lines[^1].Id}"));
    });

    static async Task<IResult> One(string id, CurrentUser user, Db db, Looks looks)
    {
        if (await db.Read(tx => tx.Reports.Seen(user.Viewer, id)) is not { } stored)
        {
            return Refusals.NotFound();
        }

        var ofTeams = stored is { Leads: true, Brief: { IsRollUp: true } brief }
            ? await db.Read(tx => tx.Reports.OfTeams(brief.Day, [.. brief.Rows.Select(row => row.Key)], except: brief.Team.Id))
            : new Dictionary<string, string>();
        await looks.Record(user, "brief", id);
        return Results.Ok(BriefView.Of(stored, ofTeams));
    }

    /// <summary>The rows that were counted, of everybody or of one rep.</summary>
    static async Task<IResult> Entries(string id, string figure, string? userid, int? skip, CurrentUser user, Db db, Looks looks)
    {
        if (FigureView.Read(figure) is not { } counted)
        {
            return Refusals.NotFound();
        }

        var list = await db.Read(async tx => await tx.Reports.Seen(user.Viewer, id) is { Leads: true } stored
            ? await Lines(tx, [.. stored.Brief.Entries.Where(entry => entry.Figure == counted && (userid is null || entry.Userid == userid))], counted, Math.Max(0, skip ?? 0), user)
            : null);
        if (list is null)
        {
            return Refusals.NotFound();
        }

        await looks.Record(user, "brief.entries", id);
        return Results.Ok(list);
    }

    static async Task<EntryList> Lines(Tx tx, List<BriefEntry> entries, Figure figure, int skip, CurrentUser user)
    {
        var lines = await tx.Reports.Lines(figure, [.. entries.Skip(skip).Take(EntriesLength)]);
        var names = lines.Count == 0 ? null : await tx.Staff.ByUserids([.. lines.Select(line => line.Userid).Distinct()]);
        var customers = await tx.Called.As(user.Viewer, [.. lines.Select(line => line.ExternalUserid).OfType<string>().Distinct()]);
        string? Shown(string? text, EntryLine line) => text is not null && line.Userid != user.Userid ? Masking.Text(text) : text;
        return new(
            [.. lines.Select(line => new EntryView(
                line.Id, names!.TryGetValue(line.Userid, out var staff) ? staff.Name : line.Userid, line.ExternalUserid,
                line.ExternalUserid is { } customer ? customers.GetValueOrDefault(customer)?.Name : null, Shown(line.Title, line), Shown(line.What, line), line.At))],
            entries.Count,
            skip + EntriesLength < entries.Count ? skip + EntriesLength : null);
    }

    /// <summary>PDFs show names of customers, so only those who lead get one from here.</summary>
    static async Task<IResult> Link(string id, CurrentUser user, Db db, DownloadLinks links, TimeProvider time) =>
        await db.Read(tx => tx.Reports.Seen(user.Viewer, id)) is { Leads: true }
            ? Results.Ok(new DownloadLink(links.For(id, user.Userid, time.GetUtcNow())))
            : Refusals.NotFound();

    /// <summary>The signature says who; whether they may still see it is asked again.</summary>
    static async Task<IResult> File(
        string id, string? member, long? until, string? sign, HttpContext http, Db db, DownloadLinks links, BriefPdf pdf, Looks looks, Administrators administrators, TimeProvider time)
    {
        http.Response.Headers.CacheControl = "no-store";
        var speaker = http.Features.Get<CurrentUser>();
        if (!links.Holds(id, member, until ?? 0, sign, time.GetUtcNow()) || (speaker is not null && speaker.Userid != member))
        {
            return Refusals.NotFoundPage();
        }

        var (reader, stored) = await db.Read(async tx =>
            await tx.Staff.ByUserid(member!) is { Active: true } staff && administrators.Known(staff) is var user
                ? (user, await tx.Reports.Seen(user.Viewer, id))
                : default);
        if (stored is not { Leads: true })
        {
            return Refusals.NotFoundPage();
        }

        await looks.Record(reader!, "brief.pdf", id);
        return Results.File(pdf.Render(stored), "application/pdf", BriefTexts.FileName(stored.Brief.Team.Name, stored.Brief.Day));
    }
}
