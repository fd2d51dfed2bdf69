using WeComSales.Data;

namespace WeComSales.Erasures;

/// <summary>
/// Erases somebody at their wish: the words of a customer's chats alone, or everything about a customer or a member,
/// with every copy (decision 34). The wish is stored first; whatever dies in the middle is finished by the job.
/// </summary>
public sealed class ErasureFlow(Db db, TimeProvider time)
{
    /// <summary>Rows of one transaction, so that callbacks hardly wait.</summary>
    const int ChunkLength = 500;

    /// <param name="wish">Its id is made by whoever asks; the same again erases what is left.</param>
    /// <returns>With how many rows are gone; null when the id was used for somebody else.</returns>
    public async Task<Erasure?> Erase(Erasure wish)
    {
        var erasure = await db.Write(async tx =>
        {
            if (await tx.Erasures.Add(wish))
            {
                await tx.Audit.Add(new(Ids.New(wish.At), wish.At, wish.ByUserid, "customer.erase", wish.Who, null));
            }

            return (await tx.Erasures.ById(wish.Id))!;
        });
        if (erasure.Who != wish.Who || erasure.Scope != wish.Scope)
        {
            return null;
        }

        await Finish(erasure);
        return await db.Read(tx => tx.Erasures.ById(wish.Id));
    }

    /// <summary>From wherever it stopped to its end.</summary>
    public async Task Finish(Erasure erasure)
    {
        await (erasure.Scope == ErasureScope.Words ? Words(erasure) : Whole(erasure));
        await db.Scrub();
        await db.Write(tx => tx.Erasures.Done(erasure.Id, time.GetUtcNow()));
    }

    /// <summary>Notes and acts stay: they are the company's own records.</summary>
    async Task Words(Erasure erasure)
    {
        await db.Write(tx => tx.NoteContexts.Erase(erasure.Who));
        await InChunks(erasure, tx => tx.ChatMessages.Erase(erasure.Who, erasure.At, ChunkLength));
    }

    /// <summary>
    /// Copies first: they are known by rows that are still there. Those rows go together in one transaction. Copies once
    /// more: a letter, a brief or a draft may have been made of them meanwhile, and no more can be now.
    /// </summary>
    async Task Whole(Erasure erasure)
    {
        var mentions = await db.Read(tx => tx.Traces.Mentions(erasure.Subject, erasure.Who));
        var all = mentions.And(await Drafts(mentions));
        await CopiesOf(erasure, all);
        if (erasure.Subject == Subject.Customer)
        {
            await InChunks(erasure, tx => tx.Traces.EraseSome(erasure.Who, ChunkLength));
        }

        await db.Write(async tx => await tx.Erasures.Gone(erasure.Id, await tx.Traces.Erase(erasure.Subject, erasure.Who)));
        await CopiesOf(erasure, all);
    }

    async Task<IReadOnlyList<string>> Drafts(Mentions mentions)
    {
        var ids = new List<string>();
        for (var next = ""; next is not null;)
        {
            var after = next;
            var part = await db.Read(tx => tx.Copies.DraftsAbout(mentions, after, ChunkLength));
            ids.AddRange(part.Ids);
            next = part.Next;
        }

        return ids;
    }

    async Task CopiesOf(Erasure erasure, Mentions mentions)
    {
        var now = time.GetUtcNow();
        await InParts(erasure, (long?)0, (tx, after) => tx.Copies.Callbacks(mentions, after!.Value, ChunkLength, now));
        await InParts(erasure, "", (tx, after) => tx.Copies.Letters(mentions, after!, ChunkLength, now));
        await InParts(erasure, "", (tx, after) => tx.Copies.Briefs(mentions, after!, ChunkLength, now));
        await InParts(erasure, "", (tx, after) => tx.Copies.Drafts(mentions, after!, ChunkLength));
        await db.Write(async tx => await tx.Erasures.Counted(
            erasure.Id, await tx.Copies.Replies(mentions) + await tx.Copies.Ways(mentions)));
    }

    async Task InParts<TKey>(Erasure erasure, TKey first, Func<Tx, TKey, Task<CopiesPart<TKey>>> part)
    {
        for (var next = first; next is not null;)
        {
            var after = next;
            next = await db.Write(async tx =>
            {
                var found = await part(tx, after);
                await tx.Erasures.Counted(erasure.Id, found.Gone);
                return found.Next;
            });
        }
    }

    async Task InChunks(Erasure erasure, Func<Tx, Task<int>> chunk)
    {
        while (0 < await db.Write(async tx =>
        {
            var gone = await chunk(tx);
            await tx.Erasures.Counted(erasure.Id, gone);
            return gone;
        }))
        {
        }
    }
}
