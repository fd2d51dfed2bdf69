namespace WeComSales.Data;

/// <summary>What one synchronisation did: the visible result (F8, F9).</summary>
/// <param name="Complete">False when any part could not be read: then nobody was signed off and no relation ended.</param>
/// <param name="Departed">People signed off, or relations ended.</param>
/// <param name="Reasons">What failed and why, without names.</param>
public sealed record SyncRun(
    string Id, string Kind, DateTimeOffset StartedAt, DateTimeOffset EndedAt, bool Complete,
    int Added, int Changed, int Departed, int Failed, IReadOnlyList<string> Reasons);

public sealed class SyncRuns(Tx tx)
{
    /// <summary>Removes runs that began before a time.</summary>
    public Task<int> Forget(DateTimeOffset before) => tx.Run("delete from sync_runs where started_at < @before", new { before });

    const string Columns = "id, kind, started_at, ended_at, complete, added, changed, departed, failed, reasons";

    public Task Add(SyncRun run) => tx.InsertIfAbsent(
        "sync_runs", "id", Columns,
        new
        {
            run.Id,
            run.Kind,
            run.StartedAt,
            run.EndedAt,
            run.Complete,
            run.Added,
            run.Changed,
            run.Departed,
            run.Failed,
            Reasons = Json.Text(run.Reasons),
        });

    /// <summary>The newest of a kind first.</summary>
    public async Task<IReadOnlyList<SyncRun>> Latest(string kind, int count) =>
        [.. (await tx.All<Row>(
            $"select {Columns} from sync_runs where kind = @kind order by started_at desc, id desc {tx.Dialect.Limit}", new { kind, count }))
            .Select(row => row.Run)];

    sealed class Row
    {
        public required string Id { get; init; }
        public required string Kind { get; init; }
        public required DateTimeOffset StartedAt { get; init; }
        public required DateTimeOffset EndedAt { get; init; }
        public required bool Complete { get; init; }
        public required int Added { get; init; }
        public required int Changed { get; init; }
        public required int Departed { get; init; }
        public required int Failed { get; init; }
        public required string Reasons { get; init; }

        public SyncRun Run => new(
            Id, Kind, StartedAt, EndedAt, Complete, Added, Changed, Departed, Failed, Json.Read<string[]>(Reasons));
    }
}
