using System.Text.RegularExpressions;

namespace WeComSales.Domain;

/// <summary>A member's or a product's code as a camera, a gun or a thumb gives it.</summary>
public static partial class MemberCode
{
    public const int Longest = 64;

    /// <summary>The code itself; null for a text that can be nobody's. WeCom names the kind of a bar code in front of it (<c>CODE_128,M001</c>).</summary>
    public static string? Read(string? scanned)
    {
        var code = Symbology().Replace(scanned ?? "", "").Trim();
        return code.Length is > 0 and <= Longest && !code.Any(char.IsControl) ? code : null;
    }

    [GeneratedRegex(@"\A\s*(?:CODE_\d{2,3}|EAN_\d{1,2}|UPC_[AE]|ITF|CODABAR|QR_CODE|DATA_MATRIX),")]
    private static partial Regex Symbology();
}
