using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WeComSales.ArchiveReader;

/// <summary>What is written to the output: one JSON line each. Nothing of a message is ever written anywhere else.</summary>
sealed class Saying(TextWriter output)
{
    static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The official decrypted form, with its seq in front.</summary>
    public void Message(SealedMessage of, JsonElement message) => Line(json =>
    {
        json.WriteNumber("seq", of.Seq);
        if (!message.TryGetProperty("msgid", out _))
        {
            json.WriteString("msgid", of.MsgId);
        }

        foreach (var property in message.EnumerateObject().Where(property => property.Name != "seq"))
        {
            property.WriteTo(json);
        }
    });

    /// <summary>A message that could not be opened, whole, so that it can be opened once its key is there.</summary>
    /// <param name="why"><c>key</c>: no key of this version; <c>closed</c>: the key does not open it; <c>unreadable</c>: what came out is no message.</param>
    public void Sealed(SealedMessage message, string why) => AsItCame("sealed", message, why);

    /// <summary>A message that is about to be opened, whole; said at once, because the process may not live to say more.</summary>
    public void Opening(SealedMessage message)
    {
        AsItCame("opening", message, "unreadable");
        Flush();
    }

    /// <summary>There is nothing behind this seq at the moment.</summary>
    public void CaughtUp(ulong seq)
    {
        Line(json => json.WriteNumber("caughtUp", seq));
        Flush();
    }

    /// <summary>One piece of a file; the last one says so.</summary>
    public void Piece(string id, byte[] bytes, bool isLast)
    {
        Line(json =>
        {
            json.WriteString("media", id);
            json.WriteBase64String("piece", bytes);
            json.WriteBoolean("last", isLast);
        });
        Flush();
    }

    /// <summary>The file could not be had.</summary>
    public void NoMedia(string id, int code)
    {
        Line(json =>
        {
            json.WriteString("media", id);
            json.WriteNumber("code", code);
        });
        Flush();
    }

    /// <summary>Why the process is about to end.</summary>
    public void Fault(Ending ending, int code)
    {
        Line(json =>
        {
            json.WriteString("fault", ending.ToString());
            json.WriteNumber("code", code);
        });
        Flush();
    }

    public void Flush() => output.Flush();

    void AsItCame(string word, SealedMessage message, string why) => Line(json =>
    {
        json.WriteNumber("seq", message.Seq);
        json.WriteString("msgid", message.MsgId);
        json.WriteStartObject(word);
        json.WriteString("why", why);
        json.WriteNumber("version", message.Version);
        json.WriteString("key", message.Key);
        json.WriteString("text", message.Text);
        json.WriteEndObject();
    });

    void Line(Action<Utf8JsonWriter> fill)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, OneLine))
        {
            json.WriteStartObject();
            fill(json);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }
}
