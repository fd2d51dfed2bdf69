using System.Globalization;
using System.Text.Json;

namespace WeComSales.Benchmarks;

/// <summary>
/// The ladder of the intake: every step once per round in random order, each in a fresh process with a fresh database,
/// compared by ratios within the round. A row in the database for every 200, or the run counts for nothing.
/// </summary>
static class IntakeLadder
{
    static readonly Step[] Steps = [Step.Echo, Step.Read, Step.Durable, Step.Normal, Step.OneByOne];

    const int Rounds = 7;
    const int Connections = 64;

    /// <summary>Until the compiler's second pass is through: after three seconds it still had a quarter of the processor.</summary>
    const double WarmupSeconds = 10;
    const double MeasuredSeconds = 5;
    const int Unique = 600_000;

    public static async Task Run(int rounds = Rounds)
    {
        var dice = new Random(20261120);
        var all = new List<Dictionary<Step, LoadResult>>();
        for (var round = 0; round < rounds; round++)
        {
            Step[] order = [.. Steps];
            dice.Shuffle(order);
            var results = new Dictionary<Step, LoadResult>();
            foreach (var step in order)
            {
                results[step] = await Measure(step, seed: round * 1000);
                Console.WriteLine($"round {round + 1} {step,-9} {results[step].Rate,9:N0}/s  p50 {results[step].P50,7:0.00} ms  p99 {results[step].P99,8:0.00}  worst {results[step].Worst,8:0.0}");
            }

            all.Add(results);
        }

        Table(all);
    }

    static async Task<LoadResult> Measure(Step step, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("wecomsales-ladder-");
        try
        {
            using var host = new Child("host", step.ToString(), Path.Combine(folder.FullName, "ladder.db"));
            var address = await host.Line();
            using var load = new Child("load", address, Text(Connections), Text(WarmupSeconds), Text(MeasuredSeconds), Text(Unique), Text(seed));
            var result = JsonSerializer.Deserialize<LoadResult>(await load.Line())!;
            await load.Stop();
            await host.Stop();
            Check(step, result, long.Parse(await host.Line(), CultureInfo.InvariantCulture));
            return result;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static void Check(Step step, LoadResult result, long rows)
    {
        if (result.Others > 0 || (step > Step.Read && rows != result.All200))
        {
            throw new InvalidOperationException($"{step}: {result.Others} answers other than 200, {result.All200} acknowledged, {rows} rows stored.");
        }
    }

    static void Table(List<Dictionary<Step, LoadResult>> rounds)
    {
        Console.WriteLine();
        Console.WriteLine("| step | req/s (median) | min-max | p50 ms | p99 ms | worst ms | ratio to read |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var step in Steps)
        {
            double[] rates = [.. rounds.Select(round => round[step].Rate)];
            Console.WriteLine(
                $"| {step} | {Median(rates):N0} | {rates.Min():N0}-{rates.Max():N0} | {Median(rounds.Select(round => round[step].P50)):0.00} | "
                + $"{Median(rounds.Select(round => round[step].P99)):0.0} | {rounds.Max(round => round[step].Worst):0} | {Ratio(rounds, step, Step.Read):0.00} |");
        }

        Console.WriteLine();
        Console.WriteLine($"durable / read      {Ratio(rounds, Step.Durable, Step.Read):0.00}  (goal 0.45)");
        Console.WriteLine($"durable / onebyone  {Ratio(rounds, Step.Durable, Step.OneByOne):0.0}  (goal 10)");
        Console.WriteLine($"durable / normal    {Ratio(rounds, Step.Durable, Step.Normal):0.00}  (goal 0.9)");
        Console.WriteLine($"read / echo         {Ratio(rounds, Step.Read, Step.Echo):0.00}  (goal 0.60)");
    }

    static double Ratio(List<Dictionary<Step, LoadResult>> rounds, Step of, Step to) =>
        Median(rounds.Select(round => round[of].Rate / round[to].Rate));

    static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    static string Text<T>(T value) where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
