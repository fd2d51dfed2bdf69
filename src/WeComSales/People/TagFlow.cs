using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>The company's labels: the batch answer about customers carries only their ids.</summary>
public sealed class TagFlow(Db db, ContactReading contacts, TimeProvider time)
{
    /// <summary>Any change_external_tag (D92130): the list is short, so it is read anew.</summary>
    public async Task Changed(ClaimedCallback row)
    {
        if (await Refresh() is { } failure)
        {
            throw new NotLearnedException(failure);
        }

        var now = time.GetUtcNow();
        await db.Write(tx => tx.Inbox.Finish(row, "stored", now));
    }

    /// <returns>Why nothing could be read; null when all went well.</returns>
    public async Task<string?> Refresh()
    {
        var answer = await contacts.CorpTags();
        if (answer is Answer<IReadOnlyList<Tag>>.Given tags)
        {
            await db.Write(tx => Save(tx, tags.Value));
        }

        return (answer as Answer<IReadOnlyList<Tag>>.Failed)?.Why;
    }

    static async Task Save(Tx tx, IReadOnlyList<Tag> tags)
    {
        var known = await tx.CorpTags.All();
        foreach (var tag in tags.Where(tag => known.GetValueOrDefault(tag.Id!) != tag))
        {
            await tx.CorpTags.Put(tag);
        }

        foreach (var gone in known.Keys.Except(tags.Select(tag => tag.Id!)))
        {
            await tx.CorpTags.Remove(gone);
        }
    }
}
