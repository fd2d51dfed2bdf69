using System.Globalization;

namespace WeComSales.Pdf;

/// <summary>A colour of the screen; its grey on paper is 0.3 R + 0.59 G + 0.11 B.</summary>
public readonly record struct Paint(byte Red, byte Green, byte Blue)
{
    /// <summary>From <c>0xRRGGBB</c>.</summary>
    public static Paint Of(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    internal string Operands => string.Create(CultureInfo.InvariantCulture, $"{Red / 255.0:0.###} {Green / 255.0:0.###} {Blue / 255.0:0.###}");
}

/// <summary>Where a text stands in the room it has.</summary>
public enum Side { Left, Right, Centre }
