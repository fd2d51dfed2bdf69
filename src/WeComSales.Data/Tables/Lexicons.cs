using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>One state of the company's own words; never changed once made.</summary>
public sealed record LexiconVersion(int Number, IReadOnlyList<TenantWord> Words, string Remark, string MadeBy, DateTimeOffset MadeAt);

/// <summary>A version without its words, for lists.</summary>
public sealed class LexiconVersionLine
{
    public required int Number { get; init; }
    public required string Remark { get; init; }
    public required string MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>How often reps struck or added a label on the same words.</summary>
public sealed class FeedbackCount
{
    public required string Label { get; init; }
    public required string Term { get; init; }
    public required string Act { get; init; }
    public required int Times { get; init; }
}

/// <summary>The company's own words in versions, and which is in use (F7).</summary>
public sealed class Lexicons(Tx tx)
{
    /// <summary>Adds a version behind the newest one.</summary>
    /// <returns>Its number; null when another was added meanwhile, then the next try takes the next number.</returns>
    public async Task<int?> Add(IReadOnlyList<TenantWord> words, string remark, string by, DateTimeOffset now)
    {
        var number = 1 + await tx.One<int>("select coalesce(max(number), 0) from lexicon_versions");
        var added = await tx.InsertIfAbsent("lexicon_versions", "number", "id, number, words, remark, made_by, made_at",
            new { Id = Ids.New(now), Number = number, Words = Json.Text(words), Remark = remark, MadeBy = by, MadeAt = now });
        return added == 1 ? number : null;
    }

    public async Task<LexiconVersion?> ByNumber(int number) =>
        (await tx.One<Row>("select number, words, remark, made_by, made_at from lexicon_versions where number = @number", new { number }))?.Version;

    public Task<IReadOnlyList<LexiconVersionLine>> Newest(int count) => tx.All<LexiconVersionLine>(
        $"select number, remark, made_by, made_at from lexicon_versions order by number desc {tx.Dialect.Limit}", new { count });

    /// <summary>The number in use; 0 while none was ever activated.</summary>
    public async Task<int> Active() => await tx.One<int>(
        "select coalesce(max(version_number), 0) from lexicon_activations where seq = (select max(seq) from lexicon_activations)");

    /// <summary>From now on this version is in use. False when there is no such version, or another was activated at the same moment.</summary>
    public async Task<bool> Activate(int number, string by, DateTimeOffset now)
    {
        if (await ByNumber(number) is null) return false;
        var seq = 1 + await tx.One<int>("select coalesce(max(seq), 0) from lexicon_activations");
        return 1 == await tx.InsertIfAbsent("lexicon_activations", "seq", "id, seq, version_number, by_userid, at",
            new { Id = Ids.New(now), Seq = seq, VersionNumber = number, ByUserid = by, At = now });
    }

    /// <summary>What reps struck or added at least so often, the most frequent first.</summary>
    public Task<IReadOnlyList<FeedbackCount>> Feedback(int least, int count) => tx.All<FeedbackCount>(
        $"""
        select label, term, act, count(*) as times from signal_feedback group by label, term, act
        having count(*) >= @least order by count(*) desc, label, term {tx.Dialect.Limit}
        """,
        new { least, count });

    sealed class Row
    {
        public required int Number { get; init; }
        public required string Words { get; init; }
        public required string Remark { get; init; }
        public required string MadeBy { get; init; }
        public required DateTimeOffset MadeAt { get; init; }

        public LexiconVersion Version => new(Number, Json.Read<List<TenantWord>>(Words), Remark, MadeBy, MadeAt);
    }
}
