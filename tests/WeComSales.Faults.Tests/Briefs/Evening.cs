using System.Diagnostics;
using System.Text.Json;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Fixtures;
using WeComSales.Simulator;

namespace WeComSales.Faults.Tests;

/// <summary>About six on a Friday: a region, its teams and their leaders, one of them of two teams. Lives of the service follow one another on one database, or run beside each other on a server's.</summary>
sealed class Evening : IAsyncDisposable
{
    const int Region = 2;

    static readonly DateTimeOffset Six = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan patience = TimeSpan.FromSeconds(Setting.Count(90, 600));

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-evening-");
    readonly SimulatorServer weCom;
    readonly Store store;
    readonly int teams;
    TimeSpan shift;

    Evening(SimulatorServer weCom, Store? store, int teams)
    {
        (this.weCom, this.teams) = (weCom, teams);
        this.store = store ?? Store.File(Path.Combine(folder.FullName, "wecomsales.db"));
        // Instances are given their key; none of them makes one.
        File.WriteAllText(KeyFile, Convert.ToBase64String(new byte[32]));
    }

    string KeyFile => Path.Combine(folder.FullName, "secrets.key");

    /// <summary>Who gets how many briefs: each team's leader, the leader of two, the region's leader.</summary>
    public IReadOnlyDictionary<string, int> Expected => Leaders().ToDictionary(leader => leader, leader => leader == "m2" ? 2 : 1);

    /// <param name="store">A server's database, empty; without it a file of its own.</param>
    /// <param name="teams">At least two.</param>
    /// <param name="secondsToSix">How long the services have until six; by itself it is over.</param>
    public static async Task<Evening> Begin(Store? store = null, int teams = 2, int secondsToSix = -5)
    {
        var company = new Company().WithPerson("d1", "周总", "华东区", leads: true);
        for (var team = 1; team <= teams; team++)
        {
            company.WithPerson($"m{team}", $"周蕾{team}", $"华东区/{Name(team)}", leads: true);
        }

        var evening = new Evening(await SimulatorServer.Start(new SimulatorOptions { Company = company }), store, teams);
        await evening.Fill();
        evening.shift = Six.AddSeconds(-secondsToSix) - DateTimeOffset.UtcNow;
        return evening;
    }

    /// <summary>By the evening's clock.</summary>
    public TimeSpan SinceSix => DateTimeOffset.UtcNow + shift - Six;

    IEnumerable<string> Leaders() => Enumerable.Range(1, teams).Select(team => $"m{team}").Prepend("d1");

    static string Name(int team) => $"{team}组";

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

    /// <summary>Lives to which nothing happens, until all is done.</summary>
    public async Task LiveOn(int instances = 1)
    {
        var lives = Enumerable.Range(0, instances).Select(_ => Start("none")).ToList();
        await using (var db = store.Open())
        {
            using var deadline = new CancellationTokenSource(patience);
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!await db.Read(IsDone) && !lives.TrueForAll(life => life.HasExited))
            {
                await tick.WaitForNextTickAsync(deadline.Token);
            }
        }

        foreach (var life in lives)
        {
            life.Kill();
            await life.WaitForExitAsync();
            life.Dispose();
        }
    }

    /// <summary>What must never happen: the body of a letter is another one at its repeat.</summary>
    public async Task ChangeLetters()
    {
        await using var db = store.Open();
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

    /// <summary>The region's brief and each team's are made, and every letter is gone.</summary>
    async Task<bool> IsDone(Tx tx) =>
        teams + 1 == await tx.One<long>("select count(*) from briefs where state = 2")
        && 0 == await tx.One<long>("select count(*) from briefs where state <> 2")
        && 0 == await tx.One<long>("select count(*) from outbox where state in (0, 1, 2, 4)");

    async Task Fill()
    {
        await using var db = store.Open();
        await db.Migrate(Six);
        await db.Write(async tx =>
        {
            await tx.Reports.Begin(new DateOnly(2026, 11, 19), Six.AddDays(-1), Six.AddDays(-1));
            await AddDepartment(tx, Region, parent: 0, "华东区", "华东区", ["d1"]);
            for (var team = 1; team <= teams; team++)
            {
                await AddDepartment(tx, Region + team, Region, Name(team), $"华东区/{Name(team)}", team == 1 ? ["m1", "m2"] : [$"m{team}"]);
                await AddPerson(tx, $"m{team}", Region + team, Role.Manager);
                await AddPerson(tx, $"rep-{team}", Region + team);
            }

            await AddPerson(tx, "d1", Region, Role.Director);
            await tx.Customers.Put(new("wm1", "王主任", null, null, null, [], null, Six.AddDays(-9)), null);
            await tx.Visits.Add(new("v1", "wm1", null, "预算已批", null, null, "rep-1", Six.AddHours(-2)));
        });
    }

    static async Task AddDepartment(Tx tx, long id, long parent, string name, string path, string[] leaders)
    {
        await tx.Departments.Put(new(id, parent, name, 0, leaders));
        await tx.Departments.SetPath(id, path);
        await tx.Departments.Apply(new(true, id, id, null, 0));
        foreach (var leader in leaders)
        {
            await tx.Departments.Apply(new(true, id, null, leader, 0));
        }

        if (parent != 0)
        {
            await tx.Departments.Apply(new(true, id, parent, null, 1));
        }
    }

    static Task AddPerson(Tx tx, string userid, long department, Role role = Role.Rep) =>
        tx.Staff.Put(Staff.New(userid, userid) with { DepartmentId = department, Role = role }, null);

    Process Start(string point)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder.FullName };
        foreach (var arg in new[] { Path.Combine(AppContext.BaseDirectory, "WeComSales.Faults.Tests.dll"), BriefChild.Name, $"{shift.Ticks}", point })
        {
            start.ArgumentList.Add(arg);
        }

        var settings = Wire.Settings(FreeAddress.Take(), weCom.BaseUrl, store, KeyFile);
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
