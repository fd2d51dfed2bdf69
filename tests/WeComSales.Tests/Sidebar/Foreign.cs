using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Reports;
using WeComSales.Stalls;
using WeComSales.Tests.Reports;

namespace WeComSales.Tests.Sidebar;

/// <summary>Things of 林晓's, of her manager's and of the shop SH01, all of which say 机密. 陈默 stands at the counter of SH02, has a customer of his own, and nothing to do with any of them.</summary>
sealed class Foreign(House house, Desk owner)
{
    public const string Secret = "机密";
    public const string Own = "wmOwn";
    public const string Customer = "wmWang";
    public const string Staff = "linxiao";
    public const string Member = "M001";
    public const string Product = "P1";
    public const string Message = "said-1";
    public const string Quiet = "opp-quiet";

    public string Opportunity { get; } = Desk.NewId();
    public string FollowUp { get; } = Desk.NewId();
    public string Recommendation { get; } = Desk.NewId();
    public string Record { get; } = Desk.NewId();
    public string Badge { get; } = Desk.NewId();
    public string Turn { get; } = Desk.NewId();
    public string BadgeCode { get; } = Domain.Badge.CodeOf(RandomNumberGenerator.GetBytes(Domain.Badge.RandomBytes));

    public string Note { get; private set; } = "";
    public string Draft { get; private set; } = "";
    public string Visit { get; private set; } = "";
    public string Support { get; } = Desk.NewId();
    public string Stall { get; private set; } = "";
    public string Session { get; private set; } = "";
    public string Brief { get; private set; } = "";
    public long Department { get; private set; }

    /// <summary>A link to the brief's file for this member, as only its leader is given one.</summary>
    public string Link(string userid) => house.Services.GetRequiredService<DownloadLinks>().For(Brief, userid, house.WeCom.Clock.GetUtcNow());

    public static async Task<Foreign> In(House house)
    {
        var foreign = new Foreign(house, await Desk.Of(house, "linxiao"));
        await foreign.Sell();
        await house.Db.Write(foreign.Keep);
        await foreign.Wait();
        return foreign;
    }

    /// <summary>As it is seen by those whose it is; the same before and after, whatever strangers tried.</summary>
    public async Task<string> AsItIs()
    {
        var pages = new List<string>();
        foreach (var path in (string[])[$"/api/customers/{Customer}", $"/api/drafts/{Draft}", $"/api/notes/{Note}", $"/api/stalls/{Stall}", $"/api/customers/{Customer}/follow-up-prefill"])
        {
            pages.Add((await owner.Read(path)).GetRawText());
        }

        return string.Join('\n', pages) + await house.Db.Read(async tx => JsonSerializer.Serialize(new
        {
            Recommendation = await tx.Recommendations.ById(Recommendation),
            Record = await tx.ServiceRecords.ById(Record),
            Badge = await tx.Badges.InForce(Hash(BadgeCode)),
            Turn = await tx.BadgeTurns.ById(Turn),
            Opportunity = await tx.Opportunities.ById(Opportunity),
            Support = await tx.SupportRequests.ById(Support),
            Stall = await tx.Stalls.ById(Stall),
            Wishes = await tx.Reports.Wishes(Department),
            Visit = await tx.Visits.Photo(Visit) is { } photo ? photo.Bytes.Length : 0,
        }));
    }

    /// <summary>What 林晓 does in a morning.</summary>
    async Task Sell()
    {
        var path = $"/api/customers/{Customer}";
        await owner.Post($"{path}/opportunities", new { id = Opportunity, title = "机密的项目" });
        await owner.Post($"{path}/follow-ups", new { id = FollowUp, goal = "机密的目标" });
        Note = (await owner.Post($"{path}/notes", new { id = Desk.NewId(), text = "机密的价格太高" })).GetProperty("noteId").GetString()!;
        Visit = (await owner.Post($"{path}/visits", new { id = Desk.NewId(), learned = "机密的预算" })).GetProperty("id").GetString()!;
        (await owner.Put($"/api/visits/{Visit}/photo", [0x89, 0x50, 0x4E, 0x47])).EnsureSuccessStatusCode();
        await house.Phone("林晓").Forward("机密的草稿");
        await house.Settle();
        Draft = (await house.Db.Read(tx => tx.NoteDrafts.OpenOf("linxiao", 1)))[0].Draft.Id;
        Session = (await owner.Read("/api/me/sessions")).GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    async Task Keep(Tx tx)
    {
        var hand = new CounterHand("linxiao", "linxiao", null, "SH01");
        await tx.SupportRequests.Add(new(Support, Customer, null, "机密的支援", ["zhoulei"], "linxiao", House.Start));
        await tx.ChatMessages.Add(new(Message, 1, ChatPlace.OfTwo("linxiao", Customer), Customer, Customer, true, House.Start, "text", "机密的消息", null), [Customer], House.Start);
        await tx.Members.Put(new(Member, "机密", null, null, "SH01"));
        await tx.Products.Put(new(Product, "一段奶粉", null, null));
        await tx.Recommendations.Add(new(Recommendation, Member, Product, hand, House.Start, House.Start));
        await tx.ServiceRecords.Add(new(Record, Member, hand, "机密的话", "机密的话", true, [], [], [], House.Start, House.Start, House.Start));
        await tx.Staff.Put((await tx.Staff.ByUserid("linxiao"))! with { StoreCode = "SH01" }, null);
        await tx.Staff.Put((await tx.Staff.ByUserid("chenmo"))! with { StoreCode = "SH02" }, null);
        await tx.Badges.Add(new(Badge, Hash(BadgeCode), "linxiao", "SH01", "linxiao", House.Start));
        await tx.BadgeTurns.Add(new(Turn, "linxiao", Badge, "linxiao", "SH01", House.Start, House.Start, null));
        await tx.Opportunities.Add(Domain.Opportunity.New(Quiet, "W-QU000001", "wmLi", "机密的旧项目", "linxiao", Stages.Default, House.Start.AddDays(-20)));
        await tx.Customers.Put(new(Own, "自己的客户", null, null, "chenmo", [], House.Start, House.Start), House.Start);
        await tx.Follows.Put(new(Own, "chenmo", null, null, [], null, [], House.Start.AddDays(-30), null, null, null));
    }

    /// <summary>Nobody has touched the old project for twenty days; and at six there is a brief.</summary>
    async Task Wait()
    {
        await house.Services.GetRequiredService<StallJob>().Run(House.Start, CancellationToken.None);
        await house.Settle();
        Stall = (await house.Db.Read(tx => tx.Stalls.OfOpportunity(Quiet, 1))).Single().Id;
        await house.Services.GetRequiredService<BriefWorker>().Settled(CancellationToken.None);
        await house.AtSix();
        var brief = (await house.Db.Read(tx => tx.Reports.Past("zhoulei", "9999-12-31", "", 1))).Single();
        (Brief, Department) = (brief.Id, brief.DepartmentId);
    }

    static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
