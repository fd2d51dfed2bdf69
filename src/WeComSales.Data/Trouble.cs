namespace WeComSales.Data;

/// <summary>What keeps a database from working.</summary>
public enum Trouble { None, Unreachable, ReadOnly, Full, TooOld, Busy, Other }

/// <summary>The server is older than what the statements are written for.</summary>
public sealed class DatabaseTooOldException(string found, string needed) : Exception($"{found} is too old: {needed} or newer is needed.")
{
    /// <summary>Engine and version.</summary>
    public string Found => found;

    /// <summary>The oldest that will do.</summary>
    public string Needed => needed;
}

/// <summary>What a look at the database found: by a real write, because a database that only reads keeps no promise.</summary>
/// <param name="Why">Empty when it works.</param>
public sealed record DatabaseState(Trouble Trouble, string Why, long Callbacks, long Letters, IReadOnlyList<string> Instances)
{
    static readonly TimeSpan AliveFor = TimeSpan.FromSeconds(60);

    /// <summary>A server that cannot be reached is given up after five seconds at most, and then says why; this is for what says nothing.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>Writes this instance's heartbeat and counts what is under way.</summary>
    public static async Task<DatabaseState> Of(Db db, string instance)
    {
        try
        {
            var state = await db.Write(async tx =>
            {
                var pending = await new Migrator(tx).Pending();
                if (pending.Count > 0)
                {
                    return Broken(Trouble.TooOld, $"{pending.Count} 个迁移还没有执行，下一个是 {pending[0].Name}");
                }

                await tx.Heartbeats.Beat(instance);
                if (!db.Stores)
                {
                    await tx.Inbox.Probe();
                }

                return new DatabaseState(Trouble.None, "", await tx.Inbox.Backlog(), await tx.Outbox.Backlog(), await tx.Heartbeats.Alive((int)AliveFor.TotalSeconds));
            }).WaitAsync(Patience);
            db.Stores = db.Stores || state.Trouble == Trouble.None;
            return state;
        }
        catch (System.Data.Common.DbException broken)
        {
            return Broken(db.Dialect.TroubleOf(broken), broken.Message);
        }
        catch (DatabaseTooOldException old)
        {
            return Broken(Trouble.TooOld, $"{old.Found} 太旧，要 {old.Needed} 或更新的版本");
        }
        catch (Exception busy) when (busy is WriterBusyException or DatabaseInUseException)
        {
            return Broken(Trouble.Busy, busy.Message);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or TimeoutException)
        {
            return Broken(Trouble.Unreachable, broken.Message);
        }
    }

    /// <summary>Why no table can be made, in the server's own words; null when one can. It is tried, and undone at once.</summary>
    public static async Task<string?> WhyNoTable(Db db)
    {
        try
        {
            await db.Write(async tx =>
            {
                await tx.Run(tx.Dialect.Expand("create table may_create (id {key} not null constraint may_create_pk primary key)"));
                throw new Undone();
            });
            return null;
        }
        catch (Undone)
        {
            return null;
        }
        catch (System.Data.Common.DbException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Ends a transaction whose effect nobody wants.</summary>
    sealed class Undone : Exception;

    static DatabaseState Broken(Trouble trouble, string why) => new(trouble, why, 0, 0, []);
}
