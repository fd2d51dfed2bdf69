using System.Security.Cryptography;

namespace WeComSales.Simulator;

/// <summary>A temporary file as media/upload or a phone put it there.</summary>
sealed record MediaFile(string Id, string Type, string FileName, string ContentType, byte[] Bytes, DateTimeOffset At);

/// <summary>Temporary files; each is gone three days later (D90253).</summary>
sealed class MediaShelf
{
    static readonly TimeSpan life = TimeSpan.FromDays(3);

    readonly Dictionary<string, MediaFile> files = [];

    public MediaFile Add(string type, string fileName, string contentType, byte[] bytes, DateTimeOffset now)
    {
        var file = new MediaFile(RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", 44), type, fileName, contentType, bytes, now);
        return files[file.Id] = file;
    }

    public MediaFile? Find(string id, DateTimeOffset now) => files.GetValueOrDefault(id) is { } file && now < file.At + life ? file : null;
}
