using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace WeComSales.WeCom;

/// <summary>What kind of file is uploaded; each has its own size limit (D90253).</summary>
public enum MediaKind
{
    /// <summary>JPG or PNG, kept below 5 MB.</summary>
    Image,

    /// <summary>AMR of at most 2 MB and 60 seconds.</summary>
    Voice,

    /// <summary>MP4 of at most 10 MB.</summary>
    Video,

    /// <summary>Anything of at most 20 MB.</summary>
    File,
}

/// <summary>A file at WeCom, usable for 3 days.</summary>
public sealed record MediaUploaded
{
    public required string MediaId { get; init; }

    /// <summary>Seconds since 1970; WeCom writes it as a string.</summary>
    public long CreatedAt { get; init; }
}

/// <summary>A file that was fetched: its name as far as WeCom gives one, its type and its length in bytes.</summary>
public sealed record MediaFetched(string? Name, string? ContentType, long Length);

public sealed partial class WeComClient
{
    /// <summary>The largest file that is fetched, in bytes.</summary>
    public const int MaxMediaBytes = 20 * 1024 * 1024;

    static readonly TimeSpan mediaDeadline = TimeSpan.FromSeconds(30);

    /// <summary>media/upload (D90253). The name is what members will see.</summary>
    public Task<ApiResult<MediaUploaded>> Upload(MediaKind kind, string fileName, ReadOnlyMemory<byte> content, CancellationToken stop)
    {
        var type = kind switch { MediaKind.Image => "image", MediaKind.Voice => "voice", MediaKind.Video => "video", _ => "file" };
        var call = new WireCall(
            HttpMethod.Post, "media/upload", $"type={type}", () => MediaForm(fileName, content), Changes: true, Deadline: mediaDeadline);
        return WithToken(token => http.Api(call, token, WireJson.Types.MediaUploaded, stop), stop);
    }

    /// <summary>media/get (D90254): writes a file of at most <see cref="MaxMediaBytes"/> to the target. A bigger one is the failure 45001; what was written until then is worthless.</summary>
    public Task<ApiResult<MediaFetched>> Download(string mediaId, Stream target, CancellationToken stop)
    {
        var call = new WireCall(HttpMethod.Get, "media/get", $"media_id={Uri.EscapeDataString(mediaId)}", Deadline: mediaDeadline);
        return WithToken(
            token => http.Stream(call, token, (response, ending) => ReadMedia(response, token, target, ending), stop), stop);
    }

    /// <summary>
    /// The form as WeCom reads it: quoted names, the file name in raw UTF-8 (it knows neither RFC 2047 nor 5987), and a boundary without quotes.
    /// </summary>
    internal static MultipartFormDataContent MediaForm(string fileName, ReadOnlyMemory<byte> content)
    {
        var name = string.Concat(fileName.Select(letter => letter is '"' or '\\' or '/' || char.IsControl(letter) ? '_' : letter));
        var part = new ReadOnlyMemoryContent(content);
        part.Headers.TryAddWithoutValidation(
            "Content-Disposition", string.Create(CultureInfo.InvariantCulture, $"form-data; name=\"media\"; filename=\"{name}\"; filelength={content.Length}"));
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var boundary = $"----{Guid.NewGuid():N}";
        var form = new MultipartFormDataContent(boundary) { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        form.Add(part);
        form.Headers.Remove("Content-Type");
        form.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
        return form;
    }

    // An error comes as JSON without a file name; a file, even a JSON one, always has a disposition.
    static async Task<ApiResult<MediaFetched>> ReadMedia(HttpResponseMessage response, string token, Stream target, CancellationToken ending)
    {
        if (response.StatusCode != HttpStatusCode.OK || !response.Content.Headers.NonValidated.TryGetValues("Content-Disposition", out var disposition))
        {
            var error = await WireHttp.Read(response, changes: false, token, WireJson.Types.EmptyAnswer, ending);
            return new(error.Failure ?? ApiFailure.Lost("The answer holds no file.", changes: false));
        }

        var length = response.Content.Headers.ContentLength > MaxMediaBytes ? null : await CopyCapped(response, target, ending);
        return length is { } written
            ? new(new MediaFetched(FileName(disposition.ToString()), response.Content.Headers.ContentType?.MediaType, written))
            : new(ApiFailure.Answered(45001, $"The file is bigger than {MaxMediaBytes} bytes."));
    }

    static async Task<long?> CopyCapped(HttpResponseMessage response, Stream target, CancellationToken ending)
    {
        await using var source = await response.Content.ReadAsStreamAsync(ending);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            long total = 0;
            int read;
            while ((read = await source.ReadAsync(buffer, ending)) > 0)
            {
                if ((total += read) > MaxMediaBytes)
                {
                    return null;
                }

                await target.WriteAsync(buffer.AsMemory(0, read), ending);
            }

            return total;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The last segment of the file name of a Content-Disposition: of the encoded form where there is one, else of the plain one; null when there is none.</summary>
    internal static string? FileName(string disposition)
    {
        var matches = FileNamePattern().Matches(disposition);
        var coded = matches.Select(match => match.Groups["coded"]).FirstOrDefault(group => group.Success);
        return LastSegment(coded is not null
            ? Uri.UnescapeDataString(coded.Value)
            : matches.Select(match => match.Groups["plain"]).FirstOrDefault(group => group.Success)?.Value ?? "");
    }

    [GeneratedRegex("""filename\*\s*=\s*"?[^';]*'[^']*'(?<coded>[^";]+)|filename\s*=\s*(?:"(?<plain>[^"]*)"|(?<plain>[^;\s]+))""", RegexOptions.IgnoreCase)]
    private static partial Regex FileNamePattern();

    static string? LastSegment(string name) => name[(name.LastIndexOfAny(['/', '\\']) + 1)..] is { Length: > 0 } last ? last : null;
}
