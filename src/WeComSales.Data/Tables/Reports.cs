using System.Globalization;
using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>A brief that somebody has in hand and makes.</summary>
public sealed class ClaimedBrief
{
    public required string Id { get; init; }
    public required long DepartmentId { get; init; }
    public required string Day { get; init; }
    public required string TeamName { get; init; }
    public required string TeamPath { get; init; }
    public required DateTimeOffset FromAt { get; init; }
    public required DateTimeOffset ToAt { get; init; }
    public required bool Delivers { get; init; }
    public required bool Late { get; init; }
    public required bool AtOnce { get; init; }
    public required int Version { get; init; }
    public required int Attempts { get; init; }
    public required int Epoch { get; init; }

    public BriefTeam Team => new(DepartmentId, TeamName, TeamPath);

    public DateOnly Date => DateOnly.ParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A brief that was given up, for the administrator.</summary>
public sealed class DeadBrief
{
    public required string Id { get; init; }
    public required string Day { get; init; }
    public required string TeamName { get; init; }
    public required int Attempts { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>How the rows of a day are to be made.</summary>
public sealed record BriefOrder(DateOnly Day, DateTimeOffset From, DateTimeOffset To, bool Delivers, bool Late, bool AtOnce);

/// <summary>Daily briefs (日报): which should be, which are, and what each one says.</summary>
public sealed partial class Reports(Tx tx)
{
    const string Form = "yyyy-MM-dd";
    const string Claimed =
        "id, department_id, day, team_name, team_path, from_at, to_at, delivers, late, at_once, version, attempts, epoch";

    /// <summary>The newest day that was looked after; null before the service's first start.</summary>
    public async Task<DateOnly?> NewestDay() =>
        await tx.One<string?>("select max(day) from brief_days") is { } day ? DateOnly.ParseExact(day, Form, CultureInfo.InvariantCulture) : null;

    /// <summary>When the newest brief before a day ended; null when there was none.</summary>
    public Task<DateTimeOffset?> EndBefore(DateOnly day) => tx.One<DateTimeOffset?>(
        $"select ends_at from brief_days where day < @day order by day desc {tx.Dialect.Limit}", new { day = Text(day), count = 1 });

    /// <summary>Says that a day is looked after. False when somebody was faster.</summary>
    public async Task<bool> Begin(DateOnly day, DateTimeOffset ends, DateTimeOffset now) => 1 == await tx.InsertIfAbsent(
        "brief_days", "day", "day, ends_at, created_at", new { Day = Text(day), EndsAt = ends, CreatedAt = now });

    /// <summary>A row for a team and a day; false when there is one.</summary>
    public async Task<bool> Order(Team team, BriefOrder order, DateTimeOffset now) => 1 == await tx.InsertIfAbsent(
            "briefs", "department_id, day", "id, department_id, day, team_name, team_path, from_at, to_at, delivers, late, at_once",
        new
        {
            Id = Ids.New(now),
            DepartmentId = team.Id,
            Day = Text(order.Day),
            TeamName = team.Name,
            TeamPath = team.Path,
            FromAt = order.From,
            ToAt = order.To,
            order.Delivers,
            order.Late,
            order.AtOnce,
        });

    /// <summary>A brief that was made is made and sent once more, as its next version.</summary>
    public Task<int> OrderAgain(long departmentId, DateOnly day) => tx.Run(
        """
        update briefs set state = 0, version = version + 1, attempts = 0, available_at = null, delivers = @yes, at_once = @yes
        where department_id = @departmentId and day = @day and state in (2, 5)
        """,
        new { departmentId, day = Text(day), yes = true });

    /// <summary>One that was made is given to whoever lacks it, unchanged.</summary>
    public Task<IReadOnlyList<string>> Made(long departmentId, DateOnly day) => tx.All<string>(
        "select id from briefs where department_id = @departmentId and day = @day and state = 2", new { departmentId, day = Text(day) });

    public async Task<IReadOnlyList<ClaimedBrief>> Claim(string owner, int count, int leaseSeconds, DateTimeOffset now)
    {
        await tx.Lock("briefs-claim");
        await tx.Run(
            $"update briefs set state = 5, reason = 'tried too often', given_up_at = @now where state = 1 and attempts >= @most and lease_until < {tx.Dialect.Now}",
            new { most = Retries.Most, now });
        await tx.Run($"update briefs set state = 0 where state = 1 and lease_until < {tx.Dialect.Now}");
        var chosen = await tx.All<string>(
            $"select id from briefs where state = 0 and (available_at is null or available_at <= @now) order by day, id {tx.Dialect.Limit}", new { count, now });
        if (chosen.Count == 0)
        {
            return [];
        }

        await tx.Run(
            $"""
            update briefs set state = 1, owner = @owner, epoch = epoch + 1, attempts = attempts + 1,
              lease_until = {tx.Dialect.NowPlus("@leaseSeconds")}
            where id in @chosen and state = 0
            """,
            new { owner, leaseSeconds, chosen = tx.Many(chosen) });
        return await tx.All<ClaimedBrief>(
            $"select {Claimed} from briefs where id in @chosen and owner = @owner and state = 1 order by day, id", new { chosen = tx.Many(chosen), owner });
    }

    public Task<int> Renew(IEnumerable<string> ids, string owner, int leaseSeconds) => tx.Run(
        $"update briefs set lease_until = {tx.Dialect.NowPlus("@leaseSeconds")} where id in @ids and owner = @owner and state = 1",
        new { ids = tx.Many(ids), owner, leaseSeconds });

    /// <summary>Stores what was made. False: somebody else took it over, and nothing of this may be sent (fencing, rule 10).</summary>
    public async Task<bool> Keep(ClaimedBrief claimed, Brief brief, DateTimeOffset now) => 1 == await tx.Run(
        """
        update briefs set state = 2, content = @content, figures = @figures, made_at = @now, lease_until = null
        where id = @Id and state = 1 and epoch = @Epoch
        """,
        new { claimed.Id, claimed.Epoch, content = Json.Text(brief), figures = Json.Text(brief.Figures), now });

    /// <summary>It could not be made and is tried again later.</summary>
    public Task<int> Later(ClaimedBrief claimed, string reason, DateTimeOffset at) => tx.Run(
        "update briefs set state = 0, reason = @reason, available_at = @at, lease_until = null where id = @Id and state = 1 and epoch = @Epoch",
        new { claimed.Id, claimed.Epoch, reason, at });

    /// <summary>It could not be made in all its tries.</summary>
    public Task<int> GiveUp(ClaimedBrief claimed, string reason, DateTimeOffset now) => tx.Run(
        "update briefs set state = 5, reason = @reason, given_up_at = @now, lease_until = null where id = @Id and state = 1 and epoch = @Epoch",
        new { claimed.Id, claimed.Epoch, reason, now });

    /// <summary>When the next one that waits for another try is due.</summary>
    public Task<DateTimeOffset?> NextDue() => tx.One<DateTimeOffset?>("select min(available_at) from briefs where state = 0");

    /// <summary>Briefs that are to be made, or are being made.</summary>
    public Task<long> Backlog() => tx.One<long>("select (select count(*) from briefs where state = 0) + (select count(*) from briefs where state = 1)");

    /// <summary>What was given up, for the administrator.</summary>
    public Task<IReadOnlyList<DeadBrief>> Dead(int count) => tx.All<DeadBrief>(
        $"""
        select id, day, team_name, attempts, coalesce(reason, '') as reason, coalesce(given_up_at, to_at) as at
        from briefs where state = 5 order by day, id {tx.Dialect.Limit}
        """,
        new { count });

    public async Task<bool> RetryDead(string id) => 1 == await tx.Run(
        "update briefs set state = 0, attempts = 0, available_at = null where id = @id and state = 5", new { id });

    /// <summary>Tells how many.</summary>
    public Task<int> RetryAllDead() => tx.Run("update briefs set state = 0, attempts = 0, available_at = null where state = 5");

    /// <summary>Somebody decided that it is not needed; ordering the day again makes it after all. False when it is not among the dead.</summary>
    public async Task<bool> DropDead(string id) => 1 == await tx.Run("delete from briefs where id = @id and state = 5", new { id });

    /// <summary>The teams that get a brief: every department with a leader who works here.</summary>
    public Task<IReadOnlyList<Team>> Teams() => tx.All<Team>(
        """
        select d.id, d.name, d.path from departments d
        where exists (select 1 from department_leaders l where l.department_id = d.id) order by d.path, d.id
        """);

    static string Text(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);
}
