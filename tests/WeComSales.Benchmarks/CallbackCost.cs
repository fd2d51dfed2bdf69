using System.Diagnostics;
using System.Text;
using WeComSales.Faults.Tests;
using WeComSales.WeCom;

namespace WeComSales.Benchmarks;

/// <summary>What one callback costs outside HTTP, on one core: verify, decrypt, parse, make the content key.</summary>
static class CallbackCost
{
    const int Callbacks = 2_000;
    const int Rounds = 101;

    public static void Run()
    {
        var now = DateTimeOffset.UtcNow;
        var sender = new Sender(Wire.CorpId, Wire.Token, Wire.Key, seed: 1);
        var posts = Enumerable.Range(0, Callbacks)
            .Select(number => sender.Sign(Wire.Message(sender, number, now), now))
            .Select(post => (post.Query, post.Body)).ToArray();
        var reader = new CallbackReader(new CallbackCrypto(Wire.Token, Wire.Key, Wire.CorpId), "1000002");
        Read(reader, posts, now);
        Read(reader, posts, now);

        var micros = new List<double>();
        long bytes = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            Read(reader, posts, now);
            micros.Add(clock.Elapsed.TotalMicroseconds / Callbacks);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Callbacks;
        }

        micros.Sort();
        Console.WriteLine($"one callback outside HTTP: body {posts[0].Body.Length} B, plaintext {Encoding.UTF8.GetByteCount(Wire.Message(sender, 0, now))} B");
        Console.WriteLine($"  time      median {micros[Rounds / 2]:0.00} µs, best {micros[0]:0.00}, worst {micros[^1]:0.00} of {Rounds} rounds of {Callbacks} (goal 8)");
        Console.WriteLine($"  allocated {bytes} B (goal 8192)");
    }

    static void Read(CallbackReader reader, (string Query, byte[] Body)[] posts, DateTimeOffset now)
    {
        foreach (var (query, body) in posts)
        {
            if (reader.ReadApp(query, body, now).Refusal is { } refusal)
            {
                throw new InvalidOperationException($"A good callback was refused: {refusal}");
            }
        }
    }
}
