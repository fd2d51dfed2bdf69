using System.Globalization;
using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Lexicon;

/// <summary>What the lexicon says to people.</summary>
static class LexiconTexts
{
    public const string Shipped = "随产品提供的词表";
    /// <summary>Instead of a userid, of whoever changed something by the command line.</summary>
    public const string ByCommand = "command";

    public const string CommandLine = "命令行";
    public const string Denied = "（否认）";
    public const string NoSuchVersion = "没有这个版本";

    public static string Proposal(FeedbackCount one)
    {
        var times = one.Times.ToString(CultureInfo.InvariantCulture);
        var label = SignalLabels.IsKnown(one.Label) ? SignalLabels.NameOf(one.Label) : one.Label;
        return one.Act == "struck" ? $"「{one.Term}」被当作{label}，被划掉 {times} 次"
            : one.Term.Length > 0 ? $"「{one.Term}」被补上{label} {times} 次" : $"{label}被补上 {times} 次";
    }

    public static string Active(int number) => string.Create(CultureInfo.InvariantCulture, $"已启用第 {number} 版");
}
