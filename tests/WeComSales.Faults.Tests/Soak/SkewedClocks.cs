using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WeComSales.Faults.Tests;

/// <summary>A clock for each instance (<c>Demo:ClockUrl</c>), which can be put forward and back while the others go on.</summary>
sealed class SkewedClocks : IAsyncDisposable
{
    readonly WebApplication web;
    readonly Hand[] hands;

    SkewedClocks(WebApplication web, Hand[] hands) => (this.web, this.hands) = (web, hands);

    public static async Task<SkewedClocks> Start(int count)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var web = builder.Build();
        var hands = Enumerable.Range(0, count).Select(_ => new Hand()).ToArray();
        web.MapGet("/{which:int}", (int which) => hands[which].Tell());
        web.MapGet("/{which:int}/wait", async (int which, long moves, HttpContext http) =>
        {
            await hands[which].Moved(moves, http.RequestAborted);
            return hands[which].Tell();
        });
        await web.StartAsync();
        return new(web, hands);
    }

    public (string Key, string Value) SettingOf(int which) => ("Demo:ClockUrl", string.Create(CultureInfo.InvariantCulture, $"{web.Urls.First()}/{which}"));

    /// <summary>From now on this instance's clock is wrong by so much.</summary>
    public void Put(int which, TimeSpan by) => hands[which].Put(by);

    public async ValueTask DisposeAsync()
    {
        await web.StopAsync(new CancellationToken(canceled: true));
        await web.DisposeAsync();
    }

    sealed class Hand
    {
        readonly Lock gate = new();
        TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TimeSpan ahead;
        long moves;

        public object Tell()
        {
            lock (gate)
            {
                return new { now = DateTimeOffset.UtcNow + ahead, moves };
            }
        }

        public void Put(TimeSpan by)
        {
            TaskCompletionSource told;
            lock (gate)
            {
                (ahead, told) = (by, moved);
                moves++;
                moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            told.SetResult();
        }

        public async Task Moved(long known, CancellationToken stop)
        {
            Task next;
            lock (gate)
            {
                next = moves > known ? Task.CompletedTask : moved.Task;
            }

            await next.WaitAsync(stop);
        }
    }
}
