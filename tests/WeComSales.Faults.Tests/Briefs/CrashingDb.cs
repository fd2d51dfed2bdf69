using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using WeComSales.Data;

namespace WeComSales.Faults.Tests;

/// <summary>Where a process dies: before or after the nth transaction that this method of the service runs.</summary>
/// <param name="Method">For example <c>write BriefFlow.Make</c>.</param>
sealed record CrashPoint(string Method, bool After, int Occurrence)
{
    public override string ToString() => $"{(After ? "after" : "before")} {Method} #{Occurrence}";

    public static CrashPoint Read(string text) => text.Split(' ', '#') is [var when, var kind, var method, _, var occurrence]
        ? new($"{kind} {method}", when == "after", int.Parse(occurrence, System.Globalization.CultureInfo.InvariantCulture))
        : throw new FormatException(text);
}

/// <summary>A real database whose process kills itself at one point. "After" is after the commit and before anybody hears of it.</summary>
sealed partial class CrashingDb(Db real, CrashPoint point) : Db
{
    int seen;

    public override Dialect Dialect => real.Dialect;

    public override string Engine => real.Engine;

    public override bool IsShared => real.IsShared;

    public override Task<T> Write<T>(Func<Tx, Task<T>> work) => At("write", work, () => real.Write(work));

    public override Task<T> Read<T>(Func<Tx, Task<T>> work) => At("read", work, () => real.Read(work));

    public override Task<bool> Accept(InboxItem item) => real.Accept(item);

    public override Task<IReadOnlyList<string>> Migrate(DateTimeOffset now) => real.Migrate(now);

    public override Task<IReadOnlyList<Migration>> Pending() => real.Pending();

    public override ValueTask DisposeAsync() => real.DisposeAsync();

    async Task<T> At<T>(string kind, Delegate work, Func<Task<T>> run)
    {
        var isHere = $"{kind} {MethodOf(work)}" == point.Method && Interlocked.Increment(ref seen) == point.Occurrence;
        if (isHere && !point.After)
        {
            Die();
        }

        var result = await run();
        if (isHere)
        {
            Die();
        }

        return result;
    }

    /// <summary>SIGKILL to oneself: no handler runs, nothing is flushed, and nobody goes on meanwhile.</summary>
    static void Die()
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>The method of the service that holds the transaction's lambda; a lambda without a result is wrapped once by the base class.</summary>
    static string MethodOf(Delegate work)
    {
        while (work.Method.DeclaringType!.DeclaringType == typeof(Db)
            && work.Target!.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public).Select(field => field.GetValue(work.Target)).OfType<Delegate>().FirstOrDefault() is { } inner)
        {
            work = inner;
        }

        var type = work.Method.DeclaringType;
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return $"{type.Name}.{Lambda().Match(work.Method.Name).Groups[1].Value}";
    }

    [GeneratedRegex("^<(.+?)>")]
    private static partial Regex Lambda();
}
