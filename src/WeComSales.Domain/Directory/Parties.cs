namespace WeComSales.Domain;

/// <summary>Everything that can tell who stands above somebody, nearest first.</summary>
/// <param name="MappedLeader">From our own directory import; comes first.</param>
/// <param name="DirectLeader">From WeCom's directory.</param>
/// <param name="LeadersUpwards">Leaders of the main department, then of each parent department.</param>
/// <param name="Default">The configured answer when the directory has none.</param>
public sealed record ReportingLine(
    string Userid,
    string? MappedLeader,
    string? DirectLeader,
    IReadOnlyList<IReadOnlyList<string>> LeadersUpwards,
    string? Default);

/// <summary>How a party was found, so that a page can say why this person was told.</summary>
public enum FoundBy { Mapping, DirectLeader, Department, ParentDepartment, Default, Owner, Handed, Role, Admin }

/// <summary>One of the people to tell, or the reason why there is none.</summary>
public abstract record Party
{
    public sealed record Found(string Userid, FoundBy By) : Party;

    public sealed record Missing(string Why) : Party;
}

/// <summary>Who is told about somebody's opportunity (F3). Nobody is skipped silently.</summary>
public static class Parties
{
    /// <summary>
    /// The manager: own mapping, direct leader, leader of the main department, of its parents, the configured default.
    /// Somebody never manages themselves, and somebody who left manages nobody: the next one up does.
    /// </summary>
    public static Party ManagerOf(ReportingLine line, Func<string, bool> works)
    {
        var candidates = Candidates(line).ToList();
        foreach (var candidate in candidates)
        {
            if (candidate.Userid != line.Userid && works(candidate.Userid))
            {
                return candidate;
            }
        }

        return new Party.Missing(candidates.Count == 0
            ? "通讯录里没有设置上级，也没有默认主管"
            : "通讯录里的上级都已离职或就是本人，也没有可用的默认主管");
    }

    static IEnumerable<Party.Found> Candidates(ReportingLine line)
    {
        if (line.MappedLeader is { } mapped)
        {
            yield return new(mapped, FoundBy.Mapping);
        }

        if (line.DirectLeader is { } direct)
        {
            yield return new(direct, FoundBy.DirectLeader);
        }

        for (var level = 0; level < line.LeadersUpwards.Count; level++)
        {
            foreach (var leader in line.LeadersUpwards[level])
            {
                yield return new(leader, level == 0 ? FoundBy.Department : FoundBy.ParentDepartment);
            }
        }

        if (line.Default is { } fallback)
        {
            yield return new(fallback, FoundBy.Default);
        }
    }
}
