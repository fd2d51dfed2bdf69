using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>How it stands with the session archive, in words for whoever operates the service.</summary>
static class ArchiveHealth
{
    const int MostNamed = 5;

    /// <summary>WeCom gives a message for five days (D91774).</summary>
    static readonly TimeSpan Window = TimeSpan.FromDays(5);
    static readonly TimeSpan WarnBefore = TimeSpan.FromDays(2);

    /// <summary>Told, and no reason to be taken out of service: everything else works without it.</summary>
    public static async Task<Part> Of(Db db, AppSettings settings, DateTimeOffset now)
    {
        if (settings.WeCom.Archive is null)
        {
            return new("archive", true, "off");
        }

        var (state, kept, fallen) = await db.Read(async tx => (await tx.ArchivePositions.State(), await tx.SealedMessages.Counts(), await tx.SealedMessages.Crashed(MostNamed)));
        return new("archive", true, string.Join("; ", Words(state, kept, fallen, now)));
    }

    static IEnumerable<string> Words(ArchiveState? state, IReadOnlyList<SealedCount> kept, (IReadOnlyList<long> Seqs, long Count) fallen, DateTimeOffset now)
    {
        if (state is null)
        {
            yield return "not read yet";
            yield break;
        }

        yield return state.Fault is { } fault
            ? $"{Reason(fault)}{(state.FaultCode is > 0 ? $" ({state.FaultCode})" : "")}, since {state.FaultSince:u}"
            : "read";
        yield return $"at message {state.Seq}, everything up to {(state.CaughtUpAt is { } at ? $"{at:u}" : "nothing")}";
        if ((state.CaughtUpAt ?? state.FaultSince) is { } last && last + Window - now is var left && left < Window - WarnBefore)
        {
            yield return left > TimeSpan.Zero
                ? $"messages will be lost in {(int)left.TotalHours} hours: WeCom gives them for five days"
                : "messages are being lost: WeCom gives them for five days";
        }

        foreach (var one in kept)
        {
            yield return one.Why == "key"
                ? $"private key version {one.KeyVersion} is missing: {one.Messages} messages wait for it"
                : $"{one.Messages} messages of key version {one.KeyVersion} could not be opened";
        }

        if (fallen.Count > 0)
        {
            yield return $"{fallen.Count} messages brought the native library down and are kept unopened ({string.Join(", ", fallen.Seqs)}{(fallen.Count > MostNamed ? ", …" : "")}): they are tried again when the service starts with a newer library";
        }
    }

    static string Reason(string fault) => fault switch
    {
        "NoProgram" => "the program in WeCom:Archive:Reader cannot be started",
        "Library" => "the Finance SDK's native library cannot be loaded: see WeCom:Archive:Library",
        "Keys" => "a file in WeCom:Archive:PrivateKeys holds no RSA private key",
        "Secret" => "WeCom refuses WeCom:Archive:Secret: it is the secret of 会话内容存档, not of the app",
        "Ip" => "WeCom refuses this machine's IP: add it to 会话内容存档 → 可信IP",
        "Expired" => "the licence of 会话内容存档 has expired",
        "NotEnabled" => "会话内容存档 is not switched on",
        "Network" => "WeCom cannot be reached",
        "Crashed" => "the reader ended without a word and is restarted",
        "Hung" => "the reader hung, was ended and is restarted",
        _ => $"the reader ended: {fault}",
    };
}
