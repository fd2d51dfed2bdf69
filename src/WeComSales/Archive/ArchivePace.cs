namespace WeComSales.Archive;

/// <summary>How the reader is supervised; real time throughout, because it is about a process and not about days and hours.</summary>
/// <param name="LeaseSeconds">For how long this instance is the reader without saying so again.</param>
/// <param name="Renew">How often it says so.</param>
/// <param name="Poll">How long after the last look the archive is looked at again when WeCom's callback does not come.</param>
/// <param name="Patience">A reader that was asked and says nothing for so long hangs, and is killed.</param>
/// <param name="Rest">Before the first restart; doubled each time, up to <paramref name="LongestRest"/>.</param>
public sealed record ArchivePace(int LeaseSeconds, TimeSpan Renew, TimeSpan Poll, TimeSpan Patience, TimeSpan Rest, TimeSpan LongestRest)
{
    public static ArchivePace From(DatabaseSettings database, ArchiveSettings archive) => new(
        database.LeaseSeconds, TimeSpan.FromSeconds(database.RenewSeconds), TimeSpan.FromSeconds(archive.PullSeconds),
        TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));

    /// <summary>A fault that only a person can mend is not tried every second.</summary>
    public TimeSpan RestAfter(string fault, int failures)
    {
        var rest = Rest * Math.Pow(2, Math.Min(failures - 1, 20) + (ArchiveFaults.NeedAPerson(fault) ? 6 : 0));
        return rest < LongestRest ? rest : LongestRest;
    }
}
