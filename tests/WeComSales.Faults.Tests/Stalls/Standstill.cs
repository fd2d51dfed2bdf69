using System.Globalization;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Simulator;

namespace WeComSales.Faults.Tests;

/// <summary>
/// A company whose opportunities stand still, batch by batch: some reps have one each and get a card, the others have so
/// many that they get a digest, as do the two managers and the ops specialist.
/// </summary>
sealed class Standstill(Instances instances)
{
    const int Singles = 60;
    const int Busy = 6;
    const string Ops = "ops";
    static readonly string[] managers = ["manager-0", "manager-1"];

    /// <summary>Longer than one transaction of the scan, so that one is committed when the next one is caught.</summary>
    static readonly int batch = Stalls.StallScanFlow.ChunkLength + 80;

    static readonly WorkCalendar calendar = new(ChineseHolidays.Shipped, WorkHours.Default, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    readonly DateTimeOffset start = calendar.At(calendar.NextWorkingDay(calendar.DayOf(DateTimeOffset.UtcNow)), new TimeOnly(10, 30));
    int batches;

    public static (string Key, string Value) Setting => ("Rules:DefaultOps:0", Ops);

    public static Company Company()
    {
        var company = new Company().WithPerson(Ops, "运营");
        foreach (var (number, manager) in managers.Index())
        {
            company.WithPerson(manager, $"主管{number}", Team(number), leads: true);
        }

        return People().Index().Aggregate(company, (all, rep) => all.WithPerson(rep.Item, $"销售{rep.Index}", Team(rep.Index % 2)));
    }

    /// <summary>Waits until the service knows the people, as it does some moments after its first start.</summary>
    public async Task Known(TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await instances.Store.Look(tx => tx.One<long>("select count(*) from staff")) < Singles + Busy + 3)
        {
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>A batch more is silent for 96 hours.</summary>
    /// <returns>The opportunity at which the second transaction of the scan stands nearly at its end.</returns>
    public async Task<string> StandsStill()
    {
        batches++;
        await using var db = instances.Store.Open();
        await db.Write(async tx =>
        {
            for (var number = 0; number < batch; number++)
            {
                var rep = number < Singles ? $"rep-{number}" : $"busy-{number % Busy}";
                await tx.Opportunities.Add(Opportunity.New(Id(number), Code(batches, number), "wm1", $"{Code(batches, number)} 项目", rep, Stages.Default, At.AddHours(-96)) with { Stage = "提案" });
                await tx.Stalls.LookAgain(Id(number), At.AddSeconds(number - batch));
            }
        });
        return Id(batch - 10);
    }

    /// <summary>The scan of the next minute is due, as of a working morning that is still to come: what else the clock starts meanwhile finds nothing.</summary>
    public async Task ScanIsDue()
    {
        await using var db = instances.Store.Open();
        await db.Write(tx => tx.DueJobs.Add("stall-scan", At));
    }

    public async Task UntilScanned(TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await instances.Store.Look(tx => tx.One<long>("select count(*) from due_jobs where job = 'stall-scan' and due_at = @At and state = 2", new { At })) == 0)
        {
            await tick.WaitForNextTickAsync(deadline.Token);
        }

        await instances.UntilSent(patience);
    }

    /// <summary>What is wrong with what arrived on the phones: too few, too many, or with another number in it. Empty: each card came once.</summary>
    public IReadOnlyList<string> Complaints()
    {
        var shares = Enumerable.Range(Singles, batch - Singles).CountBy(number => $"busy-{number % Busy}").ToDictionary();
        return
        [
            .. Enumerable.Range(0, Singles).SelectMany(number => Differences(
                $"rep-{number}", Enumerable.Range(1, batches).Select(which => $"{Code(which, number)} 项目 · 提案"), card => card.Desc)),
            .. People().Where(rep => rep.StartsWith("busy", StringComparison.Ordinal)).SelectMany(rep => Digests(rep, shares[rep])),
            .. managers.Index().SelectMany(one => Digests(one.Item, People().Index().Where(rep => rep.Index % 2 == one.Index).Sum(rep => shares.GetValueOrDefault(rep.Item, 1)))),
            .. Digests(Ops, batch),
        ];
    }

    IEnumerable<string> Digests(string person, int opportunities) =>
        Differences(person, Enumerable.Repeat($"{opportunities} 个商机停滞", batches), card => card.Title);

    /// <param name="expected">May hold the same several times.</param>
    IEnumerable<string> Differences(string person, IEnumerable<string> expected, Func<CardView, string> words)
    {
        var came = instances.WeCom.Phone(person).Cards.Where(card => card.Source == "停滞提醒").Select(words).CountBy(word => word).ToDictionary();
        var wanted = expected.CountBy(word => word).ToDictionary();
        return came.Keys.Union(wanted.Keys).Where(word => came.GetValueOrDefault(word) != wanted.GetValueOrDefault(word))
            .Select(word => $"{person}: {came.GetValueOrDefault(word)} times, not {wanted.GetValueOrDefault(word)}: {word}");
    }

    DateTimeOffset At => start.AddMinutes(batches);

    static IEnumerable<string> People() =>
        [.. Enumerable.Range(0, Singles).Select(number => $"rep-{number}"), .. Enumerable.Range(0, Busy).Select(number => $"busy-{number}")];

    static string Team(int number) => $"团队{number}";

    string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"o{batches:00}-{number:0000}");

    static string Code(int batch, int number) => string.Create(CultureInfo.InvariantCulture, $"B{batch:00}-{number:0000}");
}
