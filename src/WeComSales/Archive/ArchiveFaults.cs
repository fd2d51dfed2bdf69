namespace WeComSales.Archive;

/// <summary>Why reading the archive ended: the reader's own words, and what only the one outside can see.</summary>
public static class ArchiveFaults
{
    /// <summary>The program could not be started.</summary>
    public const string NoProgram = "NoProgram";

    /// <summary>It ended without a word, as after a crash in the native library.</summary>
    public const string Crashed = "Crashed";

    /// <summary>It said nothing for too long.</summary>
    public const string Hung = "Hung";

    /// <summary>It said something that is no line of the protocol.</summary>
    public const string Nonsense = "Nonsense";

    /// <summary>It fell by itself; who is ended from outside (SIGKILL, SIGTERM; -1 on Windows) did not fall over a message.</summary>
    public static bool IsFall(string fault, int exitCode) => fault == Crashed && exitCode is not (137 or 143 or -1);

    public static bool NeedAPerson(string fault) =>
        fault is NoProgram or "WrongUse" or "Library" or "Keys" or "Secret" or "Ip" or "Expired" or "NotEnabled";
}
