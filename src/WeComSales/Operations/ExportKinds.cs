using System.Globalization;
using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Operations;

/// <summary>What goes out as a CSV file; pages come behind a key.</summary>
public sealed record ExportKind(
    IReadOnlyList<string> Columns, Func<IReadOnlyDictionary<string, string>, string> KeyOf, Func<Tx, string, int, Task<IReadOnlyList<IReadOnlyDictionary<string, string>>>> Page)
{
    /// <summary>What comes in goes out in the same columns.</summary>
    public static ExportKind Of(ImportKind kind) => new([.. kind.Columns.Select(column => column.Name)], kind.KeyOf, kind.Page);
}

/// <summary>What can be taken out: everything that comes in, and what people and the service made of it.</summary>
public sealed class ExportKinds(ImportKinds imports, AppSettings settings)
{
    public const string Names = $"{ImportKinds.Names}、notes、followups、alerts、audit";

    /// <returns>Null for a word that names no kind.</returns>
    public ExportKind? ByName(string name, DateTimeOffset now) => name switch
    {
        "notes" => Kind(async (tx, after, count) => [.. (await tx.Notes.After(after, count)).Select(Note)],
            "id", "external_userid", "nickname", "opportunity_id", "opportunity_title", "source", "text", "at", "time_is_forwarding", "signals", "next_action", "confirmed_by", "confirmed_at"),
        "followups" => Kind(async (tx, after, count) => [.. (await tx.FollowUps.After(after, count)).Select(FollowUp)],
            "id", "external_userid", "opportunity_id", "goal", "next_contact_at", "decision_progress", "obstacle", "support_needed", "userid", "at"),
        "alerts" => Kind(async (tx, after, count) => [.. (await tx.StallAlerts.After(after, count)).Select(Alert)],
            "id", "stall_id", "external_userid", "level", "party", "userid", "state", "due_at", "created_at", "done_at", "reason"),
        "audit" => Kind(async (tx, after, count) => [.. (await tx.Audit.After(after, count)).Select(Audit)],
            "id", "at", "userid", "action", "subject", "about_userid"),
        _ => imports.ByName(name, now) is { } kind ? ExportKind.Of(kind) : null,
    };

    static ExportKind Kind(Func<Tx, string, int, Task<IReadOnlyList<string[]>>> rows, params string[] columns) => new(
        columns,
        row => row[columns[0]],
        async (tx, after, count) => [.. (await rows(tx, after, count)).Select(cells => columns.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal))]);

    string[] Note(Note note) =>
    [
        note.Id, note.Place.ExternalUserid, note.Place.Nickname, note.Place.OpportunityId ?? "", note.Place.OpportunityTitle ?? "",
        note.Source.ToString().ToLowerInvariant(), note.Text, Time(note.At), note.TimeIsForwarding ? "1" : "0",
        Cells.Join(note.Signals.Select(signal => (signal.Polarity == Polarity.Negated ? "非" : "") + SignalLabels.NameOf(signal.Label))), note.NextAction ?? "", note.ConfirmedBy, Time(note.ConfirmedAt),
    ];

    string[] FollowUp(FollowUp log) =>
    [
        log.Id, log.ExternalUserid, log.OpportunityId ?? "", log.Goal ?? "", Time(log.NextContactAt), log.DecisionProgress ?? "",
        log.Obstacle ?? "", log.SupportNeeded ?? "", log.By, Time(log.At),
    ];

    string[] Alert(StallAlert alert) =>
    [
        alert.Id, alert.StallId, alert.ExternalUserid, alert.Level.ToString(CultureInfo.InvariantCulture), alert.Party.ToString().ToLowerInvariant(), alert.Userid,
        alert.State.ToString().ToLowerInvariant(), Time(alert.DueAt), Time(alert.CreatedAt), Time(alert.DoneAt), alert.Reason ?? "",
    ];

    string[] Audit(AuditEntry entry) => [entry.Id, Time(entry.At), entry.Userid, entry.Action, entry.Subject, entry.AboutUserid ?? ""];

    string Time(DateTimeOffset? at) => Cells.Of(at, settings.TimeZone);
}
