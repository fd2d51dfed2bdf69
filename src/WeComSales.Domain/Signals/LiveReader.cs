namespace WeComSales.Domain;

/// <summary>The reader in use: replaced as a whole when the company's words change, while others go on reading.</summary>
/// <param name="first">Reads until the first replacement: the shipped words alone.</param>
/// <param name="watched">Goes around every reading, for somebody who counts and measures them.</param>
public sealed class LiveReader(SignalReader first, Func<Func<Reading>, Reading>? watched = null)
{
    volatile State now = new(first, 0);

    sealed record State(SignalReader Reader, int Version);

    /// <summary>Number of the lexicon version in use; 0 for the shipped words alone.</summary>
    public int Version => now.Version;

    /// <summary>What a note keeps and a card shows.</summary>
    public Reading Read(string text, DateTimeOffset sentAt, bool thread = false) =>
        watched is null ? now.Reader.Read(text, sentAt, thread) : watched(() => now.Reader.Read(text, sentAt, thread));

    public void Replace(SignalReader reader, int version) => now = new(reader, version);
}
