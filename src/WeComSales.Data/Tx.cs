using System.Data.Common;
using Dapper;

namespace WeComSales.Data;

/// <summary>One transaction, and the tables as it sees them.</summary>
public sealed class Tx(DbConnection connection, DbTransaction transaction, Dialect dialect)
{
    static Tx() => Parameters.Register();

    public Dialect Dialect => dialect;

    /// <summary>Collected by the tables, told to the workers after the commit.</summary>
    internal News News { get; set; }

    public Inbox Inbox => field ??= new(this);
    public BotReplies BotReplies => field ??= new(this);
    public Outbox Outbox => field ??= new(this);
    public OutboxFiles OutboxFiles => field ??= new(this);
    public SendLanes SendLanes => field ??= new(this);
    public Tokens Tokens => field ??= new(this);
    public CardTable Cards => field ??= new(this);
    public Timeline Timeline => field ??= new(this);
    public Departments Departments => field ??= new(this);
    public StaffDirectory Staff => field ??= new(this);
    public Customers Customers => field ??= new(this);
    public Follows Follows => field ??= new(this);
    public Called Called => field ??= new(this);
    public CorpTags CorpTags => field ??= new(this);
    public Opportunities Opportunities => field ??= new(this);
    public RecentContacts RecentContacts => field ??= new(this);
    public Imported Imported => field ??= new(this);
    public SyncRuns SyncRuns => field ??= new(this);
    public JobRuns JobRuns => field ??= new(this);
    public Reports Reports => field ??= new(this);
    public Sessions Sessions => field ??= new(this);
    public SignInStates SignInStates => field ??= new(this);
    public Audit Audit => field ??= new(this);
    public NoteDrafts NoteDrafts => field ??= new(this);
    public Lexicons Lexicons => field ??= new(this);
    public Notes Notes => field ??= new(this);
    public Queues Queues => field ??= new(this);
    public DueJobs DueJobs => field ??= new(this);
    public Heartbeats Heartbeats => field ??= new(this);
    public Stalls Stalls => field ??= new(this);
    public StallAlerts StallAlerts => field ??= new(this);
    public StallRuleBook StallRules => field ??= new(this);
    public CustomerWaits CustomerWaits => field ??= new(this);
    public Calls Calls => field ??= new(this);
    public WorkYears WorkYears => field ??= new(this);
    public FollowUps FollowUps => field ??= new(this);
    public Visits Visits => field ??= new(this);
    public StageMoves StageMoves => field ??= new(this);
    public SupportRequests SupportRequests => field ??= new(this);
    public TypedTexts TypedTexts => field ??= new(this);
    public QuickReplies QuickReplies => field ??= new(this);
    public CustomerFacts CustomerFacts => field ??= new(this);
    public TeamFacts TeamFacts => field ??= new(this);
    public Moves Moves => field ??= new(this);
    public Members Members => field ??= new(this);
    public Leads Leads => field ??= new(this);
    public Products Products => field ??= new(this);
    public Purchases Purchases => field ??= new(this);
    public Recommendations Recommendations => field ??= new(this);
    public ServiceRecords ServiceRecords => field ??= new(this);
    public Badges Badges => field ??= new(this);
    public BadgeTurns BadgeTurns => field ??= new(this);
    public MemberLooks MemberLooks => field ??= new(this);
    public CounterListBook CounterLists => field ??= new(this);
    public ChatMessages ChatMessages => field ??= new(this);
    public ChatConsents ChatConsents => field ??= new(this);
    public SealedMessages SealedMessages => field ??= new(this);
    public ArchivePositions ArchivePositions => field ??= new(this);
    public Erasures Erasures => field ??= new(this);
    public Traces Traces => field ??= new(this);
    public Copies Copies => field ??= new(this);
    public NoteContexts NoteContexts => field ??= new(this);

    internal DbConnection Connection => connection;

    internal DbTransaction Transaction => transaction;

    /// <summary>Runs a statement and tells how many rows it touched.</summary>
    public Task<int> Run(string sql, object? args = null) =>
        connection.ExecuteAsync(dialect.Heard(sql), args, transaction);

    /// <summary>Inserts one row unless its key is there, also when somebody else inserts it at the same moment. 1: it is new.</summary>
    public async Task<int> InsertIfAbsent(string table, string key, string columns, object args)
    {
        var insert = dialect.InsertIfAbsent(table, key, columns);
        try
        {
            return await Run(insert, args);
        }
        catch (DbException taken) when (dialect.IsUniqueViolation(taken) && dialect is SqlServerDialect)
        {
            // Somebody was faster between the look and the insert. The second look sees them; what still fails is another key.
            return await Run(insert, args);
        }
    }

    /// <summary>Runs a statement once for each row of arguments, all of one type, and tells how many rows each run touched.</summary>
    internal Task<IReadOnlyList<int>> Each<T>(string sql, IEnumerable<T> rows) where T : notnull =>
        Repeated.Run(connection, transaction, dialect.Heard(sql), [.. rows.Cast<object>()]);

    /// <summary>Inserts each row whose key is not there. 1: it is new.</summary>
    internal Task<IReadOnlyList<int>> InsertEach<T>(string table, string key, string columns, IEnumerable<T> rows) where T : notnull =>
        Each(dialect.InsertIfAbsent(table, key, columns), rows);

    /// <summary>Updates the row, or inserts it when it is not there, or updates it when somebody else inserted it at the same moment.</summary>
    public async Task Put(string update, string table, string key, string columns, object args)
    {
        if (0 == await Run(update, args) && 0 == await InsertIfAbsent(table, key, columns, args))
        {
            await Run(update, args);
        }
    }

    /// <summary>Holds a lock by its name until the transaction ends, against every instance. One writer has no rival and needs none.</summary>
    public Task Lock(string name, int seconds = 10) => dialect.Lock.Length == 0
        ? Task.CompletedTask
        : connection.ExecuteAsync(dialect.Heard(dialect.Lock), new { name, milliseconds = seconds * 1000 }, transaction, commandTimeout: seconds + 5);

    /// <summary>The values of an <c>in</c>.</summary>
    internal Many Many<T>(IEnumerable<T> values) where T : notnull
    {
        T[] typed = typeof(T) == typeof(string) ? [.. values.Select(value => (T)(object)Parameters.Clean((string)(object)value))] : [.. values];
        return new(dialect, [.. typed.Cast<object>()], typed);
    }

    public Task<T?> One<T>(string sql, object? args = null) =>
        connection.QuerySingleOrDefaultAsync<T?>(dialect.Heard(sql), args, transaction);

    public async Task<IReadOnlyList<T>> All<T>(string sql, object? args = null) =>
        (await connection.QueryAsync<T>(dialect.Heard(sql), args, transaction)).AsList();
}
