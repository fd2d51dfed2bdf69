namespace WeComSales.Data;

/// <summary>A message that no key opened yet, as WeCom gave it.</summary>
/// <param name="Why"><c>key</c>: no key of this version was there; <c>closed</c>: the key did not open it; <c>unreadable</c>: what came out was no message.</param>
public sealed record SealedMessage(long Seq, string Msgid, string Why, int KeyVersion, string EncryptedKey, string EncryptedText)
{
    SealedMessage() : this(0, "", "", 0, "", "")
    {
    }
}

/// <summary>How many wait, of one version and for one reason.</summary>
public sealed class SealedCount
{
    public required string Why { get; init; }
    public required int KeyVersion { get; init; }
    public required long Messages { get; init; }
    public required DateTimeOffset Since { get; init; }
}

/// <summary>Nothing is lost for want of a key: WeCom gives a message for five days only, so it is kept as it came.</summary>
public sealed class SealedMessages(Tx tx)
{
    const string Columns = "seq, msgid, why, key_version, encrypted_key, encrypted_text";

    /// <param name="crashes">How often opening it brought the library down; null when it did not.</param>
    public Task<int> Add(SealedMessage message, DateTimeOffset now, int? crashes = null) => tx.InsertIfAbsent("sealed_messages", "seq", Columns + ", crashes, recorded_at", new
    {
        message.Seq,
        message.Msgid,
        message.Why,
        message.KeyVersion,
        message.EncryptedKey,
        message.EncryptedText,
        Crashes = crashes,
        RecordedAt = now,
    });

    /// <summary>The next ones behind a seq whose version is one of these; those that brought the library down are not among them.</summary>
    public Task<IReadOnlyList<SealedMessage>> Of(IReadOnlyCollection<int> versions, long afterSeq, int count) => tx.All<SealedMessage>(
        $"select {Columns} from sealed_messages where key_version in @versions and seq > @afterSeq and crashes is null order by seq {tx.Dialect.Limit}",
        new { versions = tx.Many(versions), afterSeq, count });

    /// <summary>The next one behind a seq that brought the library down and was kept whole.</summary>
    public Task<SealedMessage?> Fallen(long afterSeq) => tx.One<SealedMessage>(
        $"select {Columns} from sealed_messages where crashes is not null and key_version > 0 and seq > @afterSeq order by seq {tx.Dialect.Limit}", new { afterSeq, count = 1 });

    /// <summary>The numbers of the newest that brought the library down, and of how many.</summary>
    public async Task<(IReadOnlyList<long> Seqs, long Count)> Crashed(int most) => (
        await tx.All<long>($"select seq from sealed_messages where crashes is not null order by seq desc {tx.Dialect.Limit}", new { count = most }),
        await tx.One<long>("select count(*) from sealed_messages where crashes is not null"));

    public Task<int> Remove(long seq) => tx.Run("delete from sealed_messages where seq = @seq", new { seq });

    public Task<int> Forget(DateTimeOffset before) => tx.Run("delete from sealed_messages where recorded_at < @before", new { before });

    public Task<IReadOnlyList<SealedCount>> Counts() => tx.All<SealedCount>(
        "select why, key_version, count(*) as messages, min(recorded_at) as since from sealed_messages where crashes is null group by why, key_version order by key_version, why");
}
