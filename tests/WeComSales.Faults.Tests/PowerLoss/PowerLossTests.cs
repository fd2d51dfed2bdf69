using WeComSales.Data;
using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 2: what was acknowledged survives losing power at any moment; only what fsync covered is left.</summary>
public sealed class PowerLossTests(ITestOutputHelper output)
{
    const string Main = "test.db";
    const string Wal = "test.db-wal";
    const int CutsPerRound = 5;

    public enum Moment { AfterAnAcknowledgement, InACommit, InACheckpoint }

    [Theory]
    [InlineData(Moment.AfterAnAcknowledgement, 5, 80)]
    [InlineData(Moment.InACommit, 5, 60)]
    [InlineData(Moment.InACheckpoint, 5, 60)]
    public async Task Nothing_acknowledged_is_lost_when_the_power_goes(Moment moment, int inShort, int inLong)
    {
        for (var (cuts, round) = (Setting.Count(inShort, inLong), 0); cuts > 0; cuts -= CutsPerRound, round++)
        {
            foreach (var survey in await Round(moment, seed: 100 * (int)moment + round))
            {
                survey.Lost.ShouldBeEmpty();
                survey.Integrity.ShouldBe("ok");
                survey.Twice.ShouldBe(0);
                survey.DedupeWorks.ShouldBeTrue();
            }
        }
    }

    [Fact]
    public async Task Control_a_database_that_does_not_sync_each_commit_loses_acknowledged_rows()
    {
        var surveys = await Round(Moment.AfterAnAcknowledgement, seed: 1000, SqliteSynchronous.Normal);

        surveys.Sum(survey => survey.Lost.Count).ShouldBeGreaterThan(0);
        surveys.ShouldAllBe(survey => survey.Integrity == "ok");
    }

    [Fact]
    public async Task Control_acknowledging_before_the_write_loses_rows()
    {
        var surveys = await Round(Moment.AfterAnAcknowledgement, seed: 1001, ackFirst: true);

        surveys.Sum(survey => survey.Lost.Count).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Control_an_index_that_no_longer_matches_its_table_is_noticed()
    {
        using var disk = new Disk();
        await using var db = await Open(disk, SqliteSynchronous.Full);
        var load = new Load(db, seed: 1002);
        foreach (var number in Enumerable.Range(0, 200))
        {
            await load.Store(number);
        }

        await db.DisposeAsync();
        var image = new DiskImage(new Dictionary<string, byte[]> { [Main] = disk.Cut().Files[Main] });
        (await Survey.Of(image, [.. Enumerable.Range(0, 200)], load)).Integrity.ShouldBe("ok");
        var content = image.Files[Main];
        content[content.AsSpan().LastIndexOf(load.Callback(100).DedupeKey)]++;

        (await Survey.Of(image, [.. Enumerable.Range(0, 200)], load)).Integrity.ShouldNotBe("ok");
    }

    async Task<IReadOnlyList<Survey>> Round(
        Moment moment, int seed, SqliteSynchronous synchronous = SqliteSynchronous.Full, bool ackFirst = false)
    {
        using var disk = new Disk();
        await using var db = await Open(disk, synchronous);
        var load = new Load(db, seed) { AckFirst = ackFirst };
        var cutter = new Cutter(disk, load, Setting.Dice(seed), CutsPerRound);
        Arm(moment, disk, load, cutter);
        var running = load.Run();
        await Task.WhenAny(running, cutter.Done).WaitAsync(TimeSpan.FromMinutes(1));
        load.Stop();
        await running;
        var cuts = await cutter.Done;

        var surveys = new List<Survey>();
        foreach (var (image, acknowledged) in cuts)
        {
            surveys.Add(await Survey.Of(image, acknowledged, load));
        }

        output.WriteLine($"{moment} {synchronous}: {surveys.Count} cuts with {string.Join(", ", cuts.Select(cut => cut.Acknowledged.Count))} acknowledged, "
            + $"{surveys.Sum(survey => survey.Lost.Count)} lost; {load.Acknowledged.Count} acknowledged with {disk.Syncs(Wal)} syncs of the log");
        return surveys;
    }

    static void Arm(Moment moment, Disk disk, Load load, Cutter cutter)
    {
        if (moment == Moment.AfterAnAcknowledgement)
        {
            load.Acked = cutter.Tick;
            return;
        }

        var file = moment == Moment.InACommit ? Wal : Main;
        disk.Witness = name =>
        {
            if (name == file)
            {
                cutter.Tick();
            }
        };
    }

    static async Task<SqliteDb> Open(Disk disk, SqliteSynchronous synchronous)
    {
        var db = new SqliteDb($"Data Source={disk.Path(Main)}", synchronous);
        await db.Migrate(DateTimeOffset.UnixEpoch);
        return db;
    }
}
