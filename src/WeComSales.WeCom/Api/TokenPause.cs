namespace WeComSales.WeCom;

/// <summary>Keeps a wrong secret from being tried again and again: WeCom locks a corp after some 2,000 wrong tries an hour. Not safe for many threads by itself.</summary>
sealed class TokenPause(TimeProvider clock)
{
    const int MaxPerHour = 100;
    static readonly TimeSpan hour = TimeSpan.FromHours(1), first = TimeSpan.FromMinutes(1), quick = TimeSpan.FromSeconds(1);

    readonly Queue<DateTimeOffset> tries = new(MaxPerHour);
    DateTimeOffset until;
    int failures;
    ApiFailure? last;

    /// <summary>The last failure while its pause lasts, or a refusal when this hour's tries are spent; else null.</summary>
    public ApiFailure? Refusal()
    {
        var now = clock.GetUtcNow();
        if (last is not null && now < until)
        {
            return last;
        }

        while (tries.TryPeek(out var oldest) && now - oldest >= hour)
        {
            tries.Dequeue();
        }

        return tries.Count < MaxPerHour ? null : ApiFailure.Refused($"More than {MaxPerHour} tokens were asked for within an hour.");
    }

    public void Tried() => tries.Enqueue(clock.GetUtcNow());

    public void Succeeded() => (failures, last) = (0, null);

    /// <summary>A wrong setting waits a minute and then twice as long each time, up to an hour; trouble on the way a second, up to a minute.</summary>
    public void Failed(ApiFailure failure)
    {
        var (start, longest) = failure.Reaction.Class is ErrorClass.Transient or ErrorClass.UnknownOutcome ? (quick, first) : (first, hour);
        var pause = start * Math.Pow(2, Math.Min(failures++, 16));
        last = failure;
        until = clock.GetUtcNow() + (pause < longest ? pause : longest);
    }
}
