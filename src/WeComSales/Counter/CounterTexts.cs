using System.Globalization;
using WeComSales.Domain;

namespace WeComSales.Counter;

/// <summary>Every word that people read about the counter, in one place.</summary>
public static class CounterTexts
{
    public const string Source = "门店柜台";
    public const string WrongId = "请重新打开页面再试";
    public const string NoStore = "您的账号还没有设置门店，请联系主管";
    public const string NoCode = "这不是会员码，请再扫一次";
    public const string Locked = "手机已锁定，请扫工牌继续";
    public const string TooMany = "一分钟最多查 60 个会员码，请稍等再扫";
    public const string NoMember = "没有这个会员，请再扫一次会员码";
    public const string NoProduct = "没有这个商品，请重新选";
    public const string NoReaction = "这个反应已经不用了，请重新选";
    public const string TooLate = "已经过了撤回时间";
    public const string NothingSaid = "没有内容，请再说一次";
    public const string TooLong = "内容太长，请分两次记录";
    public const string WrongBadge = "工牌无效或已停用，请找店长";
    public const string BadgeThere = "这张工牌已经发过，没有打印的话请重新发一张";
    public const string NobodyHere = "这位同事不在本店";
    public const string WrongLists = "清单有误";
    public const string ListsChanged = "清单刚被别人改过，请刷新";

    public const string ScanTitle = "会员";
    public const string ScanAge = "宝宝";
    public const string ScanKit = "待产包还差";
    public const string ScanOpen = "上一班留下";
    public const string ScanOffer = "可以推荐";
    public const string ScanBadge = "请先在柜台页扫工牌";
    public const string ScanBadgeHint = "共用手机要先认人，点开即可";
    public const string ScanUnknown = "没有找到这个会员码";
    public const string ScanUnknownHint = "请再扫一次，或核对会员卡";
    public const string ScanNotCounter = "扫码查会员只给门店同事用";
    public const string ScanNotCounterHint = "如需开通，请联系主管";
    public const string OtherShop = "外店会员";

    public static string Age(BabyAge age) =>
        !age.IsBorn ? $"预产期还有 {age.DaysUntil} 天"
        : age is { Months: 0, Days: 0 } ? "今天出生"
        : age.Months == 0 ? $"{age.Days} 天"
        : age.Months >= 36 ? $"{age.Months / 12} 岁{(age.Months % 12 == 0 ? "" : $" {age.Months % 12} 个月")}"
        : age.Days == 0 ? $"{age.Months} 个月整" : $"{age.Months} 个月 {age.Days} 天";

    public static string Why(Suggestion suggestion) =>
        suggestion.Missing is { } item ? $"待产包还差{item}" : $"这个月龄常买{suggestion.Category}";

    /// <summary>What a manager would say of a shop in which a reaction seldom becomes a purchase.</summary>
    /// <param name="below">Share of the average by which it is below.</param>
    public static string Below(string reaction, double below, string advice) => string.Create(
        CultureInfo.InvariantCulture, $"「{reaction}」转化比均值低 {Math.Round(below * 100):0}%{(advice.Length == 0 ? "" : $"，{advice}")}");
}
