using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Domain.Tests;

public sealed class PartiesTests
{
    static readonly ReportingLine Full = new("lin", "mapped", "direct", [["own-team"], [], ["region"]], "fallback");

    [Fact]
    public void The_nearest_leader_who_works_here_is_the_manager()
    {
        string[] order = ["mapped", "direct", "own-team", "region", "fallback"];
        FoundBy[] found = [FoundBy.Mapping, FoundBy.DirectLeader, FoundBy.Department, FoundBy.ParentDepartment, FoundBy.Default];
        for (var gone = 0; gone < order.Length; gone++)
        {
            var left = order[..gone];
            Parties.ManagerOf(Full, userid => !left.Contains(userid)).ShouldBe(new Party.Found(order[gone], found[gone]));
        }
    }

    [Fact]
    public void A_leader_who_is_the_rep_is_passed_over_for_the_next_one_up()
    {
        var line = new ReportingLine("chen", null, "chen", [["chen"], ["zhou"]], null);

        Parties.ManagerOf(line, _ => true).ShouldBe(new Party.Found("zhou", FoundBy.ParentDepartment));
    }

    [Fact]
    public void Nobody_above_is_said_and_so_is_nobody_who_still_works_here()
    {
        var alone = Parties.ManagerOf(new ReportingLine("lin", null, null, [], null), _ => true).ShouldBeOfType<Party.Missing>();
        var deserted = Parties.ManagerOf(Full, _ => false).ShouldBeOfType<Party.Missing>();

        alone.Why.ShouldContain("没有设置上级");
        deserted.Why.ShouldContain("离职");
    }

    [Fact]
    public void Nobody_is_ever_their_own_manager_and_nobody_who_left_manages()
    {
        var name = Gen.Elements("a", "b", "c", "d");
        var maybe = Gen.OneOf(name.Select(one => (string?)one), Gen.Constant((string?)null));
        var line = from self in name
                   from mapped in maybe
                   from direct in maybe
                   from levels in Gen.ListOf(Gen.ListOf(name))
                   from fallback in maybe
                   select new ReportingLine(self, mapped, direct, [.. levels.Select(level => (IReadOnlyList<string>)level)], fallback);
        var cases = from one in line from working in Gen.SubListOf("a", "b", "c", "d") select (one, working);

        Prop.ForAll(cases.ToArbitrary(), Holds).QuickCheckThrowOnFailure();

        static bool Holds((ReportingLine Line, List<string> Working) given) =>
            Parties.ManagerOf(given.Line, given.Working.Contains) switch
            {
                Party.Found found => found.Userid != given.Line.Userid && given.Working.Contains(found.Userid),
                _ => !All(given.Line).Any(userid => userid != given.Line.Userid && given.Working.Contains(userid)),
            };

        static IEnumerable<string> All(ReportingLine line) =>
            line.LeadersUpwards.SelectMany(level => level).Append(line.MappedLeader).Append(line.DirectLeader).Append(line.Default).OfType<string>();
    }
}
