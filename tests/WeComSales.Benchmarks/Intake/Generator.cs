using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace WeComSales.Benchmarks;

/// <summary>What a run of the generator saw in its measured part.</summary>
/// <param name="Answers">Answers 200 within it.</param>
/// <param name="All200">Answers 200 from the first request on: what the database must hold.</param>
/// <param name="Others">Answers other than 200 from the first request on.</param>
sealed record LoadResult(int Answers, int All200, int Others, double Seconds, double P50, double P99, double Worst)
{
    public double Rate => Answers / Seconds;
}

/// <summary>
/// A closed loop over many connections on one thread, in a process of its own: it costs the same for every server
/// that is measured, and shares the machine with it.
/// </summary>
static class Generator
{
    const int RequestsPerSecond = 60_000;

    /// <summary>The child process: <c>load HOST:PORT CONNECTIONS WARMUP SECONDS UNIQUE SEED</c>; prints one line of JSON.</summary>
    /// <remarks>UNIQUE is how many different requests are made; they are repeated when they run out.</remarks>
    public static int Load(string[] args)
    {
        var server = IPEndPoint.Parse(args[0]);
        var seconds = double.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture);
        var requests = Requests.Make(int.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture), server, int.Parse(args[5], System.Globalization.CultureInfo.InvariantCulture));
        var connections = Enumerable.Range(0, int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture)).Select(_ => new Connection(server)).ToArray();
        var result = Run(connections, requests, double.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture), seconds);
        Array.ForEach(connections, connection => connection.Dispose());
        Console.WriteLine(JsonSerializer.Serialize(result));
        return 0;
    }

    static LoadResult Run(Connection[] connections, byte[][] requests, double warmup, double seconds)
    {
        var bySocket = connections.ToDictionary(connection => connection.Socket);
        var ticks = new List<long>((int)(RequestsPerSecond * seconds));
        var (next, all200, others, open) = (0, 0, 0, connections.Length);
        var start = Stopwatch.GetTimestamp();
        var from = start + (long)(warmup * Stopwatch.Frequency);
        var to = from + (long)(seconds * Stopwatch.Frequency);
        Array.ForEach(connections, connection => connection.Send(requests[next++ % requests.Length], start));
        var readable = new List<Socket>();
        while (open > 0)
        {
            readable.Clear();
            readable.AddRange(bySocket.Keys);
            Socket.Select(readable, null, null, TimeSpan.FromSeconds(30));
            if (readable.Count == 0)
            {
                throw new TimeoutException("No answer for 30 seconds.");
            }

            foreach (var socket in readable)
            {
                var connection = bySocket[socket];
                if (connection.Receive() is not { } status)
                {
                    continue;
                }

                var now = Stopwatch.GetTimestamp();
                _ = status == 200 ? all200++ : others++;
                if (status == 200 && now >= from && now < to)
                {
                    ticks.Add(now - connection.SentAt);
                }

                if (now < to)
                {
                    connection.Send(requests[next++ % requests.Length], now);
                }
                else
                {
                    bySocket.Remove(socket);
                    open--;
                }
            }
        }

        return Result(ticks, all200, others, seconds);
    }

    static LoadResult Result(List<long> ticks, int all200, int others, double seconds)
    {
        ticks.Sort();
        double Milliseconds(double share) =>
            ticks.Count == 0 ? 0 : ticks[(int)(share * (ticks.Count - 1))] * 1000.0 / Stopwatch.Frequency;
        return new(ticks.Count, all200, others, seconds, Milliseconds(0.50), Milliseconds(0.99), Milliseconds(1));
    }
}
