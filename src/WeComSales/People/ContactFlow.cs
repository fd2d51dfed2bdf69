using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.People;

/// <summary>Whether a customer is in the system now, and if not, why not.</summary>
/// <param name="Failed">WeCom could not be asked: nothing was learned.</param>
/// <param name="Wait">How long WeCom takes no more calls, where that is the reason.</param>
public sealed record Sighting(bool Stored, string Why = "", bool Failed = false, TimeSpan? Wait = null);

/// <summary>
/// Customers as they come, change and go. An event is only a hint: what is stored is what WeCom shows when asked, so
/// that late, repeated and shuffled events all end in the same state.
/// </summary>
public sealed class ContactFlow(Db db, ContactReading contacts, TimeProvider time)
{
    // The event may be faster than WeCom's own reading side (84061 right after an add).
    static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(5);

    // WeCom counts its calls by the minute and by the hour.
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(65);

    /// <summary>Any change_external_contact (D92130).</summary>
    public async Task Changed(ClaimedCallback row, ExternalContactEvent change)
    {
        var answer = await contacts.Customer(change.ExternalUserId);
        var now = time.GetUtcNow();
        switch (answer)
        {
            case Answer<SeenCustomer>.Failed failed:
                throw new NotLearnedException(failed.Why);
            case Answer<SeenCustomer>.None when IsAdd(change) && row.Attempts == 1:
                await db.Write(tx => tx.Inbox.Later(row, "no relation yet (84061)", now + SecondLook));
                break;
            default:
                await db.Write(async tx =>
                {
                    await Save(tx, change.ExternalUserId, answer, change, now);
                    await tx.Inbox.Finish(row, answer is Answer<SeenCustomer>.None ? "no relation" : "stored", now);
                });
                break;
        }
    }

    /// <summary>Gets a customer whom the system sees for the first time, or again, from WeCom.</summary>
    public async Task<Sighting> Fetch(string externalUserid, DateTimeOffset now)
    {
        var answer = await contacts.Customer(externalUserid);
        if (answer is Answer<SeenCustomer>.Failed failed)
        {
            return new(false, failed.Why, Failed: true, failed.Wait);
        }

        return await db.Write(async tx =>
        {
            return await Save(tx, externalUserid, answer, null, now) ? new Sighting(true)
                : answer is Answer<SeenCustomer>.Given ? new(false, "客户的数据已按其要求删除；重新添加后才会再出现")
                : new(false, "没有这个客户，或者没有成员添加过");
        });
    }

    /// <summary>The same for work that may take its time: while WeCom takes no more calls, it waits and asks again.</summary>
    /// <param name="waiting">Hears of each wait before it begins.</param>
    public async Task<Sighting> FetchPatiently(string externalUserid, DateTimeOffset now, Action<TimeSpan> waiting)
    {
        var end = time.GetUtcNow() + LongestWait;
        while (true)
        {
            var sighting = await Fetch(externalUserid, now);
            if (sighting.Wait is not { } wait || time.GetUtcNow() + wait > end)
            {
                return sighting;
            }

            waiting(wait);
            await Task.Delay(wait, time);
        }
    }

    /// <returns>Whether there is such a customer afterwards.</returns>
    static async Task<bool> Save(Tx tx, string externalUserid, Answer<SeenCustomer> answer, ExternalContactEvent? change, DateTimeOffset now)
    {
        var known = (await tx.Follows.Of(externalUserid)).ToDictionary(follow => follow.Userid, StringComparer.Ordinal);
        var erased = await tx.Erasures.Whole([externalUserid]);
        var seen = answer is Answer<SeenCustomer>.Given given ? given.Value.Since(erased) : null;
        if (seen is not null)
        {
            await CustomerRecord.Save(tx, seen, now);
        }

        foreach (var follow in seen?.Follows ?? [])
        {
            var before = known.GetValueOrDefault(follow.Userid);
            await CustomerRecord.Save(tx, Told(Follow.Seen(before, follow), change), before);
            known.Remove(follow.Userid);
        }

        foreach (var absent in known.Values)
        {
            await CustomerRecord.Save(tx, Told(absent, change).Ended(FollowEnd.Absent, now), absent);
        }

        if (change is not null && IsAdd(change) && seen is not null)
        {
            await tx.RecentContacts.Touch(change.UserId, externalUserid, "added", change.CreatedAt);
        }

        return seen is not null;
    }

    /// <summary>What the event itself says of this relation: when, and by whose doing.</summary>
    static Follow Told(Follow follow, ExternalContactEvent? change) => change switch
    {
        _ when change?.UserId != follow.Userid => follow,
        { ChangeType: "add_external_contact" or "add_half_external_contact" } => follow.Added(change.CreatedAt),
        { ChangeType: "del_external_contact" } => follow.Ended(FollowEnd.Member, change.CreatedAt),
        { ChangeType: "del_follow_user" } => follow.Ended(FollowEnd.Customer, change.CreatedAt),
        _ => follow,
    };

    static bool IsAdd(ExternalContactEvent change) => change.ChangeType is "add_external_contact" or "add_half_external_contact";
}
