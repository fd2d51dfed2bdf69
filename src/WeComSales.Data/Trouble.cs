namespace WeComSales.Data;

/// <summary>What keeps a database from working.</summary>
public enum Trouble { None, Unreachable, ReadOnly, Full, TooOld, Busy, Other }

/// <summary>The server is older than what the statements are written for.</summary>
public sealed class DatabaseTooOldException(string found, string needed) : Exception($"{found} is too old: {needed} or newer is needed.");

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
                    return Broken(Trouble.TooOld, $"{pending.Count} migrations have not run, the next is {pending[0].Name}");
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
            return Broken(Trouble.TooOld, old.Message);
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

    static DatabaseState Broken(Trouble trouble, string why) => new(trouble, why, 0, 0, []);
}
