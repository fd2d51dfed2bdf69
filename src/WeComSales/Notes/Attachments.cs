using WeComSales.Data;
using WeComSales.People;
using WeComSales.WeCom;

namespace WeComSales.Notes;

/// <summary>The file behind a forwarded image or voice, or why it is missing.</summary>
public sealed record FetchedMedia(string MediaId, byte[]? Bytes, MediaFetched? File, string? Missing)
{
    public NoteAttachment For(string draftId) => new()
    {
        DraftId = draftId,
        MediaId = MediaId,
        FileName = File?.Name,
        ContentType = File?.ContentType,
        SizeBytes = Bytes?.LongLength ?? 0,
        Bytes = Bytes,
        Missing = Missing,
    };
}

/// <summary>Fetches what was forwarded at once: WeCom keeps it for three days only (D90239).</summary>
public sealed class Attachments(WeComClient client)
{
    const int Tries = 3;

    /// <summary>After three tries the draft goes on without the file and says so; the rep is not kept waiting for hours.</summary>
    /// <param name="missing">What the rep reads then.</param>
    /// <exception cref="MediaNotFetchedException">A passing fault; the callback is tried again.</exception>
    public async Task<FetchedMedia> Fetch(string mediaId, string missing, int attempt)
    {
        using var bytes = new MemoryStream();
        var media = await client.Download(mediaId, bytes, CancellationToken.None);
        return media.Failure switch
        {
            null => new FetchedMedia(mediaId, bytes.ToArray(), media.Value, null),
            { Reaction.Class: ErrorClass.Transient or ErrorClass.UnknownOutcome or ErrorClass.Frequency } passing when attempt < Tries =>
                throw new MediaNotFetchedException(Asking.Reason(passing)),
            _ => new FetchedMedia(mediaId, null, null, missing),
        };
    }
}

public sealed class MediaNotFetchedException(string detail) : Exception($"The forwarded media could not be fetched: {detail}");
