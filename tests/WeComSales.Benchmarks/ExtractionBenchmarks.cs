using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using WeComSales.Domain;
using WeComSales.Lexicon;

namespace WeComSales.Benchmarks;

/// <summary>What reading one message costs (goal: mean at most 50 µs), how it grows with a company's own words, and what a plain search (IndexOf) for each of the same words costs.</summary>
[MemoryDiagnoser]
[InProcess]
public class ExtractionBenchmarks
{
    const int MessagesMeasured = 500;

    /// <summary>Until the compiler has done with it; fewer measure the compiler.</summary>
    const int WarmUpRounds = 200;

    static readonly DateTimeOffset SentAt = new(2026, 3, 9, 10, 0, 0, TimeSpan.FromHours(8));
    string[] messages = [];
    string[] words = [];
    SignalReader reader = null!;

    [Params(50, 500, 5000)]
    public int OwnWords { get; set; }

    public static void Run()
    {
        BenchmarkRunner.Run<ExtractionBenchmarks>();
        RunAlone();
    }

    /// <summary>What needs no rounds of its own, in half a minute.</summary>
    public static void RunAlone()
    {
        Spread();
        Growth();
    }

    /// <summary>Mean and the slowest of a hundred, message by message, with 5,000 own words: what a mean over all messages hides.</summary>
    static void Spread()
    {
        var one = new ExtractionBenchmarks { OwnWords = 5000 };
        one.Prepare();
        for (var round = 0; round < WarmUpRounds; round++) one.Read();
        var times = new List<double>();
        for (var round = 0; round < 10; round++)
        {
            foreach (var message in one.messages)
            {
                var start = Stopwatch.GetTimestamp();
                one.reader.Read(message, SentAt);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mean {times.Average():F1} µs, p50 {times[times.Count / 2]:F1} µs, p99 {times[times.Count * 99 / 100]:F1} µs"));
    }

    /// <summary>What one long text costs: it must grow with its length and no faster, and rows of one sign must not hang it.</summary>
    static void Growth()
    {
        var one = new ExtractionBenchmarks { OwnWords = 5000 };
        one.Prepare();
        var long64 = string.Join('。', Enumerable.Repeat(one.messages, 20).SelectMany(some => some));
        foreach (var length in (int[])[1 << 10, 1 << 12, 1 << 14, 1 << 16]) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{length} characters: {Fastest(one.reader, long64[..length]):F2} ms"));
        foreach (var (name, sign) in new[] { ("digits", "7"), ("numerals", "五"), ("negators", "不") }) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"10,000 {name}: {Fastest(one.reader, new(sign[0], 10_000)):F2} ms"));
    }

    static double Fastest(SignalReader reader, string text)
    {
        var fastest = double.MaxValue;
        for (var round = 0; round < 8; round++)
        {
            var start = Stopwatch.GetTimestamp();
            reader.Read(text, SentAt);
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return fastest;
    }

    [GlobalSetup]
    public void Prepare()
    {
        messages = [.. Examples().Take(MessagesMeasured)];
        var lexicon = ShippedLexicon.With([.. Enumerable.Range(0, OwnWords).Select(Own)]);
        (reader, words) = (new(lexicon), [.. lexicon.Book.Words]);
    }

    [Benchmark(OperationsPerInvoke = MessagesMeasured)]
    public int Read()
    {
        var found = 0;
        foreach (var message in messages) found += reader.Read(message, SentAt).Signals.Count;
        return found;
    }

    [Benchmark(OperationsPerInvoke = MessagesMeasured)]
    public int IndexOfLoop()
    {
        var found = 0;
        foreach (var message in messages)
        {
            foreach (var word in words) if (message.Contains(word, StringComparison.Ordinal)) found++;
        }
        return found;
    }

    static IEnumerable<string> Examples()
    {
        var program = Assembly.GetExecutingAssembly();
        foreach (var name in program.GetManifestResourceNames().Where(name => name.StartsWith("examples/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var file = new StreamReader(program.GetManifestResourceStream(name)!);
            while (file.ReadLine() is { } line) if (!line.StartsWith('#') && line.IndexOf('|', StringComparison.Ordinal) is > 0 and var bar) yield return line[(bar + 1)..].Trim();
        }
    }

    static TenantWord Own(int number)
    {
        var name = "自家词" + number.ToString(CultureInfo.InvariantCulture);
        return (number % 3) switch
        {
            0 => new(TenantWordKind.Product, null, name, null),
            1 => new(TenantWordKind.Competitor, null, name, null),
            _ => new(TenantWordKind.Word, SignalLabels.TechnicalRequirement, name, null),
        };
    }
}
