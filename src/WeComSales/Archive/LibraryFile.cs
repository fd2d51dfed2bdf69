using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace WeComSales.Archive;

/// <summary>For which machine a native library was built, by its first bytes; it is not loaded.</summary>
static class LibraryFile
{
    public const string Absent = "absent";
    public const string Unknown = "unknown";

    /// <summary>The name of an <see cref="Architecture"/>, or one of the two words.</summary>
    public static string MachineOf(string path)
    {
        if (!File.Exists(path))
        {
            return Absent;
        }

        Span<byte> head = stackalloc byte[4096];
        using var file = File.OpenRead(path);
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return OperatingSystem.IsWindows() ? Windows(head) : Elf(head);
    }

    /// <summary>System V ABI: the machine stands at 18, two bytes.</summary>
    static string Elf(ReadOnlySpan<byte> head) => head.Length > 20 && head.StartsWith("\u007fELF"u8)
        ? BinaryPrimitives.ReadUInt16LittleEndian(head[18..]) switch
        {
            62 => nameof(Architecture.X64),
            183 => nameof(Architecture.Arm64),
            3 => nameof(Architecture.X86),
            _ => Unknown,
        }
        : Unknown;

    /// <summary>PE: the header's place stands at 60, the machine four bytes behind its beginning.</summary>
    static string Windows(ReadOnlySpan<byte> head) =>
        head.Length > 64 && head.StartsWith("MZ"u8) && BinaryPrimitives.ReadInt32LittleEndian(head[60..]) is > 0 and var at && at + 6 <= head.Length
            ? BinaryPrimitives.ReadUInt16LittleEndian(head[(at + 4)..]) switch
            {
                0x8664 => nameof(Architecture.X64),
                0xAA64 => nameof(Architecture.Arm64),
                0x14C => nameof(Architecture.X86),
                _ => Unknown,
            }
            : Unknown;
}
