namespace WeComSales;

/// <summary>The steps of docs/setup.md, and which of the doctor's findings belong to each: the page 安装 goes through them in this order.</summary>
public static class FirstRun
{
    static readonly IReadOnlyList<string>[] steps =
    [
        ["日报字体"],
        ["企业 ID 和 Secret", "应用和可见范围"],
        ["数据库", "密钥文件", "时区", "服务器时间", "接收消息的地址", "智能机器人的接收地址"],
        ["企业可信IP", "可信域名", "域名校验文件", "侧边栏签名", "客户联系", "通讯录同步的 Secret", "会话内容存档", "会话内容存档的私钥", "会话内容存档里打不开的消息"],
    ];

    /// <summary>1 to 4; 0 for what no step knows.</summary>
    public static int StepOf(string what) => Array.FindIndex(steps, step => step.Contains(what)) + 1;
}
