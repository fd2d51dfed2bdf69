namespace WeComSales.Simulator;

/// <summary>Media that a phone can send when nobody chose any, and the pictures of the demo chats.</summary>
static class Samples
{
    /// <summary>A picture of one pixel.</summary>
    public static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mM8c+bMfwAHgAMpWCbL5QAAAABJRU5ErkJggg==");

    /// <summary>Half a second of silence in AMR: a header and 25 empty frames.</summary>
    public static readonly byte[] Voice = [.. "#!AMR\n"u8, .. Enumerable.Repeat<byte[]>([0x3C, .. new byte[31]], 25).SelectMany(frame => frame)];

    public static readonly byte[] Video = [0, 0, 0, 0x18, .. "ftypmp42"u8, 0, 0, 0, 0, .. "mp42isom"u8];

    static readonly Lazy<Dictionary<string, byte[]>> pictures = new(() =>
        Directory.GetFiles(Path.Combine(CompanyFile.DemoFolder, "pictures")).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes));

    /// <summary>The demo's pictures by file name.</summary>
    public static IReadOnlyDictionary<string, byte[]> Pictures => pictures.Value;

    /// <summary>A competitor's quotation, photographed.</summary>
    public static byte[] QuoteSheet => Pictures["quote-sheet.png"];
}
