namespace WeComSales.Acts;

/// <summary>Every word that people read about acts, in one place.</summary>
public static class ActTexts
{
    public const string Source = "销售助手";
    public const string WrongId = "请重新打开页面再试";
    public const string NothingFilled = "五项里至少填一项";
    public const string LearnedMissing = "请写下本次获取的关键信息";
    public const string WrongRole = "请从列表里选择见到的人";
    public const string WrongTime = "下次联系要在一年以内";
    public const string WrongStage = "没有这个阶段";
    public const string SameStage = "商机已经在这个阶段";
    public const string ClosedReason = "成交或流失请写一句原因";
    public const string WhatMissing = "请写下需要什么支援";
    public const string NobodyToAsk = "没有可以支援的人，请联系管理员";
    public const string AnswerMissing = "请写一句怎么处理的";
    public const string Answered = "已经有人回复了";
    public const string TitleMissing = "请写商机名称";
    public const string WrongAmount = "金额要大于 0";
    public const string AmountTooLarge = "金额太大，请检查单位";
    public const string PlanIsOwners = "下次联系由商机负责人安排，请去掉后再保存";
    public const string WrongPhoto = "请选择 5 MB 以内的 JPEG 或 PNG 照片";

    public const string TooManyPhotos = "一天最多 100 张照片，请明天再传";

    public const string SupportTitle = "一个商机需要支援";
    public const string SupportAnswered = "支援已回复";
    public const string RowCustomer = "客户";
    public const string RowOpportunity = "商机";
    public const string RowWhat = "需要";
    public const string RowBy = "发起人";
    public const string RowAnswer = "回复";
}
