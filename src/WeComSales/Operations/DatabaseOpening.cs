using System.Data.Common;
using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>
/// Brings the schema up to date at the start. A server that cannot be reached yet is waited for while the service runs
/// and says why it is not ready; anything else that is wrong ends the start.
/// </summary>
public sealed class DatabaseOpening(Db db, TimeProvider time, ILogger<DatabaseOpening> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    bool isOpen;

    /// <summary>Null when it is open or waited for; else why it cannot be used.</summary>
    public async Task<Exception?> Open()
    {
        try
        {
            await Migrate();
            return null;
        }
        catch (DbException unreachable) when (db.IsShared && db.Dialect.IsPassing(unreachable))
        {
            log.DatabaseAwaited(db.Engine, unreachable);
            return null;
        }
        catch (Exception unusable) when (DatabaseFault.Is(unusable) || unusable is DatabaseInUseException)
        {
            return unusable;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!isOpen && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await Migrate();
            }
            catch (Exception unusable) when (DatabaseFault.Is(unusable))
            {
                // Readiness says which and why; one line in the log is enough.
            }
        }
    }

    async Task Migrate()
    {
        var applied = await db.Migrate(time.GetUtcNow());
        if (!db.IsShared)
        {
            // Nobody else can hold a lease: what the last process had in hand is free at once.
            await db.Write(async tx =>
            {
                await tx.Inbox.ReleaseAll();
                await tx.Outbox.ReleaseAll();
                await tx.DueJobs.ReleaseAll();
            });
        }

        isOpen = true;
        log.DatabaseOpened(db.Engine, applied.Count);
    }
}
