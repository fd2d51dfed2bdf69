namespace WeComSales.Delivery;

/// <summary>What became of one try to send, and what follows from it.</summary>
public abstract record Verdict(string Reason)
{
    /// <summary>WeCom took it. Not a receipt: above its limits it drops silently.</summary>
    public sealed record Delivered(string Detail, string? MsgId, string? ResponseCode) : Verdict(Detail);

    /// <summary>WeCom took the call, but this person cannot be reached: outside the range, unlicensed, or gone.</summary>
    public sealed record Unreachable(string Why) : Verdict(Why);

    /// <summary>The card's code was used or is too old (60140).</summary>
    public sealed record Expired() : Verdict("60140");

    /// <summary>WeCom no longer has the file (40007): it is uploaded anew, once.</summary>
    public sealed record FileGone(string Why) : Verdict(Why);

    /// <summary>Not this letter's fault: the whole API rests until then.</summary>
    /// <param name="Why">The reason, for the log and the page.</param>
    /// <param name="Until">When one letter goes ahead.</param>
    /// <param name="BySetting">A setting or a right, and no limit: where other letters come through it is this letter's fault after all.</param>
    public sealed record Closed(string Why, DateTimeOffset Until, bool BySetting) : Verdict(Why);

    /// <summary>The same bytes again, at that time.</summary>
    /// <param name="Why">The reason, for the log and the page.</param>
    /// <param name="At">When.</param>
    /// <param name="InDoubt">This try may have arrived; false: WeCom refused it, or has certainly not received it.</param>
    public sealed record Later(string Why, DateTimeOffset At, bool InDoubt) : Verdict(Why);

    /// <summary>No retry can help, or a repeat could come twice: a person decides.</summary>
    /// <param name="Why">The reason, for the log and the page.</param>
    /// <param name="InDoubt">This try may have arrived.</param>
    public sealed record Dead(string Why, bool InDoubt) : Verdict(Why);
}
