using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 22: a thousand strangers at the door do not keep WeCom out.</summary>
public sealed class FloodTests(ITestOutputHelper output)
{
    const int Strangers = 1_000;
    const int Valid = 2_000;

    [Fact]
    public async Task Valid_callbacks_are_all_taken_while_a_thousand_connections_send_forgeries_and_slow_bodies()
    {
        await using var weCom = await Wire.WeCom();
        using var home = new ServiceHome(weCom.BaseUrl);
        weCom.ConnectTo(home.Address);
        await using var service = await home.Start();
        var sender = Wire.Sender(seed: 22);
        var idle = await Post(home, sender, firstNumber: 1);

        using var end = new CancellationTokenSource();
        var (host, now) = (IPEndPoint.Parse(home.Address.Authority), DateTimeOffset.UtcNow);
        var forgery = Mutants.Unsigned(sender, now, 1, host.ToString(), Setting.Dice(22)).Single().Request;
        var arrived = new CountdownEvent(Strangers);
        var strangers = Enumerable.Range(0, Strangers)
            .Select(number => number % 2 == 0 ? Forge(host, forgery, arrived, end.Token) : Dawdle(host, arrived, end.Token)).ToArray();
        await Task.Run(() => arrived.Wait(TimeSpan.FromSeconds(60)));
        var flooded = await Post(home, sender, firstNumber: Valid + 1);
        await end.CancelAsync();
        var forged = (await Task.WhenAll(strangers)).Sum();

        output.WriteLine($"valid callbacks, idle: {idle}; with {Strangers} strangers who sent {forged} forgeries: {flooded}");
        arrived.CurrentCount.ShouldBe(0, "every stranger got through the door before the valid ones");
        forged.ShouldBeGreaterThan(Strangers / 2, "the flood was a flood");
        idle.Statuses.ShouldBe(new Dictionary<int, int> { [200] = Valid });
        flooded.Statuses.ShouldBe(new Dictionary<int, int> { [200] = Valid });
    }

    static async Task<Measured> Post(ServiceHome home, Sender sender, int firstNumber)
    {
        const int AtOnce = 8;
        var times = new List<double>();
        var statuses = new Dictionary<int, int>();
        var now = DateTimeOffset.UtcNow;
        var clock = Stopwatch.StartNew();
        using var delivery = new Delivery(new Uri(home.Address, Wire.CallbackPath));
        await Parallel.ForEachAsync(Enumerable.Range(firstNumber, Valid), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var post = sender.Sign(sender.Text($"rep-{number % Wire.Reps}", now, number, MessageNumbers.Words(number)), now);
            var start = Stopwatch.GetTimestamp();
            var status = await delivery.Post(post);
            lock (times)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
            }
        });
        times.Sort();
        return new(statuses, Valid / clock.Elapsed.TotalSeconds, times[Valid / 2], times[Valid * 99 / 100]);
    }

    sealed record Measured(Dictionary<int, int> Statuses, double Rate, double P50, double P99)
    {
        public override string ToString() => $"{Rate:0}/s, p50 {P50:0.0} ms, p99 {P99:0.0} ms";
    }

    /// <summary>One forgery after the other.</summary>
    static async Task<int> Forge(IPEndPoint host, byte[] forgery, CountdownEvent arrived, CancellationToken end)
    {
        using var http = new RawHttp(host);
        var count = 0;
        while (!end.IsCancellationRequested)
        {
            (await http.Ask(forgery)).ShouldStartWith("HTTP/1.1 403 ");
            if (++count == 1)
            {
                arrived.Signal();
            }
        }

        return count;
    }

    /// <summary>Announces 4,000 bytes and sends one a second, on a new connection whenever the server has lost patience.</summary>
    static async Task<int> Dawdle(IPEndPoint host, CountdownEvent arrived, CancellationToken end)
    {
        var head = Encoding.ASCII.GetBytes($"POST {Wire.CallbackPath}?msg_signature=0 HTTP/1.1\r\nHost: {host}\r\nContent-Length: 4000\r\n\r\n<");
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var isFirst = true;
        while (!end.IsCancellationRequested)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(host, end);
                await socket.SendAsync(head, end);
                if (isFirst)
                {
                    arrived.Signal();
                }

                isFirst = false;
                while (await second.WaitForNextTickAsync(end))
                {
                    await socket.SendAsync("x"u8.ToArray(), end);
                }
            }
            catch (Exception over) when (over is SocketException or OperationCanceledException)
            {
                // Thrown out, or the flood is over.
            }
        }

        return 0;
    }
}
