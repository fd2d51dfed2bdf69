namespace WeComSales.Simulator;

/// <summary>The one time of this WeCom: it runs on from the real time or stands still, and can jump forward. Timers made from it fire when a jump passes them.</summary>
public sealed class SimulatorClock : TimeProvider
{
    static readonly TimeZoneInfo shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    readonly Lock gate = new();
    readonly List<Alarm> alarms = [];
    readonly bool runs;
    DateTimeOffset at;
    long realTicksThen;
    TaskCompletionSource moved = New();

    public SimulatorClock(DateTimeOffset? startAt)
    {
        runs = startAt is null;
        at = (startAt ?? System.GetUtcNow()).ToUniversalTime();
        realTicksThen = System.GetTimestamp();
    }

    /// <summary>How often this clock has jumped.</summary>
    public int Moves { get; private set; }

    public override TimeZoneInfo LocalTimeZone => shanghai;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return runs ? at + System.GetElapsedTime(realTicksThen) : at;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Jumps forward by this much.</summary>
    public void Advance(TimeSpan by) => SetUtcNow(GetUtcNow() + by);

    /// <summary>Jumps to the next moment at which it is this time of day in Shanghai.</summary>
    public void AdvanceTo(TimeOnly timeOfDay)
    {
        var local = TimeZoneInfo.ConvertTime(GetUtcNow(), shanghai);
        var next = local.Date + timeOfDay.ToTimeSpan();
        SetUtcNow(new DateTimeOffset(next > local.DateTime ? next : next.AddDays(1), local.Offset));
    }

    /// <summary>Jumps to this moment; backwards is refused, as expiries could no longer be told.</summary>
    public void SetUtcNow(DateTimeOffset to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, GetUtcNow());
        TaskCompletionSource told;
        Alarm[] due;
        lock (gate)
        {
            at = to.ToUniversalTime();
            realTicksThen = System.GetTimestamp();
            Moves++;
            (told, moved) = (moved, New());
            due = [.. alarms];
        }

        foreach (var alarm in due)
        {
            alarm.Check();
        }

        told.SetResult();
    }

    /// <summary>Ends when the clock has jumped more than <paramref name="moves"/> times.</summary>
    public async Task WaitForMove(int moves, CancellationToken stop)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (Moves > moves)
                {
                    return;
                }

                next = moved.Task;
            }

            await next.WaitAsync(stop);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    sealed class Alarm : ITimer
    {
        readonly SimulatorClock clock;
        readonly Action ring;
        readonly ITimer real;
        DateTimeOffset? due;
        TimeSpan every;

        public Alarm(SimulatorClock clock, Action ring)
        {
            (this.clock, this.ring) = (clock, ring);
            real = System.CreateTimer(_ => Check(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var now = clock.GetUtcNow();
            lock (clock.gate)
            {
                every = period;
                due = dueTime == Timeout.InfiniteTimeSpan ? null : now + dueTime;
                if (!clock.alarms.Contains(this))
                {
                    clock.alarms.Add(this);
                }
            }

            Check();
            return true;
        }

        public void Check()
        {
            var now = clock.GetUtcNow();
            bool rings;
            lock (clock.gate)
            {
                rings = due <= now;
                if (rings)
                {
                    due = every > TimeSpan.Zero ? now + every : null;
                }

                Rearm(now);
            }

            if (rings)
            {
                ring();
            }
        }

        // Real timers count whole milliseconds and may ring a little early; one more keeps a running clock from spinning.
        void Rearm(DateTimeOffset now) => real.Change(
            clock.runs && due is { } next ? TimeSpan.FromMilliseconds(Math.Clamp((next - now).TotalMilliseconds + 1, 1, int.MaxValue)) : Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);

        public void Dispose()
        {
            lock (clock.gate)
            {
                due = null;
                clock.alarms.Remove(this);
            }

            real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
