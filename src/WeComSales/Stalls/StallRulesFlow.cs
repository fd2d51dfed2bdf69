using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>What a set of rules would do now.</summary>
/// <param name="Now">Opportunities that it would call stalled at this moment.</param>
/// <param name="Added">Of these, the ones that the present rules do not.</param>
/// <param name="Gone">The ones that only the present rules call stalled.</param>
/// <param name="Waiting">Customers who wait already, of whom somebody would be told today.</param>
/// <param name="Line">今天会触发 37 条.</param>
public sealed record RulesPreview(int Now, int Added, int Gone, int Today, int Waiting, string Line);

/// <summary>Edits the rules: checked, tried on what is there, kept as a new version.</summary>
public sealed class StallRulesFlow(Db db, AppSettings settings, TimeProvider time)
{
    const int PageLength = 500;
    const int MostVersions = 50;

    public Task<RulesView> View() => db.Read(async tx =>
    {
        var now = time.GetUtcNow();
        IReadOnlyList<StallRuleVersion> versions = await tx.StallRules.All(MostVersions) is { Count: > 0 } stored ? stored : [StallTerms.First(settings, now)];
        var names = await tx.Staff.ByUserids([.. versions.Select(version => version.By).Distinct()]);
        var calendar = new WorkCalendar(await tx.WorkYears.All(), WorkHours.Default, settings.TimeZone);
        var year = calendar.DayOf(now).Year;
        return new RulesView(
            [.. versions.Select(one => new RulesVersionView(
                one.Version, one.Rules, one.ValidFrom, one.By == StallRuleVersion.Settings ? StallTexts.BySettings : names.GetValueOrDefault(one.By)?.Name ?? one.By, one.Reason))],
            [.. Stages.Default.Names.Where(stage => !Stages.Default.IsClosed(stage))], LifeSigns.All,
            [.. new[] { calendar.Doubt(year), calendar.Doubt(year + 1) }.OfType<string>()]);
    });

    /// <summary>Reads every open opportunity once: an administrator asks for it, not the clock.</summary>
    public async Task<RulesPreview> Preview(StallRules rules)
    {
        var now = time.GetUtcNow();
        var (terms, years) = await db.Read(async tx => (await StallTerms.At(tx, settings, now), await tx.WorkYears.All()));
        var tried = StallTerms.Of(terms.Version with { Rules = rules }, years, settings.TimeZone);
        var midnight = tried.Calendar.At(tried.Calendar.DayOf(now).AddDays(1), TimeOnly.MinValue);
        var (stalled, added, gone, today) = (0, 0, 0, 0);
        var last = "";
        while (await db.Read(tx => tx.Stalls.OpenClocks(last, PageLength)) is { Count: > 0 } page)
        {
            foreach (var due in page)
            {
                var before = StallLook.At(now, due.Stage, due.Clock(now), terms.Rules, terms.Calendar).Stalled is not null;
                var look = StallLook.At(now, due.Stage, due.Clock(now), tried.Rules, tried.Calendar);
                var after = look.Stalled is not null;
                stalled += after ? 1 : 0;
                added += after && !before ? 1 : 0;
                gone += before && !after ? 1 : 0;
                today += after ? before ? 0 : 1 : look.StallAt < midnight ? 1 : 0;
            }

            last = page[^1].OpportunityId;
        }

        var waiting = rules.Waiting is { } rule ? await Waiting(rule, terms.Rules.Waiting is null ? now - WaitingRule.LooksBack : DateTimeOffset.UnixEpoch, tried.Calendar, midnight) : 0;
        return new(stalled, added, gone, today, waiting, $"今天会触发 {today} 条{(waiting > 0 ? $"，另有 {waiting} 位客户在等回复" : "")}");
    }

    async Task<int> Waiting(WaitingRule rule, DateTimeOffset since, WorkCalendar calendar, DateTimeOffset until)
    {
        var (waiting, last) = (0, "");
        while (await db.Read(tx => tx.CustomerWaits.Open(last, since, PageLength)) is { Count: > 0 } page)
        {
            waiting += page.Count(open => open.Wait.Level == 0 && rule.DueAt(open.Wait.Since, calendar) < until);
            last = page[^1].Wait.Id;
        }

        return waiting;
    }

    /// <summary>The new version, or what is wrong with it; null when somebody else has saved one since.</summary>
    public Task<(StallRuleVersion? Saved, IReadOnlyList<string> Faults)> Save(StallRules rules, int basedOn, string by, string? reason) => db.Write(async tx =>
    {
        if (rules.Faults(Stages.Default) is { Count: > 0 } faults)
        {
            return ((StallRuleVersion?)null, faults);
        }

        var now = time.GetUtcNow();
        if (await tx.StallRules.At(now) is not { } before)
        {
            await tx.StallRules.Add(before = StallTerms.First(settings, now));
        }

        var version = new StallRuleVersion(basedOn + 1, rules, now, by, reason);
        if (!await tx.StallRules.Add(version))
        {
            return (null, (IReadOnlyList<string>)["有人刚刚保存了新版本，请刷新后再改"]);
        }

        if (before.Rules.Waiting is null && rules.Waiting is not null)
        {
            await tx.CustomerWaits.LookSince(now - WaitingRule.LooksBack);
        }

        return (version, []);
    });

    /// <summary>This year, the next one, and every other that is known.</summary>
    public Task<IReadOnlyList<CalendarYearView>> Years() => db.Read(async tx =>
    {
        var (years, entered) = (await tx.WorkYears.All(), await tx.WorkYears.Entered());
        var calendar = new WorkCalendar(years, WorkHours.Default, settings.TimeZone);
        var present = calendar.DayOf(time.GetUtcNow()).Year;
        return (IReadOnlyList<CalendarYearView>)[.. years.Select(year => year.Year).Union([present, present + 1]).Where(year => year >= present - 1).Order()
            .Select(year => years.LastOrDefault(one => one.Year == year) ?? CalendarYear.Unknown(year))
            .Select(year => new CalendarYearView(year.Year, year.RestText, year.WorkText, calendar.Doubt(year.Year), entered.Contains(year.Year)))];
    });

    /// <summary>A year's days off and make-up days; the fault in words, or null when it is stored.</summary>
    public async Task<string?> SaveYear(int year, string rest, string work, string by)
    {
        try
        {
            if (CalendarYear.Parse(year, rest, work, YearKnowledge.Published).Fault() is { } fault)
            {
                return fault;
            }
        }
        catch (FormatException)
        {
            return "日期应形如 01-01..01-03 04-05";
        }

        await db.Write(tx => tx.WorkYears.Put(year, rest.Trim(), work.Trim(), by, time.GetUtcNow()));
        return null;
    }
}
