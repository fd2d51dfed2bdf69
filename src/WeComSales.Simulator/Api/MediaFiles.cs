using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static WeComSales.Simulator.Refusal;

namespace WeComSales.Simulator;

/// <summary>media/upload and media/get (D90253). The upload is read byte by byte, as the real server does not understand what mail programs allow in a file name.</summary>
sealed partial class MediaFiles(World world)
{
    const int Smallest = 5;
    const int Mega = 1024 * 1024;

    static readonly Dictionary<string, (int Most, string ContentType)> types = new()
    {
        ["image"] = (10 * Mega, "image/png"), ["voice"] = (2 * Mega, "voice/amr"), ["video"] = (10 * Mega, "video/mp4"), ["file"] = (20 * Mega, "application/octet-stream"),
    };

    public ApiAnswer Upload(ApiRequest call)
    {
        if (call.Query("type") is not { } type || !types.TryGetValue(type, out var rule))
        {
            return new Refusal(40005, "invalid type");
        }

        if (!Read(call, out var fileName, out var bytes))
        {
            return new Refusal(44001, "empty media data");
        }

        return (Unless(bytes.Length > Smallest, 40006, "invalid media size")
            ?? Unless(bytes.Length <= rule.Most, 45001, "media size out of limit")
            ?? Unless(LooksLike(type, bytes), 40004, "invalid media type")) is { } refusal
            ? refusal
            : Stored(call, type, fileName, rule.ContentType, bytes);
    }

    public ApiAnswer Get(ApiRequest call) => call.Query("media_id") is { } id && world.Media.Find(id, call.Now) is { } file
        ? new ApiAnswer(null, file)
        : new Refusal(40007, "invalid media_id");

    ApiAnswer Stored(ApiRequest call, string type, string fileName, string contentType, byte[] bytes)
    {
        var file = world.Media.Add(type, fileName, contentType, bytes, call.Now);
        return ApiAnswer.Ok(("type", type), ("media_id", file.Id), ("created_at", JsonValue.Create(call.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>One part named media, name and file name in quotes and in raw UTF-8, the boundary bare: anything else is no media (44001).</summary>
    static bool Read(ApiRequest call, out string fileName, out byte[] bytes)
    {
        (fileName, bytes) = ("", []);
        if (Boundary().Match(call.Http.ContentType ?? "") is not { Success: true } boundary)
        {
            return false;
        }

        var opening = Encoding.ASCII.GetBytes($"--{boundary.Groups[1].Value}\r\n");
        var closing = Encoding.ASCII.GetBytes($"\r\n--{boundary.Groups[1].Value}--");
        var body = call.Body.AsSpan();
        var head = body.IndexOf("\r\n\r\n"u8);
        var end = body.LastIndexOf(closing);
        if (!body.StartsWith(opening) || head < 0 || end < head + 4)
        {
            return false;
        }

        var part = Disposition().Match(Encoding.UTF8.GetString(body[opening.Length..head]));
        bytes = body[(head + 4)..end].ToArray();
        fileName = part.Groups["name"].Value;
        return part.Success && !fileName.StartsWith("=?", StringComparison.Ordinal)
            && (!part.Groups["length"].Success || int.Parse(part.Groups["length"].Value, CultureInfo.InvariantCulture) == bytes.Length);
    }

    static bool LooksLike(string type, byte[] bytes) => type switch
    {
        "image" => bytes.AsSpan(1).StartsWith("PNG"u8) || bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        "voice" => bytes.AsSpan().StartsWith("#!AMR"u8),
        "video" => bytes.AsSpan(4).StartsWith("ftyp"u8),
        _ => true,
    };

    [GeneratedRegex(@"\Amultipart/form-data;\s*boundary=([0-9A-Za-z'()+_,./:=?-]{1,70})\z")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"^Content-Disposition:\s*form-data;\s*name=""media"";\s*filename=""(?<name>[^""\r\n]+)""(?:;\s*filelength=(?<length>\d+))?\s*$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Disposition();
}
