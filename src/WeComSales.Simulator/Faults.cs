namespace WeComSales.Simulator;

public enum FaultKind
{
    /// <summary>The request is read and never answered until the caller hangs up.</summary>
    Hang,

    /// <summary>The answer comes later than usual.</summary>
    Delay,

    /// <summary>An errcode instead of the act.</summary>
    ErrCode,

    /// <summary>An HTTP status without a body, as a gateway in between would answer.</summary>
    Status,

    /// <summary>The connection dies before the request was looked at.</summary>
    ResetBefore,

    /// <summary>The act is done, then the connection dies: the caller cannot know.</summary>
    ResetAfter,

    DuplicateCallback,

    ReorderCallback,

    LoseCallback,
}

/// <summary>One thing that goes wrong, for some calls or until it is switched off.</summary>
public sealed class Fault(FaultKind kind, string? path, int times)
{
    int left = times;

    public FaultKind Kind => kind;

    /// <summary>The API it concerns, such as message/send; null for all.</summary>
    public string? Path => path;

    /// <summary>The errcode or HTTP status.</summary>
    public int Code { get; init; }

    public TimeSpan By { get; init; }

    /// <summary>The moment (of the simulator's clock) at which it ends by itself.</summary>
    public DateTimeOffset? Until { get; init; }

    public bool IsOver(DateTimeOffset now) => Volatile.Read(ref left) <= 0 || Until <= now;

    public void SwitchOff() => Volatile.Write(ref left, 0);

    internal bool Take(DateTimeOffset now) => Until is { } end ? now < end && Volatile.Read(ref left) > 0 : Interlocked.Decrement(ref left) >= 0;
}

/// <summary>The switches for everything that can go wrong between WeCom and the service.</summary>
public sealed class Faults
{
    const int UntilOff = int.MaxValue;

    readonly Lock gate = new();
    readonly List<Fault> active = [];
    readonly SimulatorClock clock;
    readonly Action<int> revokeTokens;

    internal Faults(SimulatorClock clock, Action<int> revokeTokens) => (this.clock, this.revokeTokens) = (clock, revokeTokens);

    public IReadOnlyList<Fault> Active
    {
        get
        {
            lock (gate)
            {
                active.RemoveAll(fault => fault.IsOver(clock.GetUtcNow()));
                return [.. active];
            }
        }
    }

    public Fault Hang(string? path = null, int times = UntilOff) => Add(new Fault(FaultKind.Hang, path, times));

    public Fault Delay(TimeSpan by, string? path = null, int times = UntilOff) => Add(new Fault(FaultKind.Delay, path, times) { By = by });

    /// <summary>Answers this errcode, for example -1 or 45033.</summary>
    public Fault ErrCode(int code, string? path = null, int times = UntilOff) => Add(new Fault(FaultKind.ErrCode, path, times) { Code = code });

    /// <summary>45009 until the window has passed on the simulator's clock, 60 s unless told.</summary>
    public Fault Frequency(string? path = null, TimeSpan? window = null) =>
        Add(new Fault(FaultKind.ErrCode, path, UntilOff) { Code = 45009, Until = clock.GetUtcNow() + (window ?? TimeSpan.FromSeconds(60)) });

    /// <summary>Answers this HTTP status, for example 429 or 502.</summary>
    public Fault Status(int status, string? path = null, int times = UntilOff) => Add(new Fault(FaultKind.Status, path, times) { Code = status });

    public Fault ResetBefore(string? path = null, int times = UntilOff) => Add(new Fault(FaultKind.ResetBefore, path, times));

    public Fault ResetAfter(string? path = null, int times = UntilOff) => Add(new Fault(FaultKind.ResetAfter, path, times));

    /// <summary>Every token issued so far answers this from now on: 42001 (expired) or 40014 (invalid).</summary>
    public void ExpireTokens(int code = 42001) => revokeTokens(code);

    /// <summary>Each callback is delivered once more after it was answered.</summary>
    public Fault DuplicateCallbacks(int times = UntilOff) => Add(new Fault(FaultKind.DuplicateCallback, null, times));

    /// <summary>A callback is held back until the next one (or <see cref="SimulatorServer.Idle"/>) has overtaken it.</summary>
    public Fault ReorderCallbacks(int times = UntilOff) => Add(new Fault(FaultKind.ReorderCallback, null, times));

    public Fault LoseCallbacks(int times = UntilOff) => Add(new Fault(FaultKind.LoseCallback, null, times));

    public void Clear()
    {
        lock (gate)
        {
            active.ForEach(fault => fault.SwitchOff());
            active.Clear();
        }
    }

    /// <summary>The faults that strike this API call; each counts once.</summary>
    internal IReadOnlyList<Fault> Strike(string path) =>
        Take(fault => fault.Kind < FaultKind.DuplicateCallback && (fault.Path is null || fault.Path == path));

    internal bool StrikesCallback(FaultKind kind) => Take(fault => fault.Kind == kind).Count > 0;

    Fault Add(Fault fault)
    {
        lock (gate)
        {
            active.Add(fault);
        }

        return fault;
    }

    List<Fault> Take(Func<Fault, bool> concerns)
    {
        lock (gate)
        {
            return [.. active.Where(fault => concerns(fault) && fault.Take(clock.GetUtcNow()))];
        }
    }
}
