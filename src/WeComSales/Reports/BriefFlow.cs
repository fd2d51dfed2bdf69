using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Reports;

/// <summary>What became of an order by hand.</summary>
/// <param name="Teams">Null: there is no such team.</param>
public sealed record BriefOrdered(DateOnly Day, int? Teams);

/// <summary>
/// The daily brief (F4): which ones should be, and how one is made. Rows with a unique team and day decide who works;
/// what is made, its PDF and its letters are stored in one transaction, so each is there once or not at all.
/// </summary>
public sealed class BriefFlow(Db db, BriefCards cards, BriefPdf pdf, Administrators administrators, AppSettings settings, TimeProvider time, ILogger<BriefFlow> log)
{
    /// <summary>Made later than this after the end of its day, a brief says so.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    (DateTimeOffset From, DateTimeOffset To) looked;

    /// <summary>Compares the briefs that should be with those that are, at the end of a day and every minute (product.md F4).</summary>
    public async Task Watch(DateTimeOffset now)
    {
        if (now >= looked.From && now < looked.To)
        {
            return;
        }

        var days = await Days();
        var begun = await db.Write(tx => Begin(tx, days, now));
        foreach (var day in begun)
        {
            log.Begun(day, now);
        }

        var next = days.EndOf(days.After(days.Newest(now)));
        looked = (now, next < now + LookEvery ? next : now + LookEvery);
    }

    /// <summary>By hand, as of a time: for a team or for all. Whoever has it already does not get it twice, unless asked.</summary>
    public async Task<BriefOrdered> Order(JobAsk ask)
    {
        var (days, now) = (await Days(), time.GetUtcNow());
        var day = days.Newest(ask.At);
        var (teams, made) = await db.Write(tx => OrderByHand(tx, days, day, ask, now));
        foreach (var id in made)
        {
            await Complete(id);
        }

        return new(day, teams);
    }

    /// <summary>Facts, the brief, its PDF, and in one transaction the row with its letters.</summary>
    public async Task Make(ClaimedBrief claimed)
    {
        var (days, now) = (await Days(), time.GetUtcNow());
        var facts = await db.Read(tx => tx.Reports.Facts(
            claimed.Team, claimed.Date, claimed.FromAt, claimed.ToAt, days.Calendar.NextWorkingDay(claimed.Date), days.DueUntil(claimed.Date)));
        var stored = new StoredBrief(
            claimed.Id, claimed.Version, claimed.Late, claimed.Delivers, now,
            BriefMaking.Make(facts, Stages.Default, settings.Reports.LongCall), Leads: false);
        var file = claimed.Delivers ? FileOf(stored) : null;
        var isOurs = await db.Write(async tx =>
        {
            var kept = await tx.Reports.Keep(claimed, stored.Brief, now);
            if (kept && file is not null)
            {
                await Send(tx, stored, file, claimed.AtOnce ? null : Later(stored.Brief.To, now), now);
            }

            return kept;
        });
        if (!isOurs)
        {
            log.Zombie(claimed.Id);
        }
    }

    /// <summary>It could not be made: tried again with growing pauses, and given up at last.</summary>
    public Task Failed(ClaimedBrief claimed, Exception why)
    {
        var (now, reason) = (time.GetUtcNow(), Failure.Of(why));
        if (Retries.After(claimed.Attempts, spread: 0) is { } pause)
        {
            log.NotMade(why, claimed.Id, now + pause);
            return db.Write(tx => tx.Reports.Later(claimed, reason, now + pause));
        }

        log.GivenUp(why, claimed.Id, claimed.Attempts);
        return db.Write(tx => tx.Reports.GiveUp(claimed, reason, now));
    }

    public async Task<BriefDays> Days()
    {
        var years = await db.Read(tx => tx.WorkYears.All());
        return new(new WorkCalendar(years, WorkHours.Default, settings.TimeZone), settings.Reports.At, settings.Reports.EveryDay);
    }

