using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>The company's labels by their ids: the batch answer about customers names only these.</summary>
public sealed class CorpTags(Tx tx)
{
    public async Task<IReadOnlyDictionary<string, Tag>> All() =>
        (await tx.All<Row>("select id, group_name, name from corp_tags"))
        .ToDictionary(row => row.Id, row => new Tag(row.Id, row.GroupName, row.Name), StringComparer.Ordinal);

    public async Task Put(Tag tag)
    {
        var args = new { tag.Id, GroupName = tag.Group ?? "", tag.Name };
        await tx.Put(
            "update corp_tags set group_name = @GroupName, name = @Name where id = @Id",
            "corp_tags", "id", "id, group_name, name", args);
    }

    public Task<int> Remove(string id) => tx.Run("delete from corp_tags where id = @id", new { id });

    sealed class Row
    {
        public required string Id { get; init; }
        public required string GroupName { get; init; }
        public required string Name { get; init; }
    }
}
