using System.Text.Encodings.Web;
using System.Text.Json;

namespace WeComSales.Data;

/// <summary>How lists and small records are kept in one column: readable Chinese, no nulls.</summary>
static class Json
{
    static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Readable);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Readable)!;

    public static IReadOnlyDictionary<string, string>? Columns(string? text) =>
        text is null ? null : Read<Dictionary<string, string>>(text);
}
