using Microsoft.Extensions.Configuration;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Tests.Settings;

namespace WeComSales.Tests.Reports;

/// <summary>A team's day as facts, without a database: so many reps, each with so many acts, always the same.</summary>
public static class Day
{
    public static readonly DateOnly Friday = new(2026, 11, 20);
    public static readonly DateTimeOffset Six = new(2026, 11, 20, 18, 0, 0, TimeSpan.FromHours(8));

    static readonly string[] surnames = ["林", "陈", "周", "吴", "郑", "王", "李", "赵", "孙", "钱", "何", "许"];
    static readonly string[] given = ["晓", "默", "蕾", "思远", "佳宁", "子涵", "雨桐", "浩然", "欣怡", "明轩"];

    public static string Name(int rep) => surnames[rep % surnames.Length] + given[rep / surnames.Length % given.Length];

    public static BriefFacts Facts(int reps, bool busy = true, Func<int, string>? name = null, int weeks = 4)
    {
        var team = new BriefTeam(7, "华东二组", "示例公司/华东区/华东二组");
        var all = Enumerable.Range(0, reps).ToList();
        string Who(int rep) => $"rep{rep}";
        string Customer(int one) => $"{surnames[one % 12]}主任";
        var doing = busy ? all.Where(rep => rep % 5 != 4).ToList() : [];
        return new BriefFacts(
            team, Friday, Six.AddDays(-1), Six,
            [.. all.Select(rep => new BriefMember(Who(rep), name?.Invoke(rep) ?? Name(rep), 7, "华东二组", IsRep: true))],
            [.. doing.SelectMany(rep => Enumerable.Range(0, rep % 4).Select(one => new AddedContact($"wm{rep}-{one}", Who(rep))))],
            [.. doing.SelectMany(rep => Enumerable.Range(0, rep % 6).Select(one => new BriefCall($"c{rep}-{one}", Who(rep), 100 + one * 60)))],
            [.. doing.Where(rep => rep % 3 == 0).Select(rep => new BriefMove($"m{rep}", Who(rep), rep % 2 == 0 ? "提案" : "方案比选", rep % 4 == 3 ? "需求确认" : "商务谈判"))],
            [.. doing.SelectMany(rep => Enumerable.Range(0, rep % 3 + 1).Select(one => new BriefNote(
                $"n{rep}-{one}", Who(rep), Customer(rep + one), one == 0 ? [SignalLabels.PriceObjection] : rep % 7 == 0 ? [SignalLabels.LossRisk] : [SignalLabels.CompetitorMention],
                one == 1 ? [rep % 2 == 0 ? "联影" : "GE"] : [])))],
            [.. doing.SelectMany(rep => Enumerable.Range(0, rep % 2 + 1).Select(one => new BriefAct($"f{rep}-{one}", Who(rep), one == 0 ? Figure.FollowUps : Figure.Visits)))],
            [.. doing.Where(rep => rep % 4 == 1).Select(rep => new BriefStall(
                $"s{rep}", Who(rep), Customer(rep), $"{rep} 号 CT 采购项目", "提案", Six.AddHours(-76 - rep * 5), Opened: rep % 8 == 1, Ended: false, IsOpen: true))],
            [.. doing.Select(rep => new BriefDue($"d{rep}", Who(rep), Customer(rep), rep % 2 == 0 ? $"{rep} 号 CT 采购项目" : null, (DueKind)(rep % 3), Six.AddHours(15 + rep % 8)))],
            busy ? new Dictionary<string, int> { ["初步接触"] = reps * 3, ["需求确认"] = reps * 2, ["提案"] = reps + 3, ["方案比选"] = reps, ["商务谈判"] = reps / 2, ["合同审批"] = 1 } : new Dictionary<string, int>(),
            [.. Enumerable.Range(0, weeks).Select(week => Figures.Of(Enumerable.Repeat(Figure.Contacts, reps + week).Concat(Enumerable.Repeat(Figure.Notes, reps))))]);
    }

    public static StoredBrief Brief(int reps, bool busy = true, Func<int, string>? name = null, bool late = false, int weeks = 4) => new(
        "brief-1", 1, late, true, Six.AddSeconds(1).ToUniversalTime(),
        BriefMaking.Make(Facts(reps, busy, name, weeks), Stages.Default, TimeSpan.FromMinutes(3)), Leads: true);

    public static AppSettings Settings() => AppSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(Given.Complete()).Build()).Settings!;
}
