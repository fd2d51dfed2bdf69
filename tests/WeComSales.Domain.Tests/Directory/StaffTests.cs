namespace WeComSales.Domain.Tests;

public sealed class StaffTests
{
    static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    static readonly DirectoryEntry Here = new("lin", "林晓", 3, [new(3, false, 0)], "销售", "chen", true);

    [Fact]
    public void A_disabled_account_is_signed_off_once_and_back_when_it_is_enabled()
    {
        var off = Staff.New("lin", "林晓").SeenInDirectory(Here with { Active = false }, Noon);
        var stillOff = off.SeenInDirectory(Here with { Active = false }, Noon.AddDays(1));

        off.LeftReason.ShouldBe(LeftReason.Disabled);
        stillOff.LeftAt.ShouldBe(Noon);
        stillOff.SeenInDirectory(Here, Noon.AddDays(2)).Active.ShouldBeTrue();
    }

    [Fact]
    public void The_directory_does_not_bring_back_whom_an_import_signed_off()
    {
        var off = Staff.New("lin", "林晓").Gone(LeftReason.Import, Noon);

        off.SeenInDirectory(Here, Noon.AddDays(1)).Active.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Role.Rep, Sight.Own, false)]
    [InlineData(Role.Manager, Sight.Team, true)]
    [InlineData(Role.Director, Sight.Team, true)]
    [InlineData(Role.Ops, Sight.Addressed, false)]
    [InlineData(Role.Presales, Sight.Addressed, false)]
    [InlineData(Role.Clerk, Sight.None, false)]
    [InlineData(Role.StoreManager, Sight.None, false)]
    [InlineData(Role.Admin, Sight.None, false)]
    public void Every_role_has_its_sight(Role role, Sight sight, bool onlyLooks)
    {
        var viewer = new Viewer("lin", role);

        viewer.Sight.ShouldBe(sight);
        viewer.OnlyLooks.ShouldBe(onlyLooks);
        Roles.Parse(Roles.Word(role)).ShouldBe(role);
    }

    [Fact]
    public void Leadership_never_makes_an_administrator() =>
        Enum.GetValues<Leadership>().Select(leads => Roles.Of(null, leads).Role).ShouldNotContain(Role.Admin);
}
