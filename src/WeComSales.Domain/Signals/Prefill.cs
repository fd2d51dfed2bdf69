namespace WeComSales.Domain;

/// <summary>The five fields of a follow-up log (F10) as far as a message fills them; null where it says nothing.</summary>
/// <param name="Goal">本次沟通目标.</param>
/// <param name="NextContact">下次触达时间: an ISO 8601 day or day and time in Asia/Shanghai.</param>
/// <param name="DecisionChain">决策链进展.</param>
/// <param name="Obstacle">障碍点.</param>
/// <param name="Support">所需支持.</param>
public sealed record FollowUpFields(string? Goal, string? NextContact, string? DecisionChain, string? Obstacle, string? Support);

/// <summary>Proposes the five fields from a reading; the rep changes what does not fit.</summary>
public static class Prefill
{
    static readonly string[] Obstacles =
    [
        SignalLabels.LossRisk, SignalLabels.PriceObjection, SignalLabels.BudgetLacking, SignalLabels.DelayOrStall, SignalLabels.CompetitorMention,
        SignalLabels.ComplaintQuality, SignalLabels.ComplaintService, SignalLabels.DeliveryConcern,
    ];
    static readonly string[] Chain = [SignalLabels.DecisionMaker, SignalLabels.DecisionProcess];
    static readonly string[] Supports = [SignalLabels.NeedsSupport, SignalLabels.TechnicalRequirement, SignalLabels.TrialOrSampleRequest];

    public static FollowUpFields From(Reading reading, DateOnly today) => new(
        reading.NextAction, NextContact(reading, today), Said(reading, Chain), Said(reading, Obstacles), Said(reading, Supports));

    /// <summary>The customer's own words under each label, each once.</summary>
    static string? Said(Reading reading, string[] labels)
    {
        var said = labels.SelectMany(label => reading.Signals.Where(signal => signal.Label == label && signal.Polarity == Polarity.Affirmed))
            .DistinctBy(signal => signal.Evidence).Select(Words).ToList();
        return said.Count > 0 ? string.Join("；", said) : null;
    }

    /// <summary>Words that the name says already (竞品 of 竞品在谈) add nothing to it.</summary>
    static string Words(Signal signal)
    {
        var name = SignalLabels.NameOf(signal.Label);
        return name.Contains(signal.Evidence, StringComparison.Ordinal) ? name : $"{name}：{signal.Evidence}";
    }

    /// <summary>The first day that is named and lies ahead; of a period its first day ahead.</summary>
    static string? NextContact(Reading reading, DateOnly today)
    {
        foreach (var date in reading.Entities.Where(entity => entity.Kind == EntityKind.Date))
        {
            var parts = date.Value.Split('/');
            if (!Day(parts[0], out var from) || (parts.Length == 1 && from < today)) continue;
            if (parts.Length == 1) return date.Value;
            if (from >= today) return parts[0];
            if (Day(parts[1], out var to) && to > today) return today.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        }
        return null;
    }

    static bool Day(string text, out DateOnly day) => DateOnly.TryParseExact(text.Length > 10 ? text[..10] : text, "yyyy-MM-dd", out day);
}
