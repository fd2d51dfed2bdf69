using System.Diagnostics;
using System.Globalization;
using WeComSales.Data;

namespace WeComSales.Faults.Tests;

/// <param name="At">Seconds since the beginning.</param>
/// <param name="Process">Another number after each start.</param>
sealed record MemorySample(double At, int Instance, int Process, double WorkingSetMb, double? HeapMb);

/// <param name="Seconds">How long the oldest waits; null while clocks were wrong or something was broken.</param>
sealed record QueueSample(string Name, long Waiting, double? Seconds);

/// <summary>Looks every few seconds from outside: memory of each instance, queues, connections.</summary>
sealed class Gauges(Instances instances, int count, Func<bool> isCalm) : IDisposable
{
    static readonly TimeSpan every = TimeSpan.FromSeconds(2);
    readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(2) };

    public List<MemorySample> Memory { get; } = [];

    public List<QueueSample> Queues { get; } = [];

    public List<long> Connections { get; } = [];

    public async Task Run(CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        await using var db = instances.Store.Open();
        while (!stop.IsCancellationRequested)
        {
            for (var which = 0; which < count; which++)
            {
                if (WorkingSet(instances.ProcessOf(which)) is { } megabytes)
                {
                    Memory.Add(new(clock.Elapsed.TotalSeconds, which, instances.ProcessOf(which), megabytes, isCalm() ? await Heap(which) : null));
                }
            }

            await LookAtDatabase(db);
            await Task.Delay(every, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    async Task LookAtDatabase(Db db)
    {
        var calm = isCalm();
        try
        {
            foreach (var queue in await db.Read(tx => tx.Queues.All()))
            {
                Queues.Add(new(queue.Name, queue.Waiting, calm && isCalm() ? queue.AgeSeconds(DateTimeOffset.UtcNow) : null));
            }

            Connections.Add(await db.Read(tx => tx.One<long>("select count(*) from pg_stat_activity where backend_type = 'client backend'")));
        }
        catch (System.Data.Common.DbException)
        {
            // It is down at this moment, as it should be.
        }
    }

    /// <summary>Null when the process is gone.</summary>
    static double? WorkingSet(int process)
    {
        try
        {
            var pages = File.ReadAllText($"/proc/{process}/statm").Split(' ')[1];
            return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize / 1048576.0;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>What was alive at the end of the last collection, as the service tells it.</summary>
    async Task<double?> Heap(int which)
    {
        try
        {
            var text = await http.GetStringAsync(new Uri(instances.Addresses[which], "/metrics"));
            var bytes = text.Split('\n').Where(line => line.StartsWith("dotnet_gc_last_collection_heap_size", StringComparison.Ordinal))
                .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
            return bytes > 0 ? bytes / 1048576 : null;
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();
}
