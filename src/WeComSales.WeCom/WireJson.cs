using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace WeComSales.WeCom;

/// <summary>JSON as WeCom wants it: raw UTF-8 without \u escapes (40033), no nulls, and the same bytes for the same values.</summary>
static class WireJson
{
    static readonly JsonWriterOptions options = new() { Encoder = new RawEncoder() };

    /// <summary>The types of the wire with the wire's own encoder.</summary>
    public static WireTypes Types { get; } = new(new JsonSerializerOptions(WireTypes.Default.Options) { Encoder = options.Encoder });

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

    /// <summary>The bytes of one record.</summary>
    public static byte[] Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);
}

/// <summary>Everything that goes over the wire as JSON by a record.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TemplateCard))]
[JsonSerializable(typeof(AnswerHead))]
[JsonSerializable(typeof(EmptyAnswer))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(MessageSent))]
[JsonSerializable(typeof(UpdateCardAnswer))]
[JsonSerializable(typeof(MediaUploaded))]
[JsonSerializable(typeof(WeComUser))]
[JsonSerializable(typeof(AgentAnswer))]
[JsonSerializable(typeof(UserListAnswer))]
[JsonSerializable(typeof(UserIdsAnswer))]
[JsonSerializable(typeof(DepartmentListAnswer))]
[JsonSerializable(typeof(DepartmentIdsAnswer))]
[JsonSerializable(typeof(DepartmentAnswer))]
[JsonSerializable(typeof(ExternalUserIdsAnswer))]
[JsonSerializable(typeof(FollowUserIdsAnswer))]
[JsonSerializable(typeof(ExternalContactAnswer))]
[JsonSerializable(typeof(ExternalContactBatchAnswer))]
[JsonSerializable(typeof(CorpTagListAnswer))]
[JsonSerializable(typeof(BehaviorAnswer))]
[JsonSerializable(typeof(SignedInUser))]
sealed partial class WireTypes : JsonSerializerContext;
