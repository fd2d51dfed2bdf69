using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WeComSales.WeCom;

/// <summary>JSON as WeCom wants it: raw UTF-8, because it refuses \u escapes (40033), and the same bytes for the same values.</summary>
static class WireJson
{
    static readonly JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of one object.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
