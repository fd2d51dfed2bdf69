namespace WeComSales.Domain;

/// <summary>The one thing to do next (F7), by the order of keywords/README.md: what costs the customer first, what brings the order last.</summary>
public static class NextAction
{
    static readonly (string Label, string Action)[] Order =
    [
        (SignalLabels.LossRisk, "主管介入，24 小时内挽回"),
        (SignalLabels.ComplaintQuality, "建售后工单，致歉并给时限"),
        (SignalLabels.ComplaintService, "建售后工单，致歉并给时限"),
        (SignalLabels.DeliveryConcern, "查交期并回复"),
        (SignalLabels.CompetitorMention, "推送竞品应答话术包"),
        (SignalLabels.PriceObjection, "定报价策略，走价格审批"),
        (SignalLabels.ContractOrPo, "走合同与开票"),
        (SignalLabels.PaymentTerms, "走合同与开票"),
        (SignalLabels.QuoteRequest, "出报价单，转方案比选"),
        (SignalLabels.TrialOrSampleRequest, "安排样机或试用"),
        (SignalLabels.DecisionMaker, "补决策链，约见决策人"),
        (SignalLabels.DecisionProcess, "补决策链，约见决策人"),
        (SignalLabels.TimelinePurchase, "写下次触达时间"),
        (SignalLabels.BudgetConfirmed, "升级商机评级"),
        (SignalLabels.BudgetLacking, "设回访时间"),
        (SignalLabels.DelayOrStall, "设回访时间"),
        (SignalLabels.TechnicalRequirement, "请售前协同"),
        (SignalLabels.NeedsSupport, "请售前协同"),
        (SignalLabels.RenewalOrRepurchase, "建新商机"),
        (SignalLabels.Referral, "建新商机"),
        (SignalLabels.PositiveIntent, "趁热促成"),
    ];

    /// <summary>Null when nothing was affirmed that asks for an act. What the customer denies asks for none.</summary>
    public static string? For(IReadOnlyList<Signal> signals)
    {
        foreach (var (label, action) in Order)
        {
            foreach (var signal in signals) if (signal.Polarity == Polarity.Affirmed && signal.Label == label) return action;
        }
        return null;
    }
}
