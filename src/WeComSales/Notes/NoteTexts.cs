using System.Globalization;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.Notes;

/// <summary>Every word that people read about notes, in one place.</summary>
public static class NoteTexts
{
    public const string Source = "销售助手";
    public const string Ask = "转为商机备注？";
    public const string Saved = "已入库";
    public const string Discarded = "已丢弃";
    public const string Gone = "这张卡片已失效";
    public const string Refused = "没有权限或不存在，请联系主管";
    public const string NotTaken = "没有入库";
    public const string NotARep = "你现在的岗位不能写备注，请联系管理员";
    public const string NotYourCustomer = "这位客户现在不归你负责，请另选客户";
    public const string OpportunityOver = "这个商机已关闭或已换客户，请另选商机";
    public const string NotTakenHow = "草稿还在，打开卡片另选";
    public const string DiscardedHow = "没有入库。点错了可以打开卡片恢复";
    public const string AlreadyDiscarded = "这条草稿已丢弃，可以先恢复";
    public const string AlreadySaved = "这条消息已经入库";
    public const string TooLong = "内容太长，请分几条入库";
    public const string Empty = "还没有内容";
    public const string ChooseMessages = "请选 1 到 20 条消息";
    public const string Place = "客户 · 商机";
    public const string Confirm = "确认入库";
    public const string Discard = "不是商机";
    public const string Edit = "去编辑";
    public const string Message = "消息原文";
    public const string RowSignals = "信号";
    public const string RowBudget = "预算";
    public const string RowAmount = "金额";
    public const string RowDate = "时间";
    public const string RowRival = "竞品";
    public const string RowAdvice = "建议";
    public const string RowBy = "确认人";
    public const string RowForwarded = "转发时间";
    public const string Unsupported = "这种消息还不能转为备注。请逐条转发文字、图片、语音或链接；文件和合并转发的记录，请复制其中的文字发到这里。";
    public const string HowToQuote = "请引用一条消息并 @我，我会把它转为商机备注。";
    public const string ImageMissing = "图片没有取到，请重新转发一次";
    public const string VoiceMissing = "语音没有取到，请重新转发一次";

    static readonly string[] bounds = ["以内", "之内", "以下", "以上", "以前", "之前", "以后", "之后", "左右", "上下", Before];
    const string Before = "前";
    const string NotBefore = "台期面后沿";

    const int QuoteLength = 60;
    const int SignalsLength = 26;
    const int CustomerLength = 6;
    const int TitleLength = 20;

    public static string Quote(string text) => Cut(text.ReplaceLineEndings(" "), QuoteLength);

    /// <summary>As many names as the narrowest card takes, each whole; how many there are when that is not all.</summary>
    public static string Signals(IReadOnlyList<Signal> signals)
    {
        var names = signals.Select(signal => (signal.Polarity == Polarity.Negated ? "非" : "") + SignalLabels.NameOf(signal.Label)).Distinct().ToList();
        var line = string.Join(" · ", names);
        for (var taken = names.Count - 1; line.Length > SignalsLength && taken > 0; taken--)
        {
            line = $"{string.Join(" · ", names.Take(taken))} 等 {names.Count} 个";
        }

        return line;
    }

    /// <summary>月底前（11-30）: the customer's words, and what they mean on the calendar.</summary>
    public static string Date(string text, Entity date)
    {
        var last = date.Value.Split('/')[^1];
        return last.Length >= 10 && last[4] == '-' && last != ".." ? $"{Said(text, date)}（{last[5..10]}）" : Said(text, date);
    }

    /// <summary>30 万以内, 月底前: an amount or a day with the word behind it that makes it a bound.</summary>
    public static string Said(string text, Entity entity)
    {
        var behind = text.AsSpan(Math.Min(entity.End, text.Length));
        foreach (var bound in bounds)
        {
            if (behind.StartsWith(bound, StringComparison.Ordinal) && !(bound == Before && behind.Length > 1 && NotBefore.Contains(behind[1], StringComparison.Ordinal)))
            {
                return entity.Text + bound;
            }
        }

        return entity.Text;
    }

    /// <summary>One line of the list; 16 characters, so the customer is shortened first and the opportunity stays readable.</summary>
    public static string Line(Proposal proposal) => proposal.Kind switch
    {
        ProposalKind.Opportunity => $"{Cut(proposal.CustomerName, CustomerLength)} · {proposal.Title}",
        ProposalKind.Customer => Cut(proposal.CustomerName, CustomerLength),
        ProposalKind.NewOpportunity => $"{Cut(proposal.CustomerName, CustomerLength)} · 新建商机",
        _ => proposal.CustomerName.Length == 0 ? "新建客户和商机" : $"新建客户：{proposal.CustomerName}",
    };

    public static string Heading(string customer, string? company) =>
        string.IsNullOrEmpty(company) ? customer : $"{customer} · {company}";

    public static string NewCustomerName(string? named, DateTimeOffset at) =>
        string.IsNullOrWhiteSpace(named) ? $"新客户 {at.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)}" : named.Trim();

    /// <summary>A title is enough: the rep's own, else what the customer spoke of.</summary>
    public static string NewOpportunityTitle(string? given, string customer, Reading reading)
    {
        if (!string.IsNullOrWhiteSpace(given))
        {
            return given.Trim();
        }

        var product = reading.Entities.FirstOrDefault(entity => entity.Kind == EntityKind.Product)?.Value;
        return Cut(product is null ? $"{customer}的商机" : $"{product}采购", TitleLength);
    }

    /// <summary>A group and a late answer get no card: whose customers somebody has is nobody else's to read.</summary>
    public static string BotLink(string url) => $"备注草稿已准备好，[点这里确认入库]({url})";

    public static string BotSaved(string place, string url) => $"已入库：{PlainWords.Of(place)}，[查看备注]({url})";

    public static string Time(DateTimeOffset at) => at.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);

    static string Cut(string text, int length) => text.Length <= length ? text : CutWhole(text, length);

    static string CutWhole(string text, int length)
    {
        var elements = StringInfo.ParseCombiningCharacters(text);
        return elements.Length <= length ? text : text[..elements[length - 1]] + "…";
    }
}
