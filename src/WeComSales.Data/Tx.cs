using System.Data.Common;
using Dapper;

namespace WeComSales.Data;

/// <summary>One transaction, and the tables as it sees them.</summary>
public sealed class Tx(DbConnection connection, DbTransaction transaction, Dialect dialect)
{
    public Dialect Dialect => dialect;

    /// <summary>Collected by the tables, told to the workers after the commit.</summary>
    internal News News { get; set; }

    public Inbox Inbox => field ??= new(this);
    public BotReplies BotReplies => field ??= new(this);
    public Outbox Outbox => field ??= new(this);
    public SendLanes SendLanes => field ??= new(this);
    public Tokens Tokens => field ??= new(this);
    public CardTable Cards => field ??= new(this);
    public Timeline Timeline => field ??= new(this);
    public Departments Departments => field ??= new(this);
    public StaffDirectory Staff => field ??= new(this);
    public Customers Customers => field ??= new(this);
    public Follows Follows => field ??= new(this);
    public CorpTags CorpTags => field ??= new(this);
    public Opportunities Opportunities => field ??= new(this);
    public RecentContacts RecentContacts => field ??= new(this);
    public Imported Imported => field ??= new(this);
    public SyncRuns SyncRuns => field ??= new(this);
    public Sessions Sessions => field ??= new(this);
    public SignInStates SignInStates => field ??= new(this);
    public Audit Audit => field ??= new(this);
    public NoteDrafts NoteDrafts => field ??= new(this);
    public Notes Notes => field ??= new(this);

    /// <summary>Runs a statement and tells how many rows it touched.</summary>
    public Task<int> Run(string sql, object? args = null) =>
        connection.ExecuteAsync(sql, args, transaction);

    public Task<T?> One<T>(string sql, object? args = null) =>
        connection.QuerySingleOrDefaultAsync<T?>(sql, args, transaction);

    public async Task<IReadOnlyList<T>> All<T>(string sql, object? args = null) =>
        (await connection.QueryAsync<T>(sql, args, transaction)).AsList();

    /// <summary>Rows one at a time, for exports that may be larger than memory.</summary>
    public IAsyncEnumerable<T> Each<T>(string sql, object? args = null) =>
        connection.QueryUnbufferedAsync<T>(sql, args, transaction);
}
