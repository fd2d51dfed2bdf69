namespace WeComSales.People;

/// <summary>
/// What WeCom said when it was asked. A failure is a case of its own, so that it can never be read as "there is none"
/// (an empty list in an error answer once emptied whole systems, P-05).
/// </summary>
public abstract record Answer<T>
{
    public sealed record Given(T Value) : Answer<T>;

    /// <summary>WeCom answered, and there is no such thing.</summary>
    public sealed record None : Answer<T>;

    /// <summary>Nothing was learned.</summary>
    /// <param name="Why">Without names or secrets: it is stored and shown.</param>
    /// <param name="Wait">How long WeCom takes no more calls, where that is the reason.</param>
    public sealed record Failed(string Why, TimeSpan? Wait = null) : Answer<T>;
}

/// <summary>WeCom could not be asked; whatever needed the answer is tried again.</summary>
public sealed class NotLearnedException(string why) : Exception(why);
