using System.Text.Json;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Sidebar;

/// <summary>The customer's page next to the chat (F5).</summary>
public static class CustomerEndpoints
{
    const int LongestTyped = 20_000;
    static readonly string[] forms = ["note", "follow-up", "visit", "stage", "support", "opportunity"];

    public static void MapCustomers(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/customers/{id}").WithTags("customers");
        api.MapGet("/", Open).ForCustomerData().Produces<CustomerPage>();
        api.MapGet("/timeline", Timeline).ForCustomerData().Produces<TimelinePage>();
        api.MapGet("/messages", Messages).ForCustomerData().Produces<MessagePage>();
        api.MapPut("/typed/{form}", Keep).ForRoles(Role.Rep);
        api.MapDelete("/typed/{form}", Forget).ForRoles(Role.Rep);
    }

    static async Task<IResult> Open(string id, CurrentUser user, CustomerFlow flow, Looks looks)
    {
        switch (await flow.Open(user, id))
        {
            case Opened.Shown shown:
                await looks.Record(user, "customer.open", id, shown.About);
                return Results.Ok(shown.Page);
            case Opened.Unreachable:
                return Results.Problem(title: SidebarTexts.NotFetched, statusCode: StatusCodes.Status503ServiceUnavailable);
            default:
                return Refusals.NotFound();
        }
    }

    /// <param name="day">Jumps to the end of this day, yyyy-MM-dd in the company's time zone.</param>
    static async Task<IResult> Timeline(
        string id, DateTimeOffset? before, string? beforeId, DateOnly? day, string? kind, string? search,
        CurrentUser user, Db db, Looks looks, AppSettings settings, TimeProvider time)
    {
        if (kind is not null && !TimelineKinds.All.Contains(kind))
        {
            return Refusals.Wrong(SidebarTexts.NoSuchKind);
        }

        var newest = TimelineQuestion.Newest(time.GetUtcNow());
        var from = before ?? (day is { } date ? EndOf(date, settings.TimeZone) : newest.Before);
        var asked = new TimelineQuestion(from, beforeId ?? "", kind, search);
        var page = await db.Read(async tx => await tx.Customers.Seen(user.Viewer, id) is not null
            ? (Page: await TimelineReading.Page(tx, id, asked, user.Viewer), Owner: (await tx.Called.As(user.Viewer, id))?.Owner)
            : default);
        if (page.Page is null)
        {
            return Refusals.NotFound();
        }

        await looks.Record(user, "customer.timeline", id, page.Owner);
        return Results.Ok(page.Page);
    }

    /// <param name="chat">A chat of two with this customer, as the page was told it.</param>
    static async Task<IResult> Messages(string id, string chat, DateTimeOffset before, long beforeSeq, CurrentUser user, Db db, Looks looks)
    {
        var page = await db.Read(async tx =>
            await tx.Customers.Seen(user.Viewer, id) is not null && chat.EndsWith($"~{id}", StringComparison.Ordinal) && await tx.Called.As(user.Viewer, id) is { } called
                ? (Page: await MessageReading.Page(tx, user, chat, called.Name, new(before, beforeSeq), MessageReading.PageLength), called.Owner)
                : default);
        if (page.Page is null)
        {
            return Refusals.NotFound();
        }

        await looks.Record(user, "customer.messages", id, page.Owner);
        return Results.Ok(page.Page);
    }

    static async Task<IResult> Keep(string id, string form, JsonElement content, CurrentUser user, Db db, TimeProvider time)
    {
        var text = content.GetRawText();
        if (!forms.Contains(form) || text.Length > LongestTyped)
        {
            return Refusals.Wrong(SidebarTexts.TooLong);
        }

        return await db.Write(async tx =>
        {
            if (await tx.Customers.Seen(user.Viewer, id) is null)
            {
                return false;
            }

            await tx.TypedTexts.Keep(user.Userid, id, new(form, text, time.GetUtcNow()));
            return true;
        }) ? Results.NoContent() : Refusals.NotFound();
    }

    static async Task<IResult> Forget(string id, string form, CurrentUser user, Db db) => await db.Write(async tx =>
    {
        if (await tx.Customers.Seen(user.Viewer, id) is null)
        {
            return false;
        }

        await tx.TypedTexts.Forget(user.Userid, id, form);
        return true;
    }) ? Results.NoContent() : Refusals.NotFound();

    static readonly DateOnly FirstDay = DateOnly.MinValue.AddDays(2), LastDay = DateOnly.MaxValue.AddDays(-2);

    static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone)
    {
        // The calendar's own ends have no day beside them, and no hours to add or take away.
        var within = day < FirstDay ? FirstDay : day > LastDay ? LastDay : day;
        var midnight = within.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