    static async Task<IReadOnlyList<DateOnly>> Begin(Tx tx, BriefDays days, DateTimeOffset now)
    {
        if (await tx.Reports.NewestDay() is not { } last)
        {
            // The first start: whatever ended before is nobody's brief.
            var first = days.Newest(now);
            await tx.Reports.Begin(first, days.EndOf(first), now);
            return [];
        }

        var missing = days.Since(last, now);
        var begun = new List<DateOnly>();
        foreach (var day in missing)
        {
            if (await tx.Reports.Begin(day, days.EndOf(day), now))
            {
                begun.Add(day);
                await OrderAll(tx, await tx.Reports.Teams(), await OrderOf(tx, days, day, delivers: day == missing[^1], atOnce: false, now), now);
            }
        }

        return begun;
    }

    static async Task<BriefOrder> OrderOf(Tx tx, BriefDays days, DateOnly day, bool delivers, bool atOnce, DateTimeOffset now)
    {
        var ends = days.EndOf(day);
        return new(day, await tx.Reports.EndBefore(day) ?? days.EndOf(days.Before(day)), ends, delivers, Late: now - ends > Grace, atOnce);
    }

    static async Task OrderAll(Tx tx, IReadOnlyList<Team> teams, BriefOrder order, DateTimeOffset now)
    {
        foreach (var team in teams)
        {
            await tx.Reports.Order(team, order, now);
        }
    }

    static async Task<(int? Teams, IReadOnlyList<string> Made)> OrderByHand(Tx tx, BriefDays days, DateOnly day, JobAsk ask, DateTimeOffset now)
    {
        var named = ask.Team is { } path ? await tx.Departments.TeamByPath(path) : null;
        if (ask.Team is not null && named is null)
        {
            return (null, []);
        }

        IReadOnlyList<Team> teams = named is null ? await tx.Reports.Teams() : [named];
        var order = await OrderOf(tx, days, day, delivers: true, atOnce: true, now);
        var made = new List<string>();
        foreach (var team in teams)
        {
            if (!await tx.Reports.Order(team, order, now) && (!ask.Again || 0 == await tx.Reports.OrderAgain(team.Id, day)))
            {
                made.AddRange(await tx.Reports.Made(team.Id, day));
            }
        }

        return (teams.Count, made);
    }

    /// <summary>Gives a brief that is there to whoever should have it and does not.</summary>
    async Task Complete(string id)
    {
        var now = time.GetUtcNow();
        if (await db.Read(tx => tx.Reports.ById(id)) is { } stored && FileOf(stored) is var file)
        {
            await db.Write(tx => Send(tx, stored, file, null, now));
        }
    }

    OutboxFile FileOf(StoredBrief stored) => new()
    {
        Id = $"{stored.Id}-{stored.Version}",
        Name = BriefTexts.FileName(stored.Brief.Team.Name, stored.Brief.Day),
        Bytes = pdf.Render(stored),
    };

    async Task Send(Tx tx, StoredBrief stored, OutboxFile file, DateTimeOffset? from, DateTimeOffset now)
    {
        var recipients = await tx.Reports.RecipientsOf(stored.Brief.Team.Id);
        if (recipients.Count == 0)
        {
            log.Nobody(stored.Id);
            return;
        }

        var people = await tx.Staff.ByUserids(recipients);
        foreach (var userid in recipients)
        {
            // The file shows names of customers; the card shows figures.
            var leads = await tx.Reports.Leads(administrators.Known(people[userid]).Viewer, stored.Brief.Team.Id);
            if (leads)
            {
                await tx.OutboxFiles.Add(file, now);
            }

            foreach (var letter in cards.For(userid, stored, leads ? file.Id : null, from + BriefSpread.Of(userid, settings.Reports.Spread)))
            {
                await tx.Outbox.Add(letter, now);
            }
        }
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
