using WeComSales.Data;

namespace WeComSales.Delivery;

/// <summary>
/// The first step of a letter with a file: its upload, once, just before the first send, and kept before the second step
/// begins (reliability rule 16). Letters of the same file share it.
/// </summary>
public sealed class FileStep(Db db, WeComDoor door)
{
    /// <summary>WeCom keeps a file 3 days (D90253); a first send uses one of at most two and a half, so that its repeats still find it.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromDays(2.5);

    /// <summary>A repeat sends the same bytes as long as WeCom has the file: another name would be another message.</summary>
    static readonly TimeSpan Known = TimeSpan.FromDays(3) - TimeSpan.FromMinutes(5);

    const int UploadSeconds = 15;
    static readonly TimeSpan SomebodyUploads = TimeSpan.FromSeconds(1);

    /// <summary>The body to send, or what stands in its way.</summary>
    public async Task<(string? Body, Verdict? Obstacle)> BodyOf(ClaimedLetter letter, DateTimeOffset now)
    {
        if (letter.FileId is not { } fileId)
        {
            return (letter.Body, null);
        }

        var since = now - (letter.FirstGatedAt is null ? Fresh : Known);
        if (await db.Read(tx => tx.OutboxFiles.Uploaded(fileId, since)) is { } uploaded)
        {
            return (With(letter, uploaded.MediaId), null);
        }

        if (!await db.Write(tx => tx.OutboxFiles.MayUpload(fileId, UploadSeconds)))
        {
            return (null, new Verdict.Later("somebody uploads the file", now + SomebodyUploads, InDoubt: false));
        }

        return await db.Read(tx => tx.OutboxFiles.ById(fileId)) is { } file
            ? await Upload(letter, file, now)
            : (null, new Verdict.Dead("the file is gone", InDoubt: false));
    }

    async Task<(string? Body, Verdict? Obstacle)> Upload(ClaimedLetter letter, OutboxFile file, DateTimeOffset now)
    {
        var (mediaId, refusal) = await door.Upload(letter, file, now, CancellationToken.None);
        if (mediaId is null)
        {
            await db.Write(tx => tx.OutboxFiles.Drop(file.Id));
            return refusal is Verdict.Later later ? Patient(letter, later, now) : (null, refusal);
        }

        await db.Write(tx => tx.OutboxFiles.Keep(file.Id, mediaId, now));
        return (With(letter, mediaId), null);
    }

    /// <summary>Nothing was sent, so no try was counted: the pause grows with the letter's age instead, for a day.</summary>
    static (string? Body, Verdict? Obstacle) Patient(ClaimedLetter letter, Verdict.Later later, DateTimeOffset now)
    {
        var age = now - letter.CreatedAt;
        return age > TimeSpan.FromDays(1)
            ? (null, new Verdict.Dead($"{later.Reason}; the file could not be uploaded for a day", InDoubt: false))
            : (null, later with { At = later.At > now + age / 4 ? later.At : now + age / 4 });
    }

    static string With(ClaimedLetter letter, string mediaId) => letter.Body.Replace(Letter.MediaPlace, mediaId, StringComparison.Ordinal);
}
