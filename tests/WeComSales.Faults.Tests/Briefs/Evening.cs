using System.Diagnostics;
using System.Text.Json;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Simulator;

namespace WeComSales.Faults.Tests;

/// <summary>Five seconds after six on a Friday: two teams and their region, three leaders, one of them of two teams. Lives of the service follow one another on one database.</summary>
sealed class Evening : IAsyncDisposable
{
    static readonly DateTimeOffset Six = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan patience = TimeSpan.FromSeconds(90);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-evening-");
    readonly SimulatorServer weCom;
    readonly TimeSpan shift = Six.AddSeconds(5) - DateTimeOffset.UtcNow;

    Evening(SimulatorServer weCom) => this.weCom = weCom;

    string Database => Path.Combine(folder.FullName, "wecomsales.db");

    /// <summary>Who gets how many briefs: the team's leader, the leader of two, the region's leader.</summary>
    public static IReadOnlyDictionary<string, int> Expected { get; } = new Dictionary<string, int> { ["m1"] = 1, ["m2"] = 2, ["d1"] = 1 };

    public static async Task<Evening> Begin()
    {
        var company = new Company()
            .WithPerson("d1", "周总", "华东区", leads: true)
            .WithPerson("m1", "周蕾", "华东区/一组", leads: true)
            .WithPerson("m2", "陈默", "华东区/二组", leads: true);
        var evening = new Evening(await SimulatorServer.Start(new SimulatorOptions { Company = company }));
        await evening.Fill();
        return evening;
    }

    /// <summary>One life of the service, up to its death at a point; false when it did not get there.</summary>
    public async Task<bool> LiveUntil(CrashPoint point)
    {
        using var life = Start($"{point}");
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            await life.WaitForExitAsync(deadline.Token);
            return life.ExitCode == 137 || life.ExitCode == -1;
        }
        catch (OperationCanceledException)
        {
            life.Kill();
            return false;
        }
    }

    /// <summary>A life in which nothing happens to it, until all is done.</summary>
    public async Task LiveOn()
    {
        using var life = Start("none");
        await using (var db = new SqliteDb($"Data Source={Database}"))
        {
            using var deadline = new CancellationTokenSource(patience);
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!await IsDone(db) && !life.HasExited)
            {
                await tick.WaitForNextTickAsync(deadline.Token);
            }
        }

        life.Kill();
        await life.WaitForExitAsync();
    }

    /// <summary>What must never happen: the body of a letter is another one at its repeat.</summary>
    public async Task ChangeLetters()
    {
        await using var db = new SqliteDb($"Data Source={Database}");
        await db.Write(tx => tx.Run("update outbox set body = replace(body, '14400', '14399') where state <> 3"));
    }

    /// <summary>How many cards and files each member got; what the duplicate check swallowed did not arrive.</summary>
    public (IReadOnlyDictionary<string, int> Cards, IReadOnlyDictionary<string, int> Files) Arrived() => (Count("template_card"), Count("file"));

    Dictionary<string, int> Count(string type) => weCom.Calls
        .Where(call => call is { Path: "message/send", ErrCode: 0, Duplicate: false })
        .Select(call => JsonDocument.Parse(call.Body).RootElement)
        .Where(json => json.GetProperty("msgtype").GetString() == type)
        .CountBy(json => json.GetProperty("touser").GetString()!)
        .ToDictionary(pair => pair.Key, pair => pair.Value);

    static Task<bool> IsDone(Db db) => db.Read(async tx =>
        3 == await tx.One<long>("select count(*) from briefs where state = 2")
        && 0 == await tx.One<long>("select count(*) from briefs where state <> 2")
        && 0 == await tx.One<long>("select count(*) from outbox where state in (0, 1, 2, 4)"));

    async Task Fill()
    {
        await using var db = new SqliteDb($"Data Source={Database}");
        await db.Migrate(Six);
        await db.Write(async tx =>
        {
            await tx.Reports.Begin(new DateOnly(2026, 11, 19), Six.AddDays(-1), Six.AddDays(-1));
            foreach (var (id, parent, name, leaders) in new (long, long, string, string[])[] { (2, 0, "华东区", ["d1"]), (3, 2, "一组", ["m1", "m2"]), (4, 2, "二组", ["m2"]) })
            {
                await tx.Departments.Put(new(id, parent, name, 0, leaders));
                await tx.Departments.SetPath(id, parent == 0 ? name : $"华东区/{name}");
                List<OrganisationChange> changes = [new(true, id, id, null, 0), .. leaders.Select(leader => new OrganisationChange(true, id, null, leader, 0))];
                if (parent != 0)
                {
                    changes.Add(new(true, id, parent, null, 1));
                }

                foreach (var change in changes)
                {
                    await tx.Departments.Apply(change);
                }
            }

            foreach (var (userid, department) in new (string, long)[] { ("d1", 2), ("m1", 3), ("m2", 4), ("rep-一组", 3), ("rep-二组", 4) })
            {
                await tx.Staff.Put(Staff.New(userid, userid) with { DepartmentId = department }, null);
            }

            await tx.Customers.Put(new("wm1", "王主任", null, null, null, [], null, Six.AddDays(-9)), null);
            await tx.Visits.Add(new("v1", "wm1", null, "预算已批", null, null, "rep-一组", Six.AddHours(-2)));
        });
    }

    Process Start(string point)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder.FullName };
        foreach (var arg in new[] { Path.Combine(AppContext.BaseDirectory, "WeComSales.Faults.Tests.dll"), BriefChild.Name, $"{shift.Ticks}", point })
        {
            start.ArgumentList.Add(arg);
        }

        var settings = Wire.Settings(KilledProcess.FreeAddress(), weCom.BaseUrl, Store.File(Database), Database + ".key");
        settings["Reports:SpreadSeconds"] = "0";
        start.Environment[BriefChild.SettingsIn] = string.Join('\n', settings.Select(pair => $"{pair.Key}={pair.Value}"));
        return Process.Start(start)!;
    }

    public async ValueTask DisposeAsync()
    {
        await weCom.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
