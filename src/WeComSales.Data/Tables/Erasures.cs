namespace WeComSales.Data;

/// <summary>How much somebody wants to be gone.</summary>
public enum ErasureScope
{
    /// <summary>The words of a customer's chats; notes and acts stay.</summary>
    Words,

    /// <summary>Everything about a customer.</summary>
    Customer,

    /// <summary>Everything about a member of the shops.</summary>
    Member,

    /// <summary>Everything about a lead.</summary>
    Lead,
}

/// <summary>Somebody was erased at their wish.</summary>
/// <param name="Who">An external_userid, or the code of a member or a lead.</param>
/// <param name="Reason">What they or the company said; never chat text.</param>
/// <param name="At">What is older is gone and is not stored again.</param>
/// <param name="Rows">How many rows are gone so far.</param>
/// <param name="DoneAt">Null while it goes on.</param>
public sealed record Erasure(string Id, ErasureScope Scope, string Who, string ByUserid, string Reason, DateTimeOffset At, int Rows, DateTimeOffset? DoneAt = null)
{
    public Subject Subject => Scope switch
    {
        ErasureScope.Member => Subject.Member,
        ErasureScope.Lead => Subject.Lead,
        _ => Subject.Customer,
    };
}

/// <summary>Erasures, kept as their proof.</summary>
public sealed class Erasures(Tx tx)
{
    const string Columns = "id, scope, external_userid, member_code, lead_code, by_userid, reason, at, messages, done_at";

    public async Task<bool> Add(Erasure erasure) =>
        1 == await tx.InsertIfAbsent("erasures", "id", "id, scope, external_userid, member_code, lead_code, by_userid, reason, at, messages", new
        {
            erasure.Id,
            Scope = Word(erasure.Scope),
            ExternalUserid = erasure.Subject == Subject.Customer ? erasure.Who : "",
            MemberCode = erasure.Subject == Subject.Member ? erasure.Who : null,
            LeadCode = erasure.Subject == Subject.Lead ? erasure.Who : null,
            erasure.ByUserid,
            erasure.Reason,
            erasure.At,
            Messages = erasure.Rows,
        });

    public Task<int> Counted(string id, int rows) => tx.Run("update erasures set messages = messages + @rows where id = @id", new { id, rows });

    /// <summary>Their own rows went, so many of each table; a repeat after a crash finds none and leaves the first count.</summary>
    public Task<int> Gone(string id, IReadOnlyList<FoundCount> gone) => tx.Run(
        "update erasures set messages = messages + @rows, gone = coalesce(gone, @gone) where id = @id",
        new { id, rows = (int)gone.Sum(count => count.Rows), gone = Json.Text(gone.Where(count => count.Rows > 0).ToList()) });

    /// <summary>The end of it.</summary>
    public Task<int> Done(string id, DateTimeOffset now) => tx.Run("update erasures set done_at = @now where id = @id", new { id, now });

    public async Task<Erasure?> ById(string id) =>
        (await tx.One<Row>($"select {Columns} from erasures where id = @id", new { id }))?.Erasure;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Erasure>> Newest(int count) =>
        [.. (await tx.All<Row>($"select {Columns} from erasures order by at desc, id desc {tx.Dialect.Limit}", new { count })).Select(row => row.Erasure)];

    /// <summary>What was begun and not ended: the process died in the middle.</summary>
    public async Task<IReadOnlyList<Erasure>> Unfinished() =>
        [.. (await tx.All<Row>($"select {Columns} from erasures where scope is not null and done_at is null order by at")).Select(row => row.Erasure)];

    /// <summary>Until when each customer's words were erased; customers without an erasure are not there.</summary>
    /// <param name="externalUserids">At most 500.</param>
    public Task<IReadOnlyDictionary<string, DateTimeOffset>> Until(IReadOnlyCollection<string> externalUserids) => Map(
        "select external_userid as who, max(at) as until from erasures where external_userid in @ids group by external_userid", externalUserids);

    /// <summary>Until when customers were erased whole: what WeCom knows of older relations is not stored again.</summary>
    /// <param name="externalUserids">At most 500.</param>
    public Task<IReadOnlyDictionary<string, DateTimeOffset>> Whole(IReadOnlyCollection<string> externalUserids) => Map(
        "select external_userid as who, max(at) as until from erasures where scope = 'customer' and external_userid in @ids group by external_userid", externalUserids);

    /// <param name="codes">At most 500.</param>
    public Task<IReadOnlyDictionary<string, DateTimeOffset>> Members(IReadOnlyCollection<string> codes) => Map(
        "select member_code as who, max(at) as until from erasures where scope = 'member' and member_code in @ids group by member_code", codes);

    /// <param name="codes">At most 500.</param>
    public Task<IReadOnlyDictionary<string, DateTimeOffset>> Leads(IReadOnlyCollection<string> codes) => Map(
        "select lead_code as who, max(at) as until from erasures where scope = 'lead' and lead_code in @ids group by lead_code", codes);

    async Task<IReadOnlyDictionary<string, DateTimeOffset>> Map(string text, IReadOnlyCollection<string> ids) =>
        (await tx.All<Limit>(text, new { ids = tx.Many(ids) })).ToDictionary(row => row.Who, row => row.Until, StringComparer.Ordinal);

    static string Word(ErasureScope scope) => scope.ToString().ToLowerInvariant();

    sealed class Limit
    {
        public required string Who { get; init; }
        public required DateTimeOffset Until { get; init; }
    }

    sealed class Row
    {
        public required string Id { get; init; }
        public string? Scope { get; init; }
        public required string ExternalUserid { get; init; }
        public string? MemberCode { get; init; }
        public string? LeadCode { get; init; }
        public required string ByUserid { get; init; }
        public required string Reason { get; init; }
        public required DateTimeOffset At { get; init; }
        public required int Messages { get; init; }
        public DateTimeOffset? DoneAt { get; init; }

        // Rows of the time when only words could be erased say nothing of a scope.
        public Erasure Erasure => new(
            Id, Scope is null ? ErasureScope.Words : Enum.Parse<ErasureScope>(Scope, ignoreCase: true), MemberCode ?? LeadCode ?? ExternalUserid, ByUserid, Reason, At, Messages, DoneAt);
    }
}
