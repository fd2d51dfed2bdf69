using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Words and material that reps send into a chat with one tap; administered as data.</summary>
public sealed class QuickReplies(Tx tx)
{
    const string Columns = "id, group_name, title, kind, content, link, position, changed_by, changed_at";

    public async Task<IReadOnlyList<QuickReply>> All() =>
        [.. (await tx.All<Row>($"select {Columns} from quick_replies order by group_name, position, title, id")).Select(row => row.Reply)];

    public async Task Put(QuickReply reply, string by, DateTimeOffset now)
    {
        var args = new
        {
            reply.Id,
            GroupName = reply.Group,
            reply.Title,
            Kind = reply.Kind.ToString(),
            reply.Content,
            reply.Link,
            reply.Position,
            ChangedBy = by,
            ChangedAt = now,
        };
        if (0 == await tx.Run(
            """
            update quick_replies set group_name = @GroupName, title = @Title, kind = @Kind, content = @Content, link = @Link,
              position = @Position, changed_by = @ChangedBy, changed_at = @ChangedAt
            where id = @Id
            """,
            args))
        {
            await tx.InsertIfAbsent("quick_replies", "id", Columns, args);
        }
    }

    public async Task<bool> Remove(string id) => 1 == await tx.Run("delete from quick_replies where id = @id", new { id });

    sealed class Row
    {
        public required string Id { get; init; }
        public required string GroupName { get; init; }
        public required string Title { get; init; }
        public required string Kind { get; init; }
        public required string Content { get; init; }
        public string? Link { get; init; }
        public required int Position { get; init; }

        public QuickReply Reply => new(Id, GroupName, Title, Enum.Parse<QuickReplyKind>(Kind), Content, Link, Position);
    }
}
