using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace WeComSales.Pdf;

/// <summary>Numbered objects, and the table that says where each begins (ISO 32000-1, 7.5).</summary>
sealed class PdfFile
{
    readonly List<byte[]> objects = [];

    /// <summary>A number for an object that others refer to before it is written.</summary>
    public int Reserve()
    {
        objects.Add([]);
        return objects.Count;
    }

    public void Set(int number, string content) => objects[number - 1] = Encoding.ASCII.GetBytes(content);

    public int Add(string content)
    {
        objects.Add(Encoding.ASCII.GetBytes(content));
        return objects.Count;
    }

    /// <summary>A compressed stream with further entries in its dictionary.</summary>
    public int AddStream(string entries, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(content);
        }

        using var whole = new MemoryStream();
        whole.Write(Encoding.ASCII.GetBytes($"<< {entries} /Filter /FlateDecode /Length {packed.Length} >>\nstream\n"));
        packed.WriteTo(whole);
        whole.Write("\nendstream"u8);
        objects.Add(whole.ToArray());
        return objects.Count;
    }

    /// <summary>The id is a hash of the content, so that the same document is the same file.</summary>
    public byte[] Save(int catalog, int properties)
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n%"u8);
        file.Write([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var places = new List<long>();
        for (var index = 0; index < objects.Count; index++)
        {
            places.Add(file.Position);
            file.Write(Encoding.ASCII.GetBytes($"{index + 1} 0 obj\n"));
            file.Write(objects[index]);
            file.Write("\nendobj\n"u8);
        }

        var table = file.Position;
        var id = Convert.ToHexString(SHA256.HashData(file.ToArray())[..16]);
        var end = new StringBuilder($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        places.ForEach(place => end.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        end.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {places.Count + 1} /Root {catalog} 0 R /Info {properties} 0 R /ID [<{id}> <{id}>] >>\n");
        end.Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n");
        file.Write(Encoding.ASCII.GetBytes(end.ToString()));
        return file.ToArray();
    }

    /// <summary>A text string: UTF-16 with its mark, as hexadecimal.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    public static string Date(DateTimeOffset time)
    {
        var offset = time.Offset;
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"(D:{time:yyyyMMddHHmmss}{sign}{offset:hh}'{offset:mm}')");
    }
}
