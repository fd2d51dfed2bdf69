using WeComSales.Data;

namespace WeComSales.Archive;

/// <summary>
/// Erases a customer's words at their wish: the archived messages, their rows of the timeline, and the words around
/// notes. What the reader gives again is not stored a second time. Notes and acts stay: they are the company's own records.
/// </summary>
public sealed class ErasureFlow(Db db, TimeProvider time)
{
    /// <summary>Messages of one transaction, so that callbacks hardly wait.</summary>
    const int ChunkLength = 500;

    /// <param name="id">Made by the page; the same again erases what is left.</param>
    /// <returns>How many messages are gone; null when the id was used for somebody else.</returns>
    public async Task<int?> Erase(string id, string externalUserid, string by, string reason)
    {
        var now = time.GetUtcNow();
        var erasure = await db.Write(async tx =>
        {
            if (await tx.Erasures.Add(new(id, externalUserid, by, reason, now, 0)))
            {
                await tx.Audit.Add(new(Ids.New(now), now, by, "customer.erase", externalUserid, null));
            }

            await tx.NoteContexts.Erase(externalUserid);
            return (await tx.Erasures.ById(id))!;
        });
        if (erasure.ExternalUserid != externalUserid)
        {
            return null;
        }

        var all = erasure.Messages;
        int some;
        do
        {
            some = await db.Write(async tx =>
            {
                var gone = await tx.ChatMessages.Erase(externalUserid, erasure.At, ChunkLength);
                await tx.Erasures.Counted(id, gone);
                return gone;
            });
            all += some;
        }
        while (some > 0);

        return all;
    }
}
