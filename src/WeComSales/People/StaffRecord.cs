using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>Writes what WeCom's directory shows of people, inside the caller's transaction.</summary>
static class StaffRecord
{
    /// <summary>Whoever is shown as disabled or gone is locked out at once.</summary>
    /// <param name="people">At most 500.</param>
    public static async Task Save(Tx tx, IReadOnlyList<DirectoryEntry> people, SyncCounts counts, DateTimeOffset now)
    {
        var known = await tx.Staff.ByUserids([.. people.Select(entry => entry.Userid)]);
        foreach (var entry in people)
        {
            var before = known.GetValueOrDefault(entry.Userid);
            var after = (before ?? Staff.New(entry.Userid, entry.Name)).SeenInDirectory(entry, now);
            var sameMemberships = (await tx.Staff.Memberships(entry.Userid)).SequenceEqual(entry.Memberships);
            await tx.Staff.Put(after, now);
            if (!sameMemberships)
            {
                await tx.Staff.SetMemberships(entry.Userid, entry.Memberships);
            }

            if (!after.Active)
            {
                await tx.Sessions.CloseAllOf(entry.Userid);
            }

            counts.Count(before is null ? Saved.Added : before == after && sameMemberships ? Saved.Unchanged : Saved.Changed);
        }
    }

    /// <summary>Somebody whom the directory no longer has.</summary>
    public static async Task SignOff(Tx tx, string userid, SyncCounts counts, DateTimeOffset now)
    {
        if (await tx.Staff.ByUserid(userid) is { Active: true } staff)
        {
            await tx.Staff.Put(staff.Gone(LeftReason.Vanished, now), null);
            await tx.Sessions.CloseAllOf(userid);
            counts.Departed();
        }
    }
}
