using WeComSales.WeCom;

namespace WeComSales.People;

/// <summary>Asks WeCom a question that may be repeated, and turns what comes back into an <see cref="Answer{T}"/>.</summary>
static class Asking
{
    const int Tries = 3;

    /// <param name="api">Named in the reason of a failure; WeCom's own text changes from call to call.</param>
    /// <param name="none">Codes by which WeCom says that there is no such thing.</param>
    public static async Task<Answer<TOut>> Ask<TIn, TOut>(
        string api, Func<Task<ApiResult<TIn>>> call, Func<TIn, TOut> view, params IReadOnlyCollection<int> none)
    {
        var result = await Patiently(call);
        return result.TryGet(out var value) ? new Answer<TOut>.Given(view(value))
            : result.Failure!.Errcode is { } code && none.Contains(code) ? new Answer<TOut>.None()
            : new Answer<TOut>.Failed($"{api} {Reason(result.Failure)}", result.Failure.Reaction is { Class: ErrorClass.Frequency, Wait: { } wait } ? wait : null);
    }

    public static string Reason(ApiFailure failure) => failure.Errcode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? failure.Errmsg;

    static async Task<ApiResult<T>> Patiently<T>(Func<Task<ApiResult<T>>> call)
    {
        for (var tries = 1; ; tries++)
        {
            var result = await call();
            if (tries == Tries || result.Failure is not { Reaction: { IsKnown: true } reaction } || !PassesSoon(reaction))
            {
                return result;
            }

            // Real time, whatever clock the service follows: this is about WeCom's load, not about days and hours.
            await Task.Delay(TimeSpan.FromMilliseconds(100 << tries));
        }
    }

    /// <summary>Busy, or too many calls at this very moment (45033).</summary>
    static bool PassesSoon(ErrorReaction reaction) =>
        reaction.Class == ErrorClass.Transient || (reaction.Class == ErrorClass.Frequency && reaction.Wait <= TimeSpan.FromSeconds(1));
}
