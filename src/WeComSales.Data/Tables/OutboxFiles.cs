namespace WeComSales.Data;

/// <summary>A file as WeCom should get it.</summary>
public sealed class OutboxFile
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required byte[] Bytes { get; init; }
}

/// <summary>What WeCom called a file when it was uploaded.</summary>
public sealed class UploadedFile
{
    public required string MediaId { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
}

/// <summary>Files that letters carry. They are uploaded once, just before the first letter is sent, and forgotten when no repeat can need them (D90253: 3 days).</summary>
public sealed class OutboxFiles(Tx tx)
{
    public Task Add(OutboxFile file, DateTimeOffset now) => tx.InsertIfAbsent("outbox_files", "id", "id, name, bytes, created_at",
        new { file.Id, file.Name, file.Bytes, CreatedAt = now });

    public Task<OutboxFile?> ById(string id) => tx.One<OutboxFile>("select id, name, bytes from outbox_files where id = @id", new { id });

    /// <summary>Null when it was not uploaded after <paramref name="since"/>.</summary>
    public Task<UploadedFile?> Uploaded(string id, DateTimeOffset since) => tx.One<UploadedFile>(
        "select media_id, uploaded_at from outbox_files where id = @id and uploaded_at > @since", new { id, since });

    /// <summary>True for the one who may upload it now; whoever is refused comes back later and finds it uploaded.</summary>
    public async Task<bool> MayUpload(string id, int seconds) => 1 == await tx.Run(
        $"""
        update outbox_files set upload_until = {tx.Dialect.NowPlus("@seconds")}
        where id = @id and (upload_until is null or upload_until < {tx.Dialect.Now})
        """,
        new { id, seconds });

    /// <summary>The result of the first step, kept before the second one begins (reliability rule 16).</summary>
    public Task<int> Keep(string id, string mediaId, DateTimeOffset now) => tx.Run(
        "update outbox_files set media_id = @mediaId, uploaded_at = @now, upload_until = null where id = @id", new { id, mediaId, now });

    /// <summary>WeCom no longer knows it, or the upload failed: somebody uploads it anew.</summary>
    public Task<int> Drop(string id) => tx.Run(
        "update outbox_files set media_id = null, uploaded_at = null, upload_until = null where id = @id", new { id });

    /// <summary>Removes what no letter waits for any more.</summary>
    public Task<int> Forget(DateTimeOffset before) => tx.Run(
        """
        delete from outbox_files where created_at < @before
          and not exists (select 1 from outbox o where o.file_id = outbox_files.id and o.state in (0, 1, 2, 4))
        """,
        new { before });
}
