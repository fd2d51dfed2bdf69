using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Domain.Tests;

public sealed class OrganisationTests
{
    static readonly Department Company = new(1, 0, "云帆", 0, []);
    static readonly Department East = new(2, 1, "华东", 0, ["zhou"]);
    static readonly Department EastTwo = new(3, 2, "二组", 0, ["chen"]);

    [Fact]
    public void Who_leads_leaders_is_director_who_leads_reps_is_manager_everybody_else_is_rep()
    {
        var organisation = new Organisation([Company, East, EastTwo], [Member("zhou", 2), Member("chen", 3), Member("lin", 3)]);

        organisation.RoleOf("zhou").ShouldBe((Role.Director, RoleSource.Derived));
        organisation.RoleOf("chen").ShouldBe((Role.Manager, RoleSource.Derived));
        organisation.RoleOf("lin").ShouldBe((Role.Rep, RoleSource.Derived));
        organisation.Leaders(1).ShouldBeEmpty();
        organisation.Path(3).ShouldBe("云帆/华东/二组");
    }

    [Fact]
    public void The_last_import_wins_over_leadership()
    {
        var organisation = new Organisation([Company, East, EastTwo], [Member("zhou", 2, Role.Ops), Member("chen", 3)]);

        organisation.RoleOf("zhou").ShouldBe((Role.Ops, RoleSource.Import));
    }

    [Fact]
    public void A_manager_by_import_leads_the_main_department_where_the_directory_names_nobody()
    {
        var organisation = new Organisation([Company], [Member("chen", 1, Role.Manager), Member("lin", 1)]);

        organisation.Leaders(1).ShouldBe(["chen"]);
    }

    [Fact]
    public void Somebody_who_left_leads_nothing()
    {
        var organisation = new Organisation([Company, East], [Member("zhou", 2) with { Active = false }]);

        organisation.Leaders(2).ShouldBeEmpty();
        organisation.RoleOf("zhou").Role.ShouldBe(Role.Rep);
    }

    [Fact]
    public void Leading_two_departments_in_one_line_alone_makes_no_director()
    {
        var organisation = new Organisation([East, EastTwo with { Leaders = ["zhou"] }], [Member("zhou", 2)]);

        organisation.RoleOf("zhou").Role.ShouldBe(Role.Manager);
    }

    [Fact]
    public void Any_set_of_departments_even_with_loops_and_missing_parents_has_finite_upward_walks_and_consistent_leaders()
    {
        var department = from id in Gen.Choose(1, 12)
                         from parent in Gen.Choose(0, 15)
                         from leaders in Gen.SubListOf("abcdef".Select(letter => letter.ToString()).ToArray())
                         select new Department(id, parent, $"d{id}", 0, [.. leaders]);
        var member = from name in Gen.Elements("a", "b", "c", "d", "e")
                     from active in Gen.Elements(true, false)
                     from main in Gen.Choose(0, 15)
                     from role in Gen.Elements<Role?>(null, Role.Manager, Role.Rep, Role.Director)
                     select new OrganisationMember(name, active, main, role, []);
        var cases = from departments in Gen.ListOf(department) from members in Gen.ListOf(member) select (departments, members);

        Prop.ForAll(cases.ToArbitrary(), Holds).QuickCheckThrowOnFailure();

        static bool Holds((List<Department> Departments, List<OrganisationMember> Members) given)
        {
            var members = given.Members.DistinctBy(one => one.Userid).ToList();
            var organisation = new Organisation(given.Departments, members);
            return organisation.Departments.All(department =>
                organisation.Upwards(department.Id)[0] == department.Id
                && organisation.Upwards(department.Id).Distinct().Count() == organisation.Upwards(department.Id).Count
                && organisation.Leaders(department.Id).All(leader => members.Exists(one => one.Userid == leader && one.Active))
                && organisation.Leaders(department.Id).All(leader =>
                    organisation.RoleOf(leader) is { Source: RoleSource.Import } or { Role: Role.Manager or Role.Director }));
        }
    }

    static OrganisationMember Member(string userid, long department, Role? imported = null) => new(userid, true, department, imported, []);
}
