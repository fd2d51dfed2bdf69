namespace WeComSales.Sidebar;

/// <summary>What people read when a page of the sidebar cannot do what they asked.</summary>
public static class SidebarTexts
{
    public const string NotFetched = "这位客户是第一次打开，暂时连不上企业微信，请稍后再试";
    public const string NoSuchKind = "没有这一类记录";
    public const string TooLong = "内容太长，没有保存到服务器";
    public const string ReplyNotWhole = "请填写分组、标题和内容；链接要以 https:// 开头";
}
