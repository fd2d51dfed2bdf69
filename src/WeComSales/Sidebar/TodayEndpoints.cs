using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Sidebar;

/// <param name="Overdue">Its time is over; otherwise it is due today.</param>
public sealed record PlannedView(
    string ExternalUserid, string Customer, string? Company, string? OpportunityId, string? Opportunity, DateTimeOffset At, bool Overdue);

/// <summary>A draft in the list of what waits for a tap.</summary>
public sealed record WaitingDraft(string Id, string Text, NoteContent Content, DateTimeOffset At, IReadOnlyList<TimelineSignal> Signals);

/// <param name="Hours">Since the last sign of life.</param>
public sealed record StalledView(string ExternalUserid, string Customer, string OpportunityId, string Opportunity, string Stage, int Hours);

/// <summary>What is to be done now (今日待办), each line one tap to act.</summary>
public sealed record Today(Person Me, IReadOnlyList<PlannedView> Planned, IReadOnlyList<WaitingDraft> Drafts, IReadOnlyList<SupportView> Support, IReadOnlyList<StalledView> Stalled);

/// <summary>The start page when no chat is open.</summary>
public static class TodayEndpoints
{
    const int Most = 50;

    public static void MapToday(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/today", Load).ForStaff().WithTags("today");

    static Task<Today> Load(CurrentUser user, Db db, AppSettings settings, TimeProvider time) => db.Read(async tx =>
    {
        var now = time.GetUtcNow();
        var midnight = TimeZoneInfo.ConvertTime(now, settings.TimeZone).Date.AddDays(1);
        var tomorrow = new DateTimeOffset(midnight, settings.TimeZone.GetUtcOffset(midnight)).ToUniversalTime();
        return new Today(
            Person.Of(user),
            user.Role == Role.Rep
                ? [.. (await tx.CustomerFacts.Planned(user.Userid, tomorrow, Most)).Select(one => new PlannedView(
                    one.ExternalUserid, one.CustomerName, one.Company, one.OpportunityId, one.Title, one.At, one.At < now))]
                : [],
            [.. (await tx.NoteDrafts.OpenOf(user.Userid, Most)).Select(stored => Shown(stored.Draft))],
            await Support(tx, user),
            [.. (await Stalled(tx, user)).Select(one => new StalledView(
                one.ExternalUserid, one.CustomerName, one.OpportunityId, one.Title, one.Stage, (int)(now - one.Since).TotalHours))]);
    });

    /// <summary>Those that are with this person; for those who lead, those that wait for their answer.</summary>
    static async Task<IReadOnlyList<StallWaiting>> Stalled(Tx tx, CurrentUser user) => user.Role switch
    {
        Role.Rep or Role.Ops or Role.Presales => await tx.CustomerFacts.Stalled(user.Viewer, Most),
        Role.Manager or Role.Director => await tx.CustomerFacts.Unanswered(user.Userid, Most),
        _ => [],
    };

    static WaitingDraft Shown(NoteDraft draft) => new(
        draft.Id, draft.Text, draft.Content, draft.At,
        [.. draft.Reading.Signals.Select(signal => new TimelineSignal(SignalLabels.NameOf(signal.Label), signal.Polarity)).Distinct()]);

    static async Task<IReadOnlyList<SupportView>> Support(Tx tx, CurrentUser user)
    {
        if (user.Viewer.Sight != Sight.Addressed)
        {
            return [];
        }

        var open = await tx.SupportRequests.OpenFor(user.Userid, Most);
        var names = await tx.Staff.ByUserids([.. open.Select(request => request.By).Distinct()]);
        var customers = await tx.Called.As(user.Viewer, [.. open.Select(request => request.ExternalUserid).Distinct()]);
        return [.. open.Select(request => new SupportView(
            request.Id, request.ExternalUserid, customers.GetValueOrDefault(request.ExternalUserid)?.Name, request.What,
            names.GetValueOrDefault(request.By)?.Name ?? request.By, request.At))];
    }
}
