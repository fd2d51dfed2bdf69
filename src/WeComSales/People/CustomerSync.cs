using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>
/// Compares, member by member, the customers that WeCom shows with those that are stored: callbacks are not guaranteed.
/// A relation ends only by an answer that was read to its end.
/// </summary>
public sealed class CustomerSync(Db db, ContactReading contacts, ContactFlow flow, TagFlow tags, TimeProvider time, ILogger<CustomerSync> log)
{
    public const string Kind = "customers";

    // Below the number of parallel calls at which WeCom answers 45033.
    const int MembersAtOnce = 3;
    const int ChunkLength = 200;

    // Somebody added while the question was on its way is not in the answer, and is not absent either.
    static readonly TimeSpan TooNew = TimeSpan.FromMinutes(5);

    public async Task<SyncRun> Run(CancellationToken stop)
    {
        var counts = new SyncCounts(Kind, time.GetUtcNow());
        if (await tags.Refresh() is { } failure)
        {
            counts.Failed(failure);
        }

        switch (await contacts.FollowingMembers())
        {
            case Answer<IReadOnlyList<string>>.Given members:
                await Parallel.ForEachAsync(
                    members.Value,
                    new ParallelOptions { MaxDegreeOfParallelism = MembersAtOnce, CancellationToken = stop },
                    async (userid, ending) => await Member(userid, counts, ending));
                break;
            case Answer<IReadOnlyList<string>>.Failed failed:
                counts.Failed(failed.Why);
                break;
        }

        var run = counts.Run(time.GetUtcNow());
        await db.Write(tx => tx.SyncRuns.Add(run));
        log.Synchronised(run.Kind, run.Complete, run.Added, run.Changed, run.Departed, run.Failed);
        return run;
    }

    async Task Member(string userid, SyncCounts counts, CancellationToken stop)
    {
        var asked = time.GetUtcNow();
        var listed = await contacts.CustomersOf(userid);
        if (listed is Answer<IReadOnlyList<string>>.Failed failed)
        {
            counts.Failed(failed.Why);
            return;
        }

        var ids = listed is Answer<IReadOnlyList<string>>.Given given ? given.Value : [];
        var names = await db.Read(tx => tx.CorpTags.All());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var page in contacts.FollowedBy(userid, names, stop))
        {
            if (page is Answer<IReadOnlyList<SeenCustomer>>.Failed broken)
            {
                counts.Failed(broken.Why);
                break;
            }

            foreach (var chunk in ((Answer<IReadOnlyList<SeenCustomer>>.Given)page).Value.Chunk(ChunkLength))
            {
                stop.ThrowIfCancellationRequested();
                seen.UnionWith(chunk.Select(customer => customer.ExternalUserid));
                await db.Write(tx => Save(tx, chunk, counts, asked));
            }
        }

        await FetchMissed(ids.Where(id => !seen.Contains(id)), counts, asked, stop);
        await EndAbsent(userid, ids.ToHashSet(StringComparer.Ordinal), counts, asked);
    }

    static async Task Save(Tx tx, SeenCustomer[] customers, SyncCounts counts, DateTimeOffset now)
    {
        string[] ids = [.. customers.Select(customer => customer.ExternalUserid)];
        var (known, erased) = (await tx.Follows.OfAll(ids), await tx.Erasures.Whole(ids));
        foreach (var customer in customers.Select(customer => customer.Since(erased)).OfType<SeenCustomer>())
        {
            var saved = await CustomerRecord.Save(tx, customer, now);
            foreach (var follow in customer.Follows)
            {
                var before = known[customer.ExternalUserid].FirstOrDefault(one => one.Userid == follow.Userid);
                var followSaved = await CustomerRecord.Save(tx, Follow.Seen(before, follow).KeepingPersonalTags(before), before);
                saved = saved == Saved.Unchanged && followSaved != Saved.Unchanged ? Saved.Changed : saved;
            }

            counts.Count(saved);
        }
    }

    /// <summary>Listed, but not in the batch answer: asked for one by one.</summary>
    async Task FetchMissed(IEnumerable<string> externalUserids, SyncCounts counts, DateTimeOffset now, CancellationToken stop)
    {
        foreach (var externalUserid in externalUserids)
        {
            stop.ThrowIfCancellationRequested();
            if (await db.Read(async tx => await tx.Customers.ByExternalId(externalUserid) is null && (await tx.Erasures.Whole([externalUserid])).Count == 0))
            {
                var sighting = await flow.Fetch(externalUserid, now);
                if (sighting.Stored)
                {
                    counts.Count(Saved.Added);
                }
                else
                {
                    counts.Failed(sighting.Why);
                }
            }
        }
    }

    async Task EndAbsent(string userid, HashSet<string> present, SyncCounts counts, DateTimeOffset asked)
    {
        var absent = (await db.Read(tx => tx.Follows.CustomersOf(userid))).Where(id => !present.Contains(id));
        foreach (var chunk in absent.Chunk(ChunkLength))
        {
            await db.Write(async tx =>
            {
                var follows = (await tx.Follows.OfAll(chunk)).SelectMany(group => group);
                foreach (var follow in follows.Where(follow => follow is { EndedAt: null } && follow.Userid == userid && follow.AddedAt < asked - TooNew))
                {
                    await tx.Follows.Put(follow.Ended(FollowEnd.Absent, asked));
                    counts.Departed();
                }
            });
        }
    }
}
