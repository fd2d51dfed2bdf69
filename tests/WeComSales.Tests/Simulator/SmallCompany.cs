using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

/// <summary>Three colleagues, one of them outside the visible range, one without a licence, and one customer.</summary>
static class SmallCompany
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(8));

    public static Company Build() => new Company { Name = "小公司" }
        .WithPerson("ChenLi", "陈立", "华东二组", leads: true)
        .WithPerson("linxiao", "林晓", "华东二组", more: person => person with { DirectLeader = "ChenLi" })
        .WithPerson("nolicence", "周宁", "华东二组", more: person => person with { Licensed = false })
        .WithCustomer("wmWang", "王主任", "仁和医院", new Follow("linxiao", Noon.AddDays(-30)) { Remark = "骨科王主任" })
        .WithGroup("wrTeam", "华东二组", "linxiao", "ChenLi");

    public static SimulatorOptions Options(Company? company = null) => new() { Company = company ?? Build(), StartAt = Noon, RetryPause = TimeSpan.FromMilliseconds(1) };
}
