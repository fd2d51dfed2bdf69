using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeComSales.Data;

/// <summary>How lists and small records are kept in one column: readable Chinese, names for enums, no nulls.</summary>
static class Json
{
    static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Readable);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Readable)
        ?? throw new InvalidDataException($"A json column holds null where {typeof(T).Name} is expected.");
}
