namespace WeComSales.Faults.Tests;

/// <summary>Time that stands until it is told to pass; then whoever waits has waited long enough.</summary>
sealed class StandingTime : TimeProvider
{
    readonly TaskCompletionSource<TimeSpan> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock gate = new();
    readonly List<Action> waiting = [];
    bool passes;

    /// <summary>How long the first one wants to wait.</summary>
    public Task<TimeSpan> Asked => asked.Task;

    public void Pass()
    {
        Action[] due;
        lock (gate)
        {
            passes = true;
            due = [.. waiting];
            waiting.Clear();
        }

        Array.ForEach(due, ring => ring());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            if (passes)
            {
                ThreadPool.QueueUserWorkItem(_ => callback(state));
            }
            else
            {
                waiting.Add(() => callback(state));
            }
        }

        asked.TrySetResult(dueTime);
        return new Nothing();
    }

    sealed class Nothing : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
