using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>Explains an opportunity as of a time, with the rules that counted then and the acts that were known then.</summary>
public sealed class StallExplainFlow(Db db, AppSettings settings)
{
    public Task<StallExplanation?> ByCode(string code, DateTimeOffset at) => db.Read(async tx =>
        await tx.Opportunities.ByCode(code) is { } opportunity ? await Explain(tx, opportunity, at) : null);

    public async Task<StallExplanation?> Explain(Tx tx, Opportunity opportunity, DateTimeOffset at)
    {
        if (await tx.Stalls.ClockAt(opportunity, at) is not { } past || await tx.Stalls.Facts(opportunity.Id) is not { } facts)
        {
            return null;
        }

        var terms = await StallTerms.At(tx, settings, at);
        var look = past.IsOpen ? StallLook.At(at, past.Stage, past.Clock, terms.Rules, terms.Calendar) : new([], null);
        var episode = (await tx.Stalls.OfOpportunity(opportunity.Id, 50)).FirstOrDefault(one => one.OpenedAt <= at && (one.EndedAt is null || one.EndedAt > at));
        var recipients = episode is null ? [] : await Recipients(tx, [.. (await tx.StallAlerts.Of(episode.Id)).Where(alert => alert.CreatedAt <= at)]);
        var lastScan = await tx.Stalls.LastScan();
        var zone = settings.TimeZone;
        return new(
            opportunity.Id, opportunity.Code, opportunity.Title, facts.Customer, facts.ExternalUserid, facts.OwnerName ?? facts.OwnerUserid, at,
            past.Stage, past.Clock.StageSince, past.IsOpen, facts.LastAt is null ? null : StallTexts.Last(facts, zone),
            terms.Version.Version, terms.Version.ValidFrom, terms.Rules.WorkHours, terms.Rules.SendHours,
            terms.Calendar.IsWorkingDay(terms.Calendar.DayOf(at)), terms.Sending.IsWorking(at), terms.Sending.NextWorking(at),
            terms.Calendar.Doubt(terms.Calendar.DayOf(at).Year), lastScan,
            [.. terms.Rules.Rules.Select(rule => Rule(rule, look, terms, at))],
            episode is null ? null : Episode(episode, at, zone),
            episode is null ? [] : Steps([.. (await tx.Stalls.Steps(episode.Id)).Where(step => step.At <= at)]),
            recipients,
            StallFirstReason.Of(past, look, terms, episode, recipients, lastScan, at, zone),
            await WaitExplaining.Of(tx, opportunity.ExternalUserid, terms, at));
    }

    /// <summary>Each person told is a step of its own: once a minute says it, the names stand with the recipients.</summary>
    static IReadOnlyList<StepExplanation> Steps(IReadOnlyList<StallStep> steps) =>
    [
        .. steps.Select(step => new StepExplanation(step.At, step.Why == "told" ? "已提醒" : step.Why, step.ByUserid))
            .DistinctBy(step => (step.What, step.By, step.At.Ticks / TimeSpan.TicksPerMinute)),
    ];

    static RuleExplanation Rule(StallRule rule, StallLook look, StallTerms terms, DateTimeOffset at)
    {
        var threshold = StallTexts.Threshold(rule.Hours, rule.Kind);
        return look.Readings.FirstOrDefault(one => one.Rule == rule) is not { } reading
            ? new(rule.Name, false, threshold, rule.Kind, null, null, null, null, null, null, false)
            : new(
                rule.Name, true, threshold, rule.Kind, reading.Base, StallTexts.Kind(reading.BaseKind), StallTexts.Stalled(reading.Elapsed(at, terms.Calendar), rule.Kind),
                reading.IsPaused(at) ? reading.Pause!.Value.Until : null, reading.WarnAt, reading.StallAt, reading.StallAt <= at && !reading.IsPaused(at));
    }

    static EpisodeExplanation Episode(Stall stall, DateTimeOffset at, TimeZoneInfo zone) => new(
        stall.Id, StallTexts.State(stall.State), stall.Level, stall.RuleName, stall.ClockBase, stall.DueAt, stall.OpenedAt, stall.EndedAt,
        stall.EndedAt <= at ? StallTexts.Ended(stall, stall.EndedBy, zone) : null);

    internal static async Task<List<RecipientExplanation>> Recipients(Tx tx, IReadOnlyList<StallAlert> alerts)
    {
        var letters = await tx.Stalls.Letters([.. alerts.Select(StallCards.LetterKey).OfType<string>().Distinct()]);
        var names = alerts.Count == 0 ? new Dictionary<string, Staff>() : await tx.Staff.ByUserids([.. alerts.Select(alert => alert.Userid).Distinct()]);
        return
        [
            .. alerts.Select(alert => new RecipientExplanation(
                alert.Level, StallTexts.Party(alert.Party), alert.Userid, names.GetValueOrDefault(alert.Userid)?.Name ?? alert.Userid,
                alert.Party == StallParty.Missing ? $"缺少{StallTexts.Party(Enum.Parse<StallParty>(alert.About, true))}：{alert.Why}" : alert.Why,
                StallTexts.State(alert.State), alert.DueAt, Delivery(alert, StallCards.LetterKey(alert) is { } key ? letters.GetValueOrDefault(key) : null))),
        ];
    }

    static string Delivery(StallAlert alert, AlertLetter? letter) => (alert.State, letter?.State) switch
    {
        (AlertState.Failed, _) => alert.Reason ?? "没有送达",
        (AlertState.Sent or AlertState.Digested, 3) => "企业微信已接收",
        (AlertState.Sent or AlertState.Digested, 5) => $"发送失败：{letter!.Outcome}",
        (AlertState.Sent or AlertState.Digested, 4) => $"等待重试（第 {letter!.Attempts} 次）：{letter.Outcome}",
        (AlertState.Sent or AlertState.Digested, null) => "已发送，发送记录已过保留期",
        (AlertState.Sent or AlertState.Digested, _) => "排队发送中",
        _ => alert.Reason ?? "未到发送时间",
    };
}
