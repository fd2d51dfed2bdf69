using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Sidebar;

/// <summary>How opening a customer ended.</summary>
public abstract record Opened
{
    /// <param name="About">Whose customer it is, for the audit.</param>
    public sealed record Shown(CustomerPage Page, string? About) : Opened;

    public sealed record Refused : Opened;

    /// <summary>The customer is new to us and WeCom could not be asked.</summary>
    public sealed record Unreachable : Opened;
}

/// <summary>Opens a customer: from the database, and from WeCom when the system or this rep's relation is new (F5).</summary>
public sealed partial class CustomerFlow(Db db, ContactFlow contacts, TimeProvider time)
{
    static readonly TimeSpan asksAgainAfter = TimeSpan.FromMinutes(1);
    const int SupportShown = 10;
    const int MostUnknown = 10_000;

    /// <summary>Whom WeCom did not know, and when it said so: ids that somebody guesses cost it one call a minute each.</summary>
    readonly ConcurrentDictionary<string, DateTimeOffset> unknown = new(StringComparer.Ordinal);

    public async Task<Opened> Open(CurrentUser user, string externalUserid)
    {
        var now = time.GetUtcNow();
        var shown = await Load(user, externalUserid, now);
        if (shown is null && await MayBeNew(user, externalUserid, now))
        {
            var sighting = await contacts.Fetch(externalUserid, now);
            if (sighting.Failed)
            {
                return new Opened.Unreachable();
            }

            if (!sighting.Stored)
            {
                IsUnknown(externalUserid, now);
            }

            shown = await Load(user, externalUserid, now);
        }

        if (shown is null)
        {
            return new Opened.Refused();
        }

        if (user.Role == Role.Rep)
        {
            await Remember(user, externalUserid, now);
        }

        return shown;
    }

    /// <summary>The customer whom a rep looked at last is proposed first (F2a).</summary>
    async Task Remember(CurrentUser user, string externalUserid, DateTimeOffset now)
    {
        try
        {
            await db.Write(tx => tx.RecentContacts.Touch(user.Userid, externalUserid, "sidebar", now));
        }
        catch (Exception broken) when (broken is DbException or WriterBusyException)
        {
            // Pages are read on while nothing can be written (decision 80); readiness says why it cannot.
        }
    }

    /// <summary>Only a rep adds customers, and a customer whom WeCom has just told about has no news.</summary>
    async Task<bool> MayBeNew(CurrentUser user, string externalUserid, DateTimeOffset now) =>
        user.Role == Role.Rep && Id().IsMatch(externalUserid)
        && !(unknown.TryGetValue(externalUserid, out var asked) && now - asked < asksAgainAfter)
        && await db.Read(tx => tx.CustomerFacts.PlanOf(externalUserid)) is var known
        && (known?.FetchedAt is not { } fetched || now - fetched > asksAgainAfter);

    void IsUnknown(string externalUserid, DateTimeOffset now)
    {
        if (unknown.Count >= MostUnknown)
        {
            unknown.Clear();
        }

        unknown[externalUserid] = now;
    }

    Task<Opened.Shown?> Load(CurrentUser user, string externalUserid, DateTimeOffset now) => db.Read(async tx =>
    {
        if (await tx.Customers.Seen(user.Viewer, externalUserid) is not { } customer)
        {
            return null;
        }

        var called = (await tx.Called.As(user.Viewer, externalUserid))!;
        var open = await tx.Opportunities.OpenOf(externalUserid);
        var plan = (await tx.CustomerFacts.PlanOf(externalUserid))!;
        var names = await tx.Staff.ByUserids([.. open.Select(one => one.OwnerUserid).Append(called.Owner).OfType<string>().Distinct()]);
        string? Name(string? userid) => userid is null ? null : names.GetValueOrDefault(userid)?.Name ?? userid;
        var mine = (await tx.Follows.Of(externalUserid)).FirstOrDefault(follow => follow.Userid == user.Userid);
        return new Opened.Shown(
            new(
                Person.Of(user),
                Shown(customer, called, mine, Name(called.Owner)),
                Shown(Health.Of(plan.LastContactAt, customer.AddedAt ?? customer.FirstSeenAt, now)),
                Next(plan, open, user),
                [.. open.Select(one => Shown(one, Name(one.OwnerUserid), user, now))],
                await TimelineReading.Page(tx, externalUserid, TimelineQuestion.Newest(now), user.Viewer),
                [.. (await tx.TypedTexts.Of(user.Userid, externalUserid)).Select(text => new TypedView(text.Form, JsonDocument.Parse(text.Content).RootElement, text.At))],
                await Support(tx, user, externalUserid),
                await MessageReading.Newest(tx, user, customer, called.Name, now)),
            called.Owner);
    });

    static CustomerView Shown(Customer customer, CalledCustomer called, Follow? mine, string? owner) => new(
        customer.ExternalUserid, called.Name, called.Name == customer.Name ? null : customer.Name, called.Company,
        [.. customer.Tags.Concat(mine?.Tags.Select(tag => tag.Name) ?? []).Distinct()],
        owner, mine?.AddedAt ?? customer.AddedAt, mine?.EndReason == FollowEnd.Customer);

    static HealthView Shown(Health health) => new(health.Hours, health.EverContacted, health.IsRed);

    static OpportunityView Shown(Opportunity one, string? owner, CurrentUser user, DateTimeOffset now) => new(
        one.Id, one.Code, user.Viewer.OnlyLooks ? Masking.Text(one.Title) : one.Title, one.Stage, Math.Max(0, (int)(now - one.StageSince).TotalDays), one.Amount, one.Currency, owner,
        user.Role == Role.Rep && (one.OwnerUserid is null || one.OwnerUserid == user.Userid), one.NextContactAt);

    /// <summary>The earliest plan of this customer, whatever it hangs on.</summary>
    static NextContact? Next(CustomerPlan plan, IReadOnlyList<Opportunity> open, CurrentUser user)
    {
        var plans = open.Where(one => one.NextContactAt is not null).Select(one => new NextContact(one.NextContactAt!.Value, one.Id)).ToList();
        if (plan.NextContactAt is { } own && (plan.NextContactBy == user.Userid || user.Viewer.OnlyLooks))
        {
            plans.Add(new(own, null));
        }

        return plans.MinBy(one => one.At);
    }

    static async Task<IReadOnlyList<SupportView>> Support(Tx tx, CurrentUser user, string externalUserid)
    {
        if (user.Viewer.Sight != Sight.Addressed)
        {
            return [];
        }

        var open = (await tx.SupportRequests.OpenFor(user.Userid, SupportShown)).Where(request => request.ExternalUserid == externalUserid).ToList();
        var names = await tx.Staff.ByUserids([.. open.Select(request => request.By).Distinct()]);
        return [.. open.Select(request => new SupportView(
            request.Id, externalUserid, null, request.What, names.GetValueOrDefault(request.By)?.Name ?? request.By, request.At))];
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Id();
}
