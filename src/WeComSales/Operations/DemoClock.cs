using System.Text.Json;
using WeComSales.WeCom;

namespace WeComSales.Operations;

/// <summary>
/// In the demo, the simulator's time: it runs on like any clock and jumps when somebody moves it; whatever a jump
/// passes is due at once. Accepted only beside a simulator (contract: <c>Demo:ClockUrl</c>).
/// </summary>
public sealed class DemoClock : TimeProvider
{
    readonly Lock gate = new();
    readonly HashSet<JumpingTimer> timers = [];
    TimeSpan ahead;

    /// <summary>The machine's own clock, unless a demo clock is configured.</summary>
    public static TimeProvider For(AppSettings settings) => settings.Demo.ClockUrl is null ? System : new DemoClock();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new JumpingTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>From now on it is this time; timers that the jump passes fire.</summary>
    public void Set(DateTimeOffset now)
    {
        JumpingTimer[] told;
        lock (gate)
        {
            ahead = now - System.GetUtcNow();
            told = [.. timers];
        }

        foreach (var timer in told)
        {
            timer.Aim();
        }
    }

    TimeSpan Ahead
    {
        get
        {
            lock (gate)
            {
                return ahead;
            }
        }
    }

    void Keep(JumpingTimer timer, bool running)
    {
        lock (gate)
        {
            _ = running ? timers.Add(timer) : timers.Remove(timer);
        }
    }

    /// <summary>A real timer that is aimed anew at every jump.</summary>
    sealed class JumpingTimer : ITimer
    {
        readonly DemoClock clock;
        readonly ITimer real;
        TimeSpan period = Timeout.InfiniteTimeSpan;
        DateTimeOffset? due;

        public JumpingTimer(DemoClock clock, TimerCallback callback, object? state)
        {
            this.clock = clock;
            real = System.CreateTimer(
                _ =>
                {
                    Next();
                    callback(state);
                },
                null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            this.period = period;
            due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime;
            clock.Keep(this, due is not null);
            Aim();
            return true;
        }

        public void Aim()
        {
            var left = due is { } at ? at - clock.GetUtcNow() : Timeout.InfiniteTimeSpan;
            real.Change(due is not null && left < TimeSpan.Zero ? TimeSpan.Zero : left, Timeout.InfiniteTimeSpan);
        }

        void Next()
        {
            due = period > TimeSpan.Zero ? clock.GetUtcNow() + period : null;
            clock.Keep(this, due is not null);
            Aim();
        }

        public void Dispose()
        {
            clock.Keep(this, false);
            real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>Listens to the simulator's clock: one open request, answered at each move.</summary>
public sealed class DemoClockWorker(AppSettings settings, DemoClock clock, ILogger<DemoClockWorker> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var url = settings.Demo.ClockUrl!.ToString().TrimEnd('/');
        using var http = new Egress(settings.Demo.ClockUrl).Client(Timeout.InfiniteTimeSpan);
        var next = url;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var told = JsonDocument.Parse(await http.GetStringAsync(new Uri(next), stoppingToken));
                clock.Set(told.RootElement.GetProperty("now").GetDateTimeOffset());
                next = $"{url}/wait?moves={told.RootElement.GetProperty("moves").GetInt64()}";
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.ClockLost(failure);
                next = url;
                await Task.Delay(Pause, TimeProvider.System, stoppingToken);
            }
        }
    }
}
