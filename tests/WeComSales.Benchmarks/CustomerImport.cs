using System.Diagnostics;
using System.Globalization;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Operations;
using WeComSales.Simulator;

namespace WeComSales.Benchmarks;

/// <summary>
/// <c>customers DATABASE ROWS</c>: a file of so many customers, whom the nightly synchronisation has brought already, is
/// imported, and then the same file again, which must change nothing. Says time, progress and memory.
/// </summary>
static class CustomerImport
{
    const int Owners = 200;
    const int Chunk = 500;

    public static async Task Run(string database, int rows)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // Nobody is asked: every customer of the file is known.
        var settings = LiveService.Settings(new SimulatorOptions(), new Uri("http://127.0.0.1:9"), database);
        await using var app = builder.AddWeComSales(settings, TimeProvider.System).Build();
        var (db, kinds, now) = (app.Services.GetRequiredService<Db>(), app.Services.GetRequiredService<ImportKinds>(), DateTimeOffset.UtcNow);
        await db.Migrate(now);
        await Known(db, rows, now);
        var folder = Directory.CreateTempSubdirectory("wecomsales-customers-");
        var path = Path.Combine(folder.FullName, "customers.csv");
        await File.WriteAllLinesAsync(path, Enumerable.Range(0, rows).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{Id(i)},客户{i},示例公司{i % 40_000},rep-{i % Owners},老客户;展会,138{i:00000000},{now.AddMinutes(-i):yyyy-MM-ddTHH:mm:sszzz}")).Prepend("external_userid,name,company,owner_userid,tags,phone,added_at"));
        Print($"a file of {rows:N0} customers, {new FileInfo(path).Length >> 20} MB");
        var first = await Import("first", kinds, path, now);
        var again = await Import("the same file again", kinds, path, now);
        folder.Delete(recursive: true);
        if (first.Changed != rows || again.Unchanged != rows)
        {
            throw new InvalidOperationException("The first time every row should have changed something, the second time none.");
        }
    }

    static async Task<ImportReport> Import(string which, ImportKinds kinds, string path, DateTimeOffset now)
    {
        var (watch, before, most, told) = (Stopwatch.StartNew(), GC.GetTotalMemory(forceFullCollection: true), 0L, 0);
        var report = await new Import(kinds.ByName("customers", now)!, kinds.Context(now), (done, of) =>
        {
            told++;
            if (told % 20 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
            }

            if (told % 200 == 0)
            {
                Console.Error.WriteLine($"{done:N0} of {of:N0}");
            }
        }, _ => { }).Run(path, CancellationToken.None);
        Print($"{which}: {report.Added:N0} added, {report.Changed:N0} changed, {report.Unchanged:N0} unchanged, {report.Rejected:N0} rejected in {watch.Elapsed.TotalSeconds:0.0} s = {report.Rows / watch.Elapsed.TotalSeconds:N0} rows/s; progress told {told:N0} times; at most {most >> 20} MB held, garbage included; {Environment.WorkingSet >> 20} MB working set, {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} at its peak");
        return report;
    }

    /// <summary>What WeCom told before: the customer and a name.</summary>
    static async Task Known(Db db, int rows, DateTimeOffset now)
    {
        await db.Write(async tx =>
        {
            for (var i = 0; i < Owners; i++)
            {
                await tx.Staff.Put(Staff.New($"rep-{i}", $"销售{i}"), null);
            }
        });
        foreach (var some in Enumerable.Range(0, rows).Chunk(Chunk))
        {
            await db.Write(async tx =>
            {
                foreach (var i in some)
                {
                    await tx.Customers.Put(new(Id(i), $"微信名{i}", null, null, null, [], now, now), now);
                }
            });
        }
    }

    static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"wm{i:0000000}");

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
