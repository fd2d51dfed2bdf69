using System.Collections.Concurrent;
using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>
/// The whole directory as WeCom has it, every night and on demand. Nobody is signed off by an answer that is incomplete.
/// </summary>
public sealed class DirectorySync(
    Db db, DirectoryReading directory, Outsiders outsiders, OrganisationFlow organisation, TimeProvider time, ILogger<DirectorySync> log)
{
    public const string Kind = "directory";

    // Below the number of parallel calls at which WeCom answers 45033.
    const int DepartmentsAtOnce = 3;
    const int ChunkLength = 200;

    public async Task<SyncRun> Run(CancellationToken stop)
    {
        var counts = new SyncCounts(Kind, time.GetUtcNow());
        var people = await Read(counts, stop);
        foreach (var chunk in people.Chunk(ChunkLength))
        {
            await db.Write(tx => StaffRecord.Save(tx, chunk, counts, time.GetUtcNow()));
        }

        if (counts.Complete)
        {
            await SignOff(people, counts);
            await TellOutsiders(people, counts, stop);
        }

        await organisation.Settle();
        var run = counts.Run(time.GetUtcNow());
        await db.Write(tx => tx.SyncRuns.Add(run));
        log.Synchronised(run.Kind, run.Complete, run.Added, run.Changed, run.Departed, run.Failed);
        return run;
    }

    /// <summary>Departments first, then the people of each; somebody in two departments comes once.</summary>
    async Task<IReadOnlyList<DirectoryEntry>> Read(SyncCounts counts, CancellationToken stop)
    {
        var found = new ConcurrentDictionary<string, DirectoryEntry>(StringComparer.Ordinal);
        switch (await directory.Departments())
        {
            case Answer<IReadOnlyList<Department>>.Given departments:
                await Save(departments.Value);
                await Parallel.ForEachAsync(
                    departments.Value,
                    new ParallelOptions { MaxDegreeOfParallelism = DepartmentsAtOnce, CancellationToken = stop },
                    async (department, _) => await PeopleOf(department.Id, found, counts));
                break;
            case Answer<IReadOnlyList<Department>>.Failed failed:
                counts.Failed(failed.Why);
                break;
        }

        if (found.IsEmpty && counts.Complete)
        {
            counts.Failed("通讯录里一个人也没有：请检查应用的可见范围");
        }

        return [.. found.Values.OrderBy(entry => entry.Userid, StringComparer.Ordinal)];
    }

    async Task PeopleOf(long departmentId, ConcurrentDictionary<string, DirectoryEntry> found, SyncCounts counts)
    {
        switch (await directory.PeopleOf(departmentId))
        {
            case Answer<IReadOnlyList<DirectoryEntry>>.Given people:
                foreach (var entry in people.Value)
                {
                    found[entry.Userid] = entry;
                }

                break;
            case Answer<IReadOnlyList<DirectoryEntry>>.Failed failed:
                counts.Failed(failed.Why);
                break;
        }
    }

    async Task Save(IReadOnlyList<Department> departments)
    {
        foreach (var chunk in departments.Chunk(ChunkLength))
        {
            await db.Write(async tx =>
            {
                foreach (var department in chunk)
                {
                    await tx.Departments.Put(department);
                }
            });
        }

        var gone = (await db.Read(tx => tx.Departments.All())).Where(known => known.Id > 0).Select(known => known.Id).Except(departments.Select(one => one.Id));
        await db.Write(async tx =>
        {
            foreach (var id in gone)
            {
                await tx.Departments.Remove(id);
            }
        });
    }

    /// <summary>Not a failure: an administrator decides who sees the app. But whoever is missing there gets no card.</summary>
    async Task TellOutsiders(IReadOnlyList<DirectoryEntry> people, SyncCounts counts, CancellationToken stop)
    {
        switch (await outsiders.Beside(people.Select(entry => entry.Userid).ToHashSet(StringComparer.OrdinalIgnoreCase), stop))
        {
            case Answer<IReadOnlyList<string>>.Given { Value: { Count: > 0 } unseen }:
                counts.Remark(SyncTexts.Unseen(unseen));
                break;
            case Answer<IReadOnlyList<string>>.Failed failed:
                counts.Remark(SyncTexts.UnseenUnknown(failed.Why));
                break;
        }
    }

    async Task SignOff(IReadOnlyList<DirectoryEntry> present, SyncCounts counts)
    {
        var here = present.Select(entry => entry.Userid).ToHashSet(StringComparer.Ordinal);
        var missing = (await db.Read(tx => tx.Staff.KnownToWeCom(counts.Started))).Where(userid => !here.Contains(userid));
        foreach (var chunk in missing.Chunk(ChunkLength))
        {
            await db.Write(async tx =>
            {
                foreach (var userid in chunk)
                {
                    await StaffRecord.SignOff(tx, userid, counts, time.GetUtcNow());
                }
            });
        }
    }
}
