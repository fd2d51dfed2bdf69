using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Notes;

/// <summary>The file behind a forwarded image or voice, or why it is missing.</summary>
public sealed record FetchedMedia(string MediaId, MediaFile? File, string? Missing)
{
    public NoteAttachment For(string draftId) => new()
    {
        DraftId = draftId,
        MediaId = MediaId,
        FileName = File?.FileName,
        ContentType = File?.ContentType,
        SizeBytes = File?.Bytes.LongLength ?? 0,
        Bytes = File?.Bytes,
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
        var media = await client.GetMedia(mediaId);
        return media.Failure switch
        {
            null => new FetchedMedia(mediaId, media.Value, null),
            { Reaction: Reaction.Transient or Reaction.UnknownOutcome or Reaction.Frequency } passing when attempt < Tries =>
                throw new MediaNotFetchedException(passing.Detail),
            _ => new FetchedMedia(mediaId, null, missing),
        };
    }
}

public sealed class MediaNotFetchedException(string detail) : Exception($"The forwarded media could not be fetched: {detail}");
