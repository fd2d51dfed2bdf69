using System.Net;
using WeComSales.Faults.Tests;

namespace WeComSales.Benchmarks;

/// <summary>
/// Signed callbacks made before the clock starts, each with a message of its own, so that none is a repeat. Their
/// messages were created one after another, ten thousand in each second, as a platform would send them.
/// </summary>
static class Requests
{
    public const string Path = "/wecom/callback";

    const double CreatedPerSecond = 10_000;

    public static byte[][] Make(int count, IPEndPoint server, int seed)
    {
        var now = DateTimeOffset.UtcNow;
        var requests = new byte[count][];
        Parallel.For(0, Environment.ProcessorCount, part =>
        {
            var sender = new Sender(Wire.CorpId, Wire.Token, Wire.Key, seed + part);
            for (var number = part; number < count; number += Environment.ProcessorCount)
            {
                requests[number] = sender.Sign(Wire.Message(sender, (long)seed + number, now.AddSeconds((number - count) / CreatedPerSecond)), now).Request(Path, server.ToString());
            }
        });
        return requests;
    }
}
