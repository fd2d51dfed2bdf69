using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace WeComSales.Benchmarks;

/// <summary>
/// The intake into one PostgreSQL on this machine: reading alone, each request by itself, in batches by one instance,
/// in batches by two. As the ladder: random order, fresh processes and databases, ratios within the round.
/// </summary>
static class ClusterLadder
{
    const int Connections = 128;
    const int Unique = 320_000;

    sealed record Way(string Name, Step Step, int Instances);

    sealed record Measured(double Rate, double P99, double CpuMicroseconds, double DatabaseMicroseconds);

    static readonly Way[] Ways =
        [new("read", Step.Read, 1), new("one by one", Step.PostgresOneByOne, 1), new("batches, 1 instance", Step.Postgres, 1), new("batches, 2 instances", Step.Postgres, 2)];

    public static async Task Run(int rounds = 5)
    {
        var dice = new Random(20261120);
        var folder = Directory.CreateTempSubdirectory("wecomsales-cluster-");
        await Script("chmod", "755", folder.FullName);
        var server = (await Script(Path.Combine(Root(), "scripts", "postgres.sh"), "start", folder.FullName)).Trim();
        try
        {
            var all = new List<Dictionary<string, Measured>>();
            for (var round = 0; round < rounds; round++)
            {
                Way[] order = [.. Ways];
                dice.Shuffle(order);
                var results = new Dictionary<string, Measured>();
                foreach (var way in order)
                {
                    results[way.Name] = await Measure(way, server, folder.FullName, round);
                    Console.WriteLine($"round {round + 1} {way.Name,-22} {results[way.Name].Rate,9:N0}/s  p99 {results[way.Name].P99,7:0.0} ms  CPU per callback {results[way.Name].CpuMicroseconds,5:0} + {results[way.Name].DatabaseMicroseconds,4:0} µs");
                }

                all.Add(results);
            }

            Table(all);
        }
        finally
        {
            await Script(Path.Combine(Root(), "scripts", "postgres.sh"), "stop", folder.FullName);
        }
    }

    static async Task<Measured> Measure(Way way, string server, string folder, int round)
    {
        var database = $"bench{round}_{way.Name.GetHashCode(StringComparison.Ordinal) & 0xffff}";
        await Psql(server, $"create database {database}");
        var source = way.Step == Step.Read ? "unused" : server.Replace("Database=postgres", $"Database={database}", StringComparison.Ordinal);
        var hosts = Enumerable.Range(0, way.Instances).Select(_ => new Child("host", way.Step.ToString(), source)).ToList();
        var addresses = new List<string>();
        foreach (var host in hosts)
        {
            addresses.Add(await host.Line());
        }

        var (hostsBefore, databaseBefore) = (hosts.Sum(host => host.Cpu.TotalMicroseconds), DatabaseCpu(folder));
        var loads = addresses.Select((address, i) => new Child("load", address, $"{Connections / way.Instances}", "10", "6", $"{Unique / way.Instances}", $"{((round * 2) + i) * Unique}")).ToList();
        var results = new List<LoadResult>();
        foreach (var load in loads)
        {
            results.Add(JsonSerializer.Deserialize<LoadResult>(await load.Line())!);
        }

        var answered = results.Sum(result => result.All200);
        var cpu = (hosts.Sum(host => host.Cpu.TotalMicroseconds) - hostsBefore) / answered;
        var databaseCpu = (DatabaseCpu(folder) - databaseBefore) / answered;
        foreach (var child in loads.Concat(hosts))
        {
            await child.Stop();
        }

        var rows = way.Step == Step.Read ? answered : long.Parse(await hosts[0].Line(), CultureInfo.InvariantCulture);
        loads.Concat(hosts).ToList().ForEach(child => child.Dispose());
        if (results.Sum(result => result.Others) > 0 || rows != answered)
        {
            throw new InvalidOperationException($"{way.Name}: {results.Sum(result => result.Others)} answers other than 200, {answered} acknowledged, {rows} rows stored.");
        }

        return new(results.Sum(result => result.Rate), results.Max(result => result.P99), cpu, databaseCpu);
    }

    static void Table(List<Dictionary<string, Measured>> rounds)
    {
        Console.WriteLine("\n| way | req/s (median) | min-max | p99 ms | CPU per callback, service + database | ratio to read |\n|---|---:|---:|---:|---:|---:|");
        foreach (var way in Ways)
        {
            double[] rates = [.. rounds.Select(round => round[way.Name].Rate)];
            Console.WriteLine(
                $"| {way.Name} | {Median(rates):N0} | {rates.Min():N0}-{rates.Max():N0} | {Median(rounds.Select(round => round[way.Name].P99)):0.0} | "
                + $"{Median(rounds.Select(round => round[way.Name].CpuMicroseconds)):0} + {Median(rounds.Select(round => round[way.Name].DatabaseMicroseconds)):0} µs | {Ratio(rounds, Ways[0], way):0.00} |");
        }

        Console.WriteLine($"\nbatches / read          {Ratio(rounds, Ways[0], Ways[2]):0.00}  (goal 0.35)");
        Console.WriteLine($"batches / one by one    {Ratio(rounds, Ways[1], Ways[2]):0.0}  (goal 4)");
        Console.WriteLine($"2 instances / 1         {Ratio(rounds, Ways[2], Ways[3]):0.00}  (goal 0.9)");
    }

    static double Ratio(List<Dictionary<string, Measured>> rounds, Way to, Way of) => Median(rounds.Select(round => round[of.Name].Rate / round[to.Name].Rate));

    static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>What the server and all its children, gone ones too, have used, in microseconds (Linux).</summary>
    static double DatabaseCpu(string folder)
    {
        var master = File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).First();
        var ticks = 0L;
        foreach (var path in Directory.GetDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                var text = File.ReadAllText(Path.Combine(path, "stat"));
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                var isMaster = Path.GetFileName(path) == master;
                if (isMaster || fields[1] == master)
                {
                    ticks += fields.Skip(11).Take(isMaster ? 4 : 2).Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
                }
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // A process that has ended meanwhile.
            }
        }

        return ticks * 10_000.0;
    }

    static async Task Psql(string server, string statement)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    static async Task<string> Script(string program, params string[] args)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        Array.ForEach(args, start.ArgumentList.Add);
        start.Environment["POSTGRES_FSYNC"] = "on";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadLineAsync() ?? "";
        await process.WaitForExitAsync();
        return said;
    }

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WeComSales.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("WeComSales.sln is above none of the folders of this program.");
        }

        return folder.FullName;
    }
}
