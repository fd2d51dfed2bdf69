namespace WeComSales.Data;

/// <summary>Whose data: a customer in WeCom (by external_userid), a member of the shops (by member code), or a lead (by its code).</summary>
public enum Subject { Customer, Member, Lead }

/// <summary>Rows about somebody, and the condition that finds them; <c>@id</c> is theirs.</summary>
/// <param name="Others">A column that names other people as well: it is not for the person to read.</param>
public sealed record PersonalPlace(string Table, string Where, string? Others = null);

/// <summary>
/// Every table and what an erasure does with it. Export and erasure read the same list, and a test holds it against the
/// migrations: a new table that stands nowhere here fails.
/// </summary>
public static class PersonalPlaces
{
    const string Theirs = "external_userid = @id";
    const string Members = "member_code = @id";

    /// <summary>Rows that hang on others come before them.</summary>
    static readonly IReadOnlyList<PersonalPlace> OfCustomer =
    [
        new("visit_photos", $"visit_id in (select id from visits where {Theirs})"),
        new("visits", Theirs),
        new("follow_ups", Theirs),
        new("signal_feedback", $"note_id in (select id from notes where {Theirs})"),
        new("note_attachments", $"draft_id in (select draft_id from notes where {Theirs})"),
        new("note_contexts", Theirs),
        new("note_drafts", $"id in (select draft_id from notes where {Theirs})", Others: "proposals"),
        new("notes", Theirs),
        new("support_addressees", $"request_id in (select id from support_requests where {Theirs})"),
        new("support_requests", Theirs),
        new("customer_waits", Theirs),
        new("stall_steps", $"stall_id in (select id from stalls where {Theirs})"),
        new("stall_alerts", Theirs),
        new("stalls", Theirs),
        new("stall_clocks", $"opportunity_id in (select id from opportunities where {Theirs})"),
        new("stage_moves", Theirs),
        new("imported", $"(kind = 'customers' and row_key = @id) or (kind = 'opportunities' and row_key in (select code from opportunities where {Theirs}))"),
        new("opportunities", Theirs),
        new("calls", Theirs),
        new("chat_recalls", $"msgid in (select msgid from chat_messages where {Theirs})"),
        new("chat_messages", Theirs),
        new("timeline", Theirs),
        new("typed", Theirs),
        new("recent_contacts", Theirs),
        new("follows", Theirs),
        new("customers", Theirs),
    ];

    static readonly IReadOnlyList<PersonalPlace> OfMember =
    [
        new("member_looks", Members),
        new("service_records", Members),
        new("recommendations", Members),
        new("purchases", Members),
        new("members", Members),
    ];

    static readonly IReadOnlyList<PersonalPlace> OfLead = [new("leads", "code = @id")];

    public static IReadOnlyList<PersonalPlace> Of(Subject subject) => subject switch
    {
        Subject.Customer => OfCustomer,
        Subject.Member => OfMember,
        _ => OfLead,
    };

    /// <summary>Rows about many at once, or copies on their way: searched for whatever names somebody (<see cref="Copies"/>).</summary>
    public static IReadOnlyList<string> Searched { get; } = ["inbox", "outbox", "outbox_files", "bot_replies", "briefs", "note_drafts", "note_attachments", "sign_in_states"];

    /// <summary>What stays although it names somebody, and why.</summary>
    public static IReadOnlyDictionary<string, string> Kept { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["audit"] = "who looked and who erased: ids only, the proof that it was done rightly",
        ["erasures"] = "the proof, and what keeps older data from coming back",
        ["chat_consents"] = "a refusal to be archived binds further",
    };

    /// <summary>Tables in which nobody from outside can stand, and why.</summary>
    public static IReadOnlyDictionary<string, string> Without { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["send_lanes"] = "APIs",
        ["unreachable"] = "our own people",
        ["cards"] = "ids of cards and codes, of our own people",
        ["tokens"] = "sealed tokens",
        ["departments"] = "our own teams",
        ["department_tree"] = "our own teams",
        ["department_leaders"] = "our own people",
        ["staff"] = "our own people",
        ["staff_departments"] = "our own people",
        ["corp_tags"] = "labels, not who has them",
        ["sync_runs"] = "counts and reasons without names",
        ["sessions"] = "our own people",
        ["quick_replies"] = "what the company offers",
        ["lexicon_versions"] = "the company's words",
        ["lexicon_activations"] = "versions",
        ["due_jobs"] = "jobs",
        ["heartbeats"] = "instances",
        ["moves"] = "tables",
        ["stall_rules"] = "rules",
        ["calendar_years"] = "days",
        ["stall_budgets"] = "our own people",
        ["stall_scans"] = "times",
        ["brief_days"] = "days",
        ["brief_recipients"] = "our own people",
        ["job_runs"] = "counts and reasons without names",
        ["products"] = "what is sold",
        ["badges"] = "our own people",
        ["badge_turns"] = "our own people",
        ["counter_lists"] = "the company's words",
        ["sealed_messages"] = "not readable until a key comes; then held against the erasures",
        ["archive_positions"] = "a number",
    };
}
