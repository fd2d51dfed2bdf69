using System.Text.Json;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Sidebar;

/// <summary>Everything about a customer that the first sight of the page needs, in one answer.</summary>
/// <param name="Typed">What this person typed here and has not sent.</param>
/// <param name="Messages">The newest messages of the chat; null when the session archive has none.</param>
public sealed record CustomerPage(
    Person Me, CustomerView Customer, HealthView Health, NextContact? Next, IReadOnlyList<OpportunityView> Opportunities,
    TimelinePage Timeline, IReadOnlyList<TypedView> Typed, IReadOnlyList<SupportView> Support,
    MessagePage? Messages);

/// <param name="Name">The viewer's own remark, for those who do not follow the customer the owner's; without one WeCom's nickname.</param>
/// <param name="Nickname">WeCom's, where the name is another.</param>
/// <param name="Since">When the viewer added them, else the first of the company.</param>
/// <param name="Lost">The customer has deleted the viewer.</param>
public sealed record CustomerView(
    string ExternalUserid, string Name, string? Nickname, string? Company, IReadOnlyList<string> Tags, string? Owner, DateTimeOffset? Since, bool Lost);

public sealed record HealthView(int Hours, bool EverContacted, bool Red);

/// <param name="OpportunityId">Null when the plan is the customer's own.</param>
public sealed record NextContact(DateTimeOffset At, string? OpportunityId);

/// <param name="Days">Whole days in this stage.</param>
/// <param name="Mine">The viewer may move its stage.</param>
public sealed record OpportunityView(
    string Id, string Code, string Title, string Stage, int Days, decimal? Amount, string Currency, string? Owner, bool Mine, DateTimeOffset? NextContactAt);

/// <param name="Content">JSON as the page gave it.</param>
public sealed record TypedView(string Form, JsonElement Content, DateTimeOffset At);

/// <summary>A support request that waits for the viewer.</summary>
public sealed record SupportView(string Id, string ExternalUserid, string? Customer, string What, string By, DateTimeOffset At);

public sealed record TimelineSignal(string Name, Polarity Polarity);

/// <summary>One line of the timeline, with what unfolds in place.</summary>
/// <param name="RefId">The note, visit, request or message behind it.</param>
/// <param name="Recalled">A message that its sender took back.</param>
public sealed record TimelineEntry(
    string Id, string Kind, DateTimeOffset At, string? Actor, string? Opportunity, string Text, IReadOnlyList<TimelineSignal> Signals,
    DateTimeOffset? NextContactAt, string? RoleMet, string? Place, bool Photo, string? RefId, bool Recalled);

/// <summary>Where the next page begins.</summary>
public sealed record TimelineCursor(DateTimeOffset Before, string BeforeId);

/// <param name="Next">Null at the end.</param>
/// <param name="SearchedUntil">How far back a search has looked so far; null at the end.</param>
public sealed record TimelinePage(IReadOnlyList<TimelineEntry> Items, TimelineCursor? Next, DateTimeOffset? SearchedUntil);
