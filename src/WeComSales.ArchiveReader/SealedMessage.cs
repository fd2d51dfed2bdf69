using System.Text.Json;

namespace WeComSales.ArchiveReader;

/// <summary>A message as WeCom hands it out: encrypted by a random key, which is encrypted by the company's public key of a version (D91774).</summary>
sealed record SealedMessage(ulong Seq, string MsgId, int Version, string Key, string Text)
{
    /// <summary>The messages of one answer, in the order of their seq.</summary>
    /// <exception cref="FinanceSdkException">The answer holds an error, or is no answer.</exception>
    public static IReadOnlyList<SealedMessage> ReadAll(byte[] answer)
    {
        const int Unparsable = 10002;
        try
        {
            using var document = JsonDocument.Parse(answer);
            var json = document.RootElement;
            if (json.TryGetProperty("errcode", out var code) && code.GetInt32() != 0)
            {
                throw new FinanceSdkException(code.GetInt32());
            }

            return json.TryGetProperty("chatdata", out var all) && all.ValueKind == JsonValueKind.Array
                ? [.. all.EnumerateArray().Select(Read).OrderBy(message => message.Seq)]
                : [];
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new FinanceSdkException(Unparsable);
        }
    }

    /// <summary>One message of an answer, or one that the service kept and hands back.</summary>
    public static SealedMessage Read(JsonElement json) => new(
        json.GetProperty("seq").GetUInt64(), json.GetProperty("msgid").GetString() ?? "", json.GetProperty("publickey_ver").GetInt32(),
        json.GetProperty("encrypt_random_key").GetString() ?? "", json.GetProperty("encrypt_chat_msg").GetString() ?? "");
}
