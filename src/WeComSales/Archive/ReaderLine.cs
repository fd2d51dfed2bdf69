using System.Text.Json;
using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Archive;

/// <summary>A line that the reader said (its protocol: src/WeComSales.ArchiveReader/README.md).</summary>
public abstract record ReaderLine
{
    /// <param name="Message">Its official decrypted form.</param>
    public sealed record Said(long Seq, ArchivedMessage Message) : ReaderLine;

    /// <summary>A message that could not be opened.</summary>
    public sealed record Closed(SealedMessage Message) : ReaderLine;

    /// <summary>A message that is opened next; if nothing follows, it brought the reader down.</summary>
    public sealed record Opening(SealedMessage Message) : ReaderLine;

    /// <summary>There is nothing more at the moment.</summary>
    public sealed record CaughtUp : ReaderLine;

    /// <summary>Why the process ends.</summary>
    public sealed record Fault(string Word, int Code) : ReaderLine;

    /// <exception cref="JsonException">It is no line of the protocol.</exception>
    public static ReaderLine Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var json = document.RootElement.Clone();
        try
        {
            return json switch
            {
                _ when json.TryGetProperty("caughtUp", out _) => new CaughtUp(),
                _ when json.TryGetProperty("fault", out var word) => new Fault(word.GetString() ?? "", json.GetProperty("code").GetInt32()),
                _ when json.TryGetProperty("sealed", out var kept) => new Closed(AsItCame(json, kept)),
                _ when json.TryGetProperty("opening", out var next) => new Opening(AsItCame(json, next)),
                _ => new Said(json.GetProperty("seq").GetInt64(), ArchivedMessage.Read(json)),
            };
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new JsonException("This is no line of the archive's reader.", wrong);
        }
    }

    static SealedMessage AsItCame(JsonElement json, JsonElement kept) => new(
        json.GetProperty("seq").GetInt64(), json.GetProperty("msgid").GetString() ?? "", kept.GetProperty("why").GetString() ?? "",
        kept.GetProperty("version").GetInt32(), kept.GetProperty("key").GetString() ?? "", kept.GetProperty("text").GetString() ?? "");

    /// <summary>The number by which it is acknowledged; null for what is no message.</summary>
    public long? SeqOf => this switch
    {
        Said said => said.Seq,
        Closed closed => closed.Message.Seq,
        _ => null,
    };
}
