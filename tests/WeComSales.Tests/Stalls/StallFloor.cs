using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Domain;
using WeComSales.Operations;
using WeComSales.People;
using WeComSales.Simulator;
using WeComSales.Stalls;

namespace WeComSales.Tests.Stalls;

/// <summary>The house on a Friday at 10:32, with a director above the manager and an ops specialist beside her.</summary>
public sealed class StallFloor : IAsyncDisposable
{
    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    StallFloor(House house) => House = house;

    public House House { get; }

    public Phone Rep => House.Phone("林晓");
    public Phone Manager => House.Phone("周蕾");
    public Phone Director => House.Phone("高远");
    public Phone Ops => House.Phone("孙宁");
    public Phone Colleague => House.Phone("陈默");

    public DateTimeOffset Now => House.WeCom.Clock.GetUtcNow();

    public static Task<StallFloor> Open(params (string Key, string? Value)[] changes) => Open(null, changes);

    public static async Task<StallFloor> Open(SimulatorOptions? options, params (string Key, string? Value)[] changes)
    {
        var house = await House.Open(options, changes);
        house.WeCom.Company
            .WithPerson("gaoyuan", "高远", "华东区", leads: true)
            .WithPerson("sunning", "孙宁", "华东区/华东二组");
        var floor = new StallFloor(house);
        (await house.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None)).Complete.ShouldBeTrue();
        await house.Db.Write(async tx =>
        {
            var ops = (await tx.Staff.ByUserid("sunning"))!;
            await tx.Staff.Put(ops with { Role = Role.Ops, RoleSource = RoleSource.Import }, null);
            var other = (await tx.Opportunities.ById("opp-ct"))!;
            await tx.Opportunities.Update(other, other with { ClosedAt = House.Start.AddDays(-1) });
        });
        return floor;
    }

    /// <summary>Imports opportunities of 林晓 in 提案 whose last log is so many hours old.</summary>
    public async Task Import(params (string Code, double Hours)[] opportunities)
    {
        var lines = opportunities.Select(one => string.Create(CultureInfo.InvariantCulture,
            $"{one.Code},wmWang,{one.Code} 项目,提案,350000,CNY,linxiao,影像,{Text(Now.AddDays(-60))},{Text(Now.AddDays(-40))},{Text(Now.AddHours(-one.Hours))},"));
        await ImportFile("opportunities",
            "code,external_userid,title,stage,amount,currency,owner_userid,product_line,created_at,stage_since,last_log_at,expected_close\n" + string.Join('\n', lines) + "\n");
    }

    public async Task<ImportReport> ImportFile(string kind, string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, text);
            var kinds = House.Services.GetRequiredService<ImportKinds>();
            return await new Import(kinds.ByName(kind, Now)!, kinds.Context(Now), (_, _) => { }, _ => { }).Run(path, CancellationToken.None);
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + ".rejected.csv");
        }
    }

    /// <summary>One scan as of now, and everything it causes.</summary>
    public async Task<string> Scan()
    {
        var result = await House.Services.GetRequiredService<StallJob>().Run(Now, CancellationToken.None);
        await House.Settle();
        return result.Line;
    }

    /// <summary>The clock goes on to a local time, with a scan there.</summary>
    public async Task<string> ScanAt(string local)
    {
        House.WeCom.Clock.SetUtcNow(At(local));
        return await Scan();
    }

    public static DateTimeOffset At(string local) => new(DateTime.Parse(local, CultureInfo.InvariantCulture), Shanghai);

    public Task<Opportunity> Opportunity(string code) => House.Db.Read(async tx => (await tx.Opportunities.ByCode(code))!);

    public async Task<Stall> Stall(string code)
    {
        var opportunity = await Opportunity(code);
        return await House.Db.Read(async tx => (await tx.Stalls.OfOpportunity(opportunity.Id, 1)).Single());
    }

    /// <summary>The rep writes a log, as the sidebar does.</summary>
    public async Task FollowUp(string code, string by = "linxiao", DateTimeOffset? next = null)
    {
        var opportunity = await Opportunity(code);
        await House.Db.Write(tx => tx.FollowUps.Add(new(
            $"log-{code}-{Now.Ticks}", opportunity.ExternalUserid, opportunity.Id, "确认比选时间", next, null, null, null, by, Now)));
    }

    /// <summary>A browser that is signed in as somebody.</summary>
    public async Task<HttpClient> As(string userid)
    {
        var session = SessionCookie.NewValue();
        await House.Db.Write(tx => tx.Sessions.Open(new(SessionCookie.Hash(session), userid, Now, Now.AddDays(30), null, null, null)));
        var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = House.Address };
        client.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Name}={session}");
        return client;
    }

    public async Task<StallExplanation> Explain(string code, DateTimeOffset? at = null) =>
        (await House.Services.GetRequiredService<StallExplainFlow>().ByCode(code, at ?? Now))!;

    /// <summary>A person's stall cards; leaders get a daily brief as well.</summary>
    public static IReadOnlyList<CardView> Of(Phone phone) => [.. phone.Cards.Where(card => card.Source == "停滞提醒")];

    /// <summary>Cards that are about this opportunity.</summary>
    public static IReadOnlyList<CardView> About(Phone phone, string code) =>
        [.. phone.Cards.Where(card => card.Desc.Contains($"{code} 项目", StringComparison.Ordinal))];

    static string Text(DateTimeOffset at) => at.ToOffset(Shanghai).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
