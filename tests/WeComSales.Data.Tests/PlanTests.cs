using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Data.Tests;

/// <summary>What is asked every second, and what the cleaning asks, is answered by an index: the cost does not grow with what is done.</summary>
public sealed partial class PlanTests
{
    static readonly DateTimeOffset Noon = TempDatabase.Noon;

    /// <summary>Tables of a few rows, read whole on purpose.</summary>
    static readonly string[] Small = ["send_lanes", "heartbeats", "migrations", "departments"];

    [SqliteFact]
    public Task What_workers_ask_every_second_reads_no_table_whole() => ReadsNoTableWhole(async tx =>
    {
        await tx.Inbox.Claim("worker", 8, 10, Noon);
        await tx.Inbox.NextDue();
        await tx.Outbox.Claim("worker", 8, 10, Noon);
        await tx.Outbox.NextDue();
        await tx.DueJobs.Claim("worker", 8, 10, Noon);
        await tx.DueJobs.NextDue();
        await tx.Reports.Claim("worker", 8, 10, Noon);
        await tx.Reports.NextDue();
        await tx.Queues.All();
    });

    [SqliteFact]
    public Task What_is_asked_when_a_lane_opens_again_reads_no_table_whole() => ReadsNoTableWhole(async tx =>
    {
        await tx.SendLanes.Close(Call.MessageSend, Noon.AddMinutes(-1), "45009");
        await tx.Outbox.Claim("worker", 8, 10, Noon);
        await tx.Outbox.AnySent(Call.MessageSend, Noon);
    });

    [SqliteFact]
    public Task The_daily_cleaning_reads_nothing_of_what_stays() => ReadsNoTableWhole(async tx =>
    {
        await tx.Outbox.Forget(Noon, 500);
        await tx.OutboxFiles.Forget(Noon);
        await tx.DueJobs.Forget(Noon);
        await tx.Cards.Forget(Noon);
    });

    static async Task ReadsNoTableWhole(Func<Tx, Task> act)
    {
        await using var database = await TempDatabase.Create();
        var listening = new Listening();
        await using (var db = new SqliteDb($"Data Source={database.Path}-copy", SqliteSynchronous.Normal, listening))
        {
            await db.Migrate(Noon);
            await db.Write(async tx =>
            {
                await tx.Inbox.Add(InboxTests.Callback(1));
                await tx.Outbox.Add(new Letter("a", Call.MessageSend, Lane.Card, "rep-1", "{}"), Noon);
                await tx.DueJobs.Add("stall-scan", Noon);
                await tx.Reports.Order(new Team { Id = 1, Name = "华东", Path = "华东" }, new(new(2026, 11, 20), Noon, Noon, true, false, false), Noon);
            });
            listening.Said.Clear();
            await db.Write(act);

            listening.Said.Count.ShouldBeGreaterThan(3);
            foreach (var statement in listening.Said.Distinct().Where(statement => !statement.StartsWith("insert", StringComparison.Ordinal)))
            {
                var asked = Value().Replace(List().Replace(statement, "in ('x')"), "'x'");
                foreach (var step in await db.Read(tx => tx.All<Step>($"explain query plan {asked}")))
                {
                    var whole = Whole().Match(step.Detail);
                    (whole.Success && !Small.Contains(whole.Groups[1].Value)).ShouldBeFalse($"{step.Detail}: {statement}");
                }
            }
        }
    }

    sealed class Step
    {
        public required string Detail { get; init; }
    }

    sealed class Listening : SqliteDialect
    {
        public ConcurrentQueue<string> Said { get; } = new();

        internal override string Heard(string statement)
        {
            Said.Enqueue(statement);
            return statement;
        }
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Value();

    [GeneratedRegex(@"\bin @\w+")]
    private static partial Regex List();

    [GeneratedRegex(@"^SCAN (\w+)(?: AS \w+)?$")]
    private static partial Regex Whole();
}
