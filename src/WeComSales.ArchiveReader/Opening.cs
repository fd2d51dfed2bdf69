using System.Text.Json;

namespace WeComSales.ArchiveReader;

/// <summary>The first line of the input: everything that reading needs. It comes by the input and not by the command line, where every process could read the secret.</summary>
/// <param name="Library">Path of the native library.</param>
/// <param name="Keys">Path of a PEM file for each <c>publickey_ver</c>.</param>
/// <param name="After">The seq of the last message that is durable; reading begins behind it.</param>
/// <param name="Limit">Messages of one pull, 1 to 1000 (D91774).</param>
/// <param name="Careful">Each message is said before it is opened, so that it is known which one brought the library down.</param>
/// <param name="TimeoutSeconds">How long the library may wait for WeCom.</param>
sealed record Opening(
    string CorpId, string Secret, string Library, IReadOnlyDictionary<string, string> Keys, ulong After, uint Limit, bool Careful, int TimeoutSeconds, string Proxy, string ProxyPassword)
{
    const uint MostAtOnce = 1000;

    /// <exception cref="ReadingEnds">The line is missing or is no opening.</exception>
    public static Opening Read(string? line)
    {
        try
        {
            using var document = JsonDocument.Parse(line ?? "");
            var json = document.RootElement;
            return new(
                Text(json, "corpId"), Text(json, "secret"), Text(json, "library"),
                json.TryGetProperty("keys", out var keys) ? keys.EnumerateObject().ToDictionary(key => key.Name, key => key.Value.GetString() ?? "") : [],
                json.TryGetProperty("after", out var after) ? after.GetUInt64() : 0,
                Math.Clamp(json.TryGetProperty("limit", out var limit) ? limit.GetUInt32() : 200, 1, MostAtOnce),
                json.TryGetProperty("careful", out var careful) && careful.GetBoolean(),
                json.TryGetProperty("timeoutSeconds", out var timeout) ? timeout.GetInt32() : 10,
                Text(json, "proxy", ""), Text(json, "proxyPassword", ""));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new ReadingEnds(Ending.WrongUse);
        }
    }

    static string Text(JsonElement json, string name, string? otherwise = null) =>
        json.TryGetProperty(name, out var value) && value.GetString() is { } text ? text : otherwise ?? throw new KeyNotFoundException(name);
}
