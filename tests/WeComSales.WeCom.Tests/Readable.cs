using System.Text.Encodings.Web;
using System.Text.Json;

namespace WeComSales.WeCom.Tests;

/// <summary>A record with everything in it as one text, so that lists inside compare by content.</summary>
public static class Readable
{
    static readonly JsonSerializerOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(object value) => $"{value.GetType().Name} {JsonSerializer.Serialize(value, options)}";
}
