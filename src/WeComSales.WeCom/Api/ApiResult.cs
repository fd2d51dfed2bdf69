using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace WeComSales.WeCom;

/// <summary>How far a call that failed has come.</summary>
public enum CallOutcome
{
    /// <summary>WeCom answered with an errcode: nothing was done.</summary>
    Answered,

    /// <summary>Something answered, but not with a business answer.</summary>
    HttpError,

    /// <summary>WeCom has certainly not received it.</summary>
    NotSent,

    /// <summary>The body may have been received: a timeout, a reset, or an answer that cannot be read.</summary>
    Unknown,
}

/// <summary>Why a call failed. Branch on <see cref="Reaction"/>; the text is WeCom's own, free and changing.</summary>
/// <param name="Errcode">WeCom's code; null when there was no business answer.</param>
/// <param name="Errmsg">WeCom's text, or what happened to the connection. Never holds a token.</param>
/// <param name="Outcome">How far the call has come.</param>
/// <param name="Reaction">What to do about it.</param>
public sealed record ApiFailure(int? Errcode, string Errmsg, CallOutcome Outcome, ErrorReaction Reaction)
{
    internal static ApiFailure Answered(int errcode, string errmsg) => new(errcode, errmsg, CallOutcome.Answered, ErrorReaction.Of(errcode));

    internal static ApiFailure Http(HttpStatusCode status) => new(null, $"HTTP {(int)status}", CallOutcome.HttpError, ErrorReaction.Of(status));

    internal static ApiFailure NotSent(string why) => new(null, why, CallOutcome.NotSent, new(ErrorClass.Transient));

    internal static ApiFailure Refused(string why) => new(null, why, CallOutcome.NotSent, new(ErrorClass.Configuration));

    /// <summary>Reading twice harms nobody, so a lost answer is only grave for a call that changes something.</summary>
    internal static ApiFailure Lost(string why, bool changes) =>
        new(null, why, CallOutcome.Unknown, new(changes ? ErrorClass.UnknownOutcome : ErrorClass.Transient));
}

/// <summary>Either what WeCom answered or why it did not. A failure never looks like an empty list: there is no value to reach.</summary>
public sealed class ApiResult<T>
{
    readonly T? value;

    internal ApiResult(T value) => this.value = value;

    internal ApiResult(ApiFailure failure) => Failure = failure;

    /// <summary>Null on success.</summary>
    public ApiFailure? Failure { get; }

    /// <summary>The answer. Throws after a failure: ask <see cref="TryGet"/> first.</summary>
    public T Value => Failure is null ? value! : throw new InvalidOperationException($"The call failed: {Failure.Errcode} {Failure.Outcome}.");

    /// <summary>True, and the answer, on success.</summary>
    public bool TryGet([NotNullWhen(true)] out T? answer)
    {
        answer = value;
        return Failure is null;
    }

    /// <summary>Another view of the answer; a failure stays the same failure.</summary>
    public ApiResult<TOther> Select<TOther>(Func<T, TOther> view) => Failure is null ? new(view(value!)) : new(Failure);
}
