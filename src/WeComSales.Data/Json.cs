using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>How lists and small records are kept in one column: readable Chinese, names for enums, no nulls.</summary>
static class Json
{
    static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new FiguresJson() },
    };

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Readable);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Readable)
        ?? throw new InvalidDataException($"A json column holds null where {typeof(T).Name} is expected.");
}

/// <summary>Figures as the list of their counts, in the order of the enumeration.</summary>
sealed class FiguresJson : JsonConverter<Figures>
{
    public override Figures Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Figures.Stored(JsonSerializer.Deserialize<int[]>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, Figures value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Counts, options);
}
