using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>One thing that was given up.</summary>
/// <param name="Id"><c>in-…</c> a callback, <c>out-…</c> a letter, <c>job-…</c> a scheduled job, <c>brief-…</c> a daily brief.</param>
/// <param name="Fingerprint">Twelve hex digits: equal for equal contents, and tells nothing of them.</param>
public sealed record DeadLine(string Id, DateTimeOffset At, string What, int Attempts, string Reason, string Fingerprint);

/// <summary>What could not be processed or sent: listed, tried again, or dropped by somebody's decision.</summary>
public sealed class DeadFlow(Db db, TimeProvider time)
{
    const string Callback = $"{CallbackKind}-", Letter = $"{LetterKind}-", Job = $"{JobKind}-", Brief = $"{BriefKind}-";
    const string CallbackKind = "in", LetterKind = "out", JobKind = "job", BriefKind = "brief";
    const int FingerprintDigits = 12;

    /// <summary>What an id begins with: callbacks, letters, scheduled jobs, briefs.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [CallbackKind, LetterKind, JobKind, BriefKind];

    public Task<IReadOnlyList<DeadLine>> List(int most) => db.Read(async tx => (IReadOnlyList<DeadLine>)
    [
        .. (await tx.Inbox.Dead(most)).Select(dead => new DeadLine(
            $"{Callback}{dead.Seq}", dead.DoneAt, dead.Kind, dead.Attempts, dead.Outcome, Convert.ToHexStringLower(dead.DedupeKey)[^FingerprintDigits..])),
        .. (await tx.Outbox.Dead(most)).Select(dead => new DeadLine(
            $"{Letter}{dead.Id}", dead.DoneAt, $"{dead.Call} → {dead.Receiver}", dead.Attempts, dead.Outcome,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dead.Body)))[..FingerprintDigits])),
        .. (await tx.DueJobs.Dead(most)).Select(dead => new DeadLine(
            $"{Job}{dead.Job}@{dead.DueAt.ToUnixTimeMilliseconds()}", dead.DoneAt, dead.Job, dead.Attempts, dead.Outcome, "")),
        .. (await tx.Reports.Dead(most)).Select(dead => new DeadLine(
            $"{Brief}{dead.Id}", dead.At, $"{dead.TeamName} {dead.Day}", dead.Attempts, dead.Reason, "")),
    ]);

    /// <summary>False when there is nothing of this id among what was given up.</summary>
    public Task<bool> Retry(string id) => db.Write(tx => Do(
        id, tx.Inbox.RetryDead, tx.Outbox.RetryDead, tx.DueJobs.RetryDead, tx.Reports.RetryDead));

    /// <summary>
    /// Everything that was given up, or all of one kind; a message that may have arrived is left for somebody who asks its
    /// receiver first. Tells how many are tried again, and how many are left.
    /// </summary>
    /// <param name="kind">One of <see cref="Kinds"/>; null for all.</param>
    public Task<(int Retried, long Left)> RetryAll(string? kind) => db.Write(async tx =>
    {
        var retried = 0;
        retried += kind is null or CallbackKind ? await tx.Inbox.RetryAllDead() : 0;
        retried += kind is null or LetterKind ? await tx.Outbox.RetryAllDead() : 0;
        retried += kind is null or JobKind ? await tx.DueJobs.RetryAllDead() : 0;
        retried += kind is null or BriefKind ? await tx.Reports.RetryAllDead() : 0;
        return (retried, kind is null or LetterKind ? await tx.Outbox.CountDead() : 0);
    });

    /// <summary>For good; who decided it is kept. False when there is nothing of this id among what was given up.</summary>
    public Task<bool> Drop(string id, string by)
    {
        var now = time.GetUtcNow();
        return db.Write(async tx =>
        {
            var dropped = await Do(id, tx.Inbox.DropDead, tx.Outbox.DropDead, tx.DueJobs.DropDead, tx.Reports.DropDead);
            if (dropped)
            {
                await tx.Audit.Add(new(Ids.New(now), now, by, "dead.drop", id, null));
            }

            return dropped;
        });
    }

    static Task<bool> Do(
        string id, Func<long, Task<bool>> callback, Func<string, Task<bool>> letter, Func<string, DateTimeOffset, Task<bool>> job, Func<string, Task<bool>> brief)
    {
        if (id.StartsWith(Brief, StringComparison.Ordinal))
        {
            return brief(id[Brief.Length..]);
        }

        if (id.StartsWith(Letter, StringComparison.Ordinal))
        {
            return letter(id[Letter.Length..]);
        }

        if (id.StartsWith(Callback, StringComparison.Ordinal) && Number(id[Callback.Length..]) is { } seq)
        {
            return callback(seq);
        }

        return id.StartsWith(Job, StringComparison.Ordinal) && id[Job.Length..].Split('@') is [var name, var due] && Number(due) is { } milliseconds and < LatestMilliseconds
            ? job(name, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))
            : Task.FromResult(false);
    }

    /// <summary>The end of the year 9999: more is no time.</summary>
    const long LatestMilliseconds = 253_402_300_799_999;

    static long? Number(string digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
