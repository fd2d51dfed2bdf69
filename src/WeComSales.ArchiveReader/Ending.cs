namespace WeComSales.ArchiveReader;

/// <summary>The exit codes. A process that the native library brought down ends by its signal instead.</summary>
enum Ending
{
    /// <summary>The input ended: the service is gone or wants no more.</summary>
    Done = 0,

    /// <summary>Started without <c>read-archive</c>, or the first line is not an opening.</summary>
    WrongUse = 2,

    /// <summary>The native library is not there, is for another machine, or lacks a function.</summary>
    Library = 10,

    /// <summary>A private key's file cannot be read or holds no RSA key.</summary>
    Keys = 11,

    /// <summary>The company id or the secret is not accepted; with an app's secret WeCom answers 48002.</summary>
    Secret = 12,

    /// <summary>This machine's address is not on the archive's list (301042).</summary>
    Ip = 13,

    /// <summary>The archive's licence has run out (301052).</summary>
    Expired = 14,

    /// <summary>The archive is not switched on (301053).</summary>
    NotEnabled = 15,

    /// <summary>WeCom could not be reached, several times in a row (10001 to 10003).</summary>
    Network = 16,

    /// <summary>Any other error of the library; its number is in the fault.</summary>
    Sdk = 17,
}

/// <summary>Reading cannot go on: why, and the library's or WeCom's own number where there is one.</summary>
sealed class ReadingEnds(Ending ending, int code = 0) : Exception($"{ending} {code}")
{
    public Ending Ending => ending;

    public int Code => code;
}
