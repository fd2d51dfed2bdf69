namespace WeComSales.Data;

/// <summary>Somebody looked at, or did, something that must be answerable for.</summary>
/// <param name="Subject">The id of what it was about; never a name or text.</param>
/// <param name="AboutUserid">Whose customers or work it was: this person can see it. Null when it concerns nobody.</param>
public sealed record AuditEntry(string Id, DateTimeOffset At, string Userid, string Action, string Subject, string? Detail, string? AboutUserid = null)
{
    AuditEntry() : this("", default, "", "", "", null)
    {
    }
}

/// <summary>Only ever added to.</summary>
public sealed class Audit(Tx tx)
{
    const string Columns = "id, at, userid, action, subject, detail, about_userid";

    public Task Add(AuditEntry entry) => tx.InsertIfAbsent("audit", "id", Columns, entry);

    /// <summary>Newest first, the page behind (<paramref name="before"/>, <paramref name="beforeId"/>).</summary>
    public Task<IReadOnlyList<AuditEntry>> Page(DateTimeOffset before, string beforeId, int count) => tx.All<AuditEntry>(
        $"""
        select {Columns} from audit where at < @before or (at = @before and id < @beforeId)
        order by at desc, id desc {tx.Dialect.Limit}
        """,
        new { before, beforeId, count });

    /// <summary>The next entries behind an id (export).</summary>
    public Task<IReadOnlyList<AuditEntry>> After(string id, int count) => tx.All<AuditEntry>(
        $"select {Columns} from audit where id > @id order by id {tx.Dialect.Limit}", new { id, count });

    /// <summary>Who looked at somebody's customers and work, newest first.</summary>
    public Task<IReadOnlyList<AuditEntry>> About(string userid, DateTimeOffset before, string beforeId, int count) => tx.All<AuditEntry>(
        $"""
        select {Columns} from audit where about_userid = @userid and (at < @before or (at = @before and id < @beforeId))
        order by at desc, id desc {tx.Dialect.Limit}
        """,
        new { userid, before, beforeId, count });
}
