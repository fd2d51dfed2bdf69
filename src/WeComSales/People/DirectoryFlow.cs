using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.People;

/// <summary>One person or department of the directory, when a callback names them or somebody new appears.</summary>
public sealed class DirectoryFlow(Db db, DirectoryReading directory, OrganisationFlow organisation, TimeProvider time)
{
    /// <summary>Any change_contact (D90970, D90971): only ids are believed, the rest is fetched.</summary>
    public async Task Changed(ClaimedCallback row, ContactEvent change)
    {
        foreach (var userid in (string?[])[change.UserId, change.NewUserId])
        {
            if (userid is { Length: > 0 })
            {
                await Refresh(userid);
            }
        }

        if (change.Id is { } departmentId && change.ChangeType.EndsWith("_party", StringComparison.Ordinal))
        {
            await Refresh(departmentId);
        }

        await organisation.Settle();
        var now = time.GetUtcNow();
        await db.Write(tx => tx.Inbox.Finish(row, "stored", now));
    }

    /// <summary>
    /// Somebody whom the nightly synchronisation has not seen yet: their userid as WeCom's directory spells it, null when
    /// it does not have them.
    /// </summary>
    /// <exception cref="NotLearnedException">WeCom could not be asked.</exception>
    public async Task<string?> Meet(string userid)
    {
        var found = await Refresh(userid);
        await organisation.Settle();
        return found;
    }

    async Task<string?> Refresh(string userid)
    {
        var answer = await directory.Person(userid);
        var now = time.GetUtcNow();
        var counts = new SyncCounts(DirectorySync.Kind, now);
        switch (answer)
        {
            case Answer<DirectoryEntry>.Failed failed:
                throw new NotLearnedException(failed.Why);
            case Answer<DirectoryEntry>.Given entry:
                await db.Write(tx => StaffRecord.Save(tx, [entry.Value], counts, now));
                return entry.Value.Userid;
            default:
                await db.Write(tx => StaffRecord.SignOff(tx, userid, counts, now));
                return null;
        }
    }

    async Task Refresh(long departmentId)
    {
        var answer = await directory.Department(departmentId);
        if (answer is Answer<Department>.Failed failed)
        {
            throw new NotLearnedException(failed.Why);
        }

        await db.Write(async tx =>
        {
            if (answer is Answer<Department>.Given department)
            {
                await tx.Departments.Put(department.Value);
            }
            else
            {
                await tx.Departments.Remove(departmentId);
            }
        });
    }
}
