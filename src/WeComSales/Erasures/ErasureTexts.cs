namespace WeComSales.Erasures;

/// <summary>What an administrator reads.</summary>
public static class ErasureTexts
{
    public const string WrongWish = "请填写客户的 external_userid 或会员码，和删除原因（不超过 200 字）";
    public const string WrongWho = "请填写客户的 external_userid 或会员码，两者填一个";

    static readonly IReadOnlyDictionary<string, string> Tables = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["visit_photos"] = "拜访照片",
        ["visits"] = "拜访",
        ["follow_ups"] = "跟进日志",
        ["signal_feedback"] = "备注的信号改动",
        ["note_attachments"] = "备注附件",
        ["note_contexts"] = "备注前后的聊天",
        ["note_drafts"] = "备注草稿",
        ["notes"] = "商机备注",
        ["support_addressees"] = "支援请求的收件人",
        ["support_requests"] = "支援请求",
        ["stall_steps"] = "停滞的经过",
        ["stall_alerts"] = "停滞提醒",
        ["customer_waits"] = "等待回复",
        ["stalls"] = "停滞",
        ["stall_clocks"] = "停滞计时",
        ["stage_moves"] = "阶段变更",
        ["imported"] = "导入记录",
        ["opportunities"] = "商机",
        ["calls"] = "通话",
        ["chat_recalls"] = "撤回的聊天消息",
        ["chat_messages"] = "聊天消息",
        ["timeline"] = "时间轴",
        ["typed"] = "没有发出的输入",
        ["recent_contacts"] = "最近联系",
        ["follows"] = "添加关系",
        ["customers"] = "客户资料",
        ["member_looks"] = "会员查询记录",
        ["service_records"] = "服务记录",
        ["recommendations"] = "推荐记录",
        ["purchases"] = "购买记录",
        ["members"] = "会员资料",
        ["leads"] = "线索资料",
    };

    public static string NameOf(string table) => Tables.GetValueOrDefault(table, table);
}
