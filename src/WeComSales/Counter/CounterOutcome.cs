using WeComSales.People;

namespace WeComSales.Counter;

/// <summary>How an act at the counter ended.</summary>
public abstract record CounterOutcome
{
    public sealed record Done(string Id) : CounterOutcome;

    /// <summary>Not there or not theirs.</summary>
    public sealed record Refused : CounterOutcome;

    /// <param name="Title">What to mend.</param>
    public sealed record Wrong(string Title) : CounterOutcome;

    /// <summary>Nobody has the phone in hand.</summary>
    public sealed record Locked : CounterOutcome;

    /// <param name="Title">What is so already.</param>
    public sealed record Late(string Title) : CounterOutcome;

    public sealed record TooMany : CounterOutcome;

    public IResult Result() => this switch
    {
        Done done => Results.Ok(new CounterDone(done.Id)),
        Wrong wrong => Refusals.Wrong(wrong.Title),
        Locked => Results.Problem(title: CounterTexts.Locked, statusCode: StatusCodes.Status423Locked),
        Late late => Results.Problem(title: late.Title, statusCode: StatusCodes.Status409Conflict),
        TooMany => Results.Problem(title: CounterTexts.TooMany, statusCode: StatusCodes.Status429TooManyRequests),
        _ => Refusals.NotFound(),
    };
}

/// <summary>What was recorded; the id is the page's own.</summary>
public sealed record CounterDone(string Id);
