using System.Buffers;
using System.Text.Encodings.Web;

namespace WeComSales.WeCom;

/// <summary>
/// Writes every character of JSON as it is. Even UnsafeRelaxedJsonEscaping escapes emoji and the full-width blank as \uXXXX, which WeCom
/// refuses (40033). Control characters, which JSON allows only in that form, become blanks for the same reason.
/// </summary>
sealed unsafe class RawEncoder : JavaScriptEncoder
{
    const int FirstPrintable = 0x20;
    static readonly SearchValues<char> special = SearchValues.Create(
        [.. Enumerable.Range(0, FirstPrintable).Select(code => (char)code), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    public override int MaxOutputCharactersPerInputCharacter => 2;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < FirstPrintable or '"' or '\\';

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var rest = new ReadOnlySpan<char>(text, textLength);
        var at = 0;
        while (true)
        {
            var found = rest[at..].IndexOfAny(special);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            // A whole pair passes; half of one is left to the base class, which replaces it.
            if (!char.IsHighSurrogate(rest[at]) || at + 1 == rest.Length || !char.IsLowSurrogate(rest[at + 1]))
            {
                return at;
            }

            at += 2;
        }
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        ReadOnlySpan<char> text = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            < FirstPrintable => " ",
            _ => char.ConvertFromUtf32(unicodeScalar),
        };
        numberOfCharactersWritten = text.TryCopyTo(new Span<char>(buffer, bufferLength)) ? text.Length : 0;
        return numberOfCharactersWritten > 0;
    }
}
