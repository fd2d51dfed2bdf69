using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Reports;
using WeComSales.Simulator;

namespace WeComSales.Benchmarks;

/// <summary>The evening of a whole company: 12 regions, 217 reps, 30 managers, each rep with a day's acts; and how it grows.</summary>
static class BriefScale
{
    static readonly DateTimeOffset Six = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    const int ActsPerRep = 20;

    public static async Task Run(int factor)
    {
        var folder = Directory.CreateTempSubdirectory("wecomsales-scale-");
        var (regions, teams, reps) = (12 * factor, 18 * factor, 217 * factor);
        var company = new Company();
        for (var region = 0; region < regions; region++)
        {
            company = company.WithPerson($"d{region}", $"总监{region}", $"大区{region}", leads: true);
        }

        for (var team = 0; team < teams; team++)
        {
            company = company.WithPerson($"m{team}", $"主管{team}", $"大区{team % regions}/团队{team}", leads: true);
        }

        await using var weCom = await SimulatorServer.Start(new SimulatorOptions { Company = company, StartAt = Six.AddSeconds(-10) });
        var settings = LiveService.Settings(weCom.Options, weCom.BaseUrl, Path.Combine(folder.FullName, "scale.db"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.AddWeComSales(settings, weCom.Clock);
        await using var app = builder.Build();
        var db = app.Services.GetRequiredService<Db>();
        await db.Migrate(Six);
        await Fill(db, regions, teams, reps);

        var flow = app.Services.GetRequiredService<BriefFlow>();
        await db.Write(tx => tx.Reports.Begin(new DateOnly(2026, 11, 19), Six.AddDays(-1), Six.AddDays(-1)));
        await flow.Watch(Six);
        var claimed = await db.Write(tx => tx.Reports.Claim("measure", int.MaxValue, 1, Six));
        var days = await flow.Days();

        // Once before the watch runs, so that nobody measures the first call of everything.
        _ = await FactsOf(db, days, claimed[0]);
        var clock = Stopwatch.StartNew();
        var briefs = new List<StoredBrief>();
        foreach (var one in claimed)
        {
            briefs.Add(new(one.Id, 1, false, true, Six, BriefMaking.Make(await FactsOf(db, days, one), Stages.Default, settings.Reports.LongCall), true));
        }

        var facts = clock.Elapsed;
        var pdf = new BriefPdf(settings);
        _ = pdf.Render(briefs[0]);
        clock.Restart();
        var sizes = briefs.ConvertAll(brief => pdf.Render(brief).Length);
        var paper = clock.Elapsed;

        // The leases of the measurement end; the service takes the rows, makes and sends everything anew.
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        clock.Restart();
        await app.StartAsync();
        weCom.Clock.SetUtcNow(Six.AddMinutes(4));
        await app.Services.GetRequiredService<BriefWorker>().Settled(CancellationToken.None);
        var made = clock.Elapsed;
        weCom.Clock.SetUtcNow(Six.AddMinutes(9));
        await app.Services.GetRequiredService<Delivery.OutboxWorker>().Idle();
        var sent = weCom.Calls.Where(call => call is { Path: "message/send", ErrCode: 0, Duplicate: false, Dropped.Count: 0 }).ToList();
        var entries = briefs.Sum(brief => brief.Brief.Entries.Count);
        Console.WriteLine(
            $"×{factor}: {claimed.Count} briefs of {reps} reps, {entries} entries; facts {facts.TotalSeconds:0.00} s, PDFs {paper.TotalSeconds:0.00} s "
            + $"({sizes.Average() / 1024:0} KB on average, {sizes.Max() / 1024} KB the largest); made by the service {made.TotalSeconds:0.0} s, "
            + $"all sent {clock.Elapsed.TotalSeconds:0.0} s ({sent.Count} messages, {weCom.Calls.Count(call => call.Path == "media/upload")} uploads); "
            + $"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MB with the simulator");
        await app.StopAsync();
    }

    static Task<BriefFacts> FactsOf(Db db, BriefDays days, ClaimedBrief one) => db.Read(tx => tx.Reports.Facts(
        one.Team, one.Date, one.FromAt, one.ToAt, days.Calendar.NextWorkingDay(one.Date), days.DueUntil(one.Date)));

    static async Task Fill(Db db, int regions, int teams, int reps)
    {
        await db.Write(async tx =>
        {
            for (var region = 0; region < regions; region++)
            {
                await Department(tx, 100 + region, 0, $"大区{region}", $"d{region}");
            }

            for (var team = 0; team < teams; team++)
            {
                await Department(tx, 10_000 + team, 100 + team % regions, $"团队{team}", $"m{team}");
            }
        });
        foreach (var chunk in Enumerable.Range(0, reps).Chunk(50))
        {
            await db.Write(async tx =>
            {
                foreach (var rep in chunk)
                {
                    await Rep(tx, rep, 10_000 + rep % teams);
                }
            });
        }
    }

    static async Task Department(Tx tx, long id, long parent, string name, string leader)
    {
        await tx.Departments.Put(new(id, parent, name, 0, [leader]));
        await tx.Departments.Apply(new(true, id, id, null, 0));
        await tx.Departments.Apply(new(true, id, null, leader, 0));
        if (parent != 0)
        {
            await tx.Departments.Apply(new(true, id, parent, null, 1));
        }

        await tx.Staff.Put(Staff.New(leader, $"负责人{leader}") with { DepartmentId = id, Role = Role.Manager }, null);
    }

    static async Task Rep(Tx tx, int rep, long department)
    {
        var userid = $"rep{rep}";
        await tx.Staff.Put(Staff.New(userid, $"销售{rep}") with { DepartmentId = department }, null);
        for (var act = 0; act < ActsPerRep; act++)
        {
            var (customer, at) = ($"wm{rep}-{act}", Six.AddMinutes(-10 - act * 7));
            await tx.Customers.Put(new(customer, $"客户{rep}-{act}", "某医院", null, userid, [], at, at), null);
            await tx.Follows.Put(new(customer, userid, null, null, [], null, [], at.AddDays(act % 4 == 0 ? 0 : -40), null, null, null));
            var opportunity = Opportunity.New($"o{rep}-{act}", $"W-{rep}-{act}", customer, $"{act} 号采购项目", userid, Stages.Default, at.AddDays(-3));
            await tx.Opportunities.Add(opportunity);
            await tx.Calls.Add(new($"c{rep}-{act}", userid, customer, at, 60 + act * 20), at);
            await tx.Visits.Add(new($"v{rep}-{act}", customer, opportunity.Id, "预算已批", null, null, userid, at));
            await tx.Opportunities.Plan(opportunity.Id, Six.AddDays(act % 5));
        }
    }
}
