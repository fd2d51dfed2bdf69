namespace WeComSales.Domain;

/// <summary>The 21 labels and their names as users read them.</summary>
public static class SignalLabels
{
    public const string PriceObjection = "price_objection";
    public const string QuoteRequest = "quote_request";
    public const string CompetitorMention = "competitor_mention";
    public const string BudgetConfirmed = "budget_confirmed";
    public const string BudgetLacking = "budget_lacking";
    public const string DecisionMaker = "decision_maker";
    public const string DecisionProcess = "decision_process";
    public const string TimelinePurchase = "timeline_purchase";
    public const string DelayOrStall = "delay_or_stall";
    public const string TechnicalRequirement = "technical_requirement";
    public const string TrialOrSampleRequest = "trial_or_sample_request";
    public const string ContractOrPo = "contract_or_po";
    public const string PaymentTerms = "payment_terms";
    public const string ComplaintQuality = "complaint_quality";
    public const string ComplaintService = "complaint_service";
    public const string DeliveryConcern = "delivery_concern";
    public const string PositiveIntent = "positive_intent";
    public const string LossRisk = "loss_risk";
    public const string NeedsSupport = "needs_support";
    public const string RenewalOrRepurchase = "renewal_or_repurchase";
    public const string Referral = "referral";

    static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [PriceObjection] = "价格异议",
        [QuoteRequest] = "询价",
        [CompetitorMention] = "竞品在谈",
        [BudgetConfirmed] = "预算确认",
        [BudgetLacking] = "预算不足",
        [DecisionMaker] = "决策人",
        [DecisionProcess] = "采购流程",
        [TimelinePurchase] = "采购时间",
        [DelayOrStall] = "推迟犹豫",
        [TechnicalRequirement] = "技术需求",
        [TrialOrSampleRequest] = "试用打样",
        [ContractOrPo] = "合同订单",
        [PaymentTerms] = "付款条件",
        [ComplaintQuality] = "质量投诉",
        [ComplaintService] = "服务投诉",
        [DeliveryConcern] = "交期发货",
        [PositiveIntent] = "购买意向",
        [LossRisk] = "流失风险",
        [NeedsSupport] = "需要支持",
        [RenewalOrRepurchase] = "续约复购",
        [Referral] = "转介绍",
    };

    public static IReadOnlyCollection<string> All => Names.Keys;

    public static bool IsKnown(string label) => Names.ContainsKey(label);

    /// <exception cref="KeyNotFoundException">The label is none of the 21.</exception>
    public static string NameOf(string label) => Names[label];
}
