using Microsoft.Extensions.DependencyInjection;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Tests.People;

public sealed class DirectorySyncTests : IAsyncLifetime
{
    House house = null!;

    public async Task InitializeAsync() => house = await House.Open();

    public async Task DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task The_directory_becomes_people_with_departments_and_the_roles_that_leadership_shows()
    {
        var run = (await house.Db.Read(tx => tx.SyncRuns.Latest(DirectorySync.Kind, 5))).ShouldHaveSingleItem();

        (run.Complete, run.Added, run.Departed).ShouldBe((true, 3, 0));
        (await Person("zhoulei"))!.Role.ShouldBe(Role.Manager);
        (await Person("linxiao"))!.Role.ShouldBe(Role.Rep);
        (await house.Db.Read(tx => tx.Departments.TeamByPath("示例公司/华东区/华东二组"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_same_directory_again_changes_nothing()
    {
        var again = await Sync();

        (again.Added, again.Changed, again.Departed).ShouldBe((0, 0, 0));
    }

    [Theory]
    [InlineData("department/list", 45009)]
    [InlineData("department/list", -1)]
    [InlineData("user/list", 45033)]
    [InlineData("user/list", 48002)]
    public async Task An_answer_that_failed_is_never_taken_for_an_empty_one(string api, int code)
    {
        await Sync();
        house.WeCom.Company.People["chenmo"].Active = false;
        house.WeCom.Faults.ErrCode(code, api);

        var broken = await Sync();

        (broken.Complete, broken.Departed).ShouldBe((false, 0));
        broken.Reasons.ShouldNotBeEmpty();
        (await Person("chenmo"))!.Active.ShouldBeTrue();
        house.WeCom.Faults.Clear();
        (await Sync()).Departed.ShouldBe(1);
        (await Person("chenmo"))!.LeftReason.ShouldBe(LeftReason.Vanished);
    }

    [Fact]
    public async Task An_empty_directory_signs_nobody_off()
    {
        await Sync();
        house.WeCom.Company.VisibleDepartments.Clear();

        (await Sync()).Complete.ShouldBeFalse();
        (await Person("linxiao"))!.Active.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_leaves_is_locked_out_by_the_callback_already()
    {
        await Sync();
        await house.Db.Write(tx => tx.Sessions.Open(new("hash", "chenmo", House.Start, House.Start.AddHours(1), null, null, null)));
        house.WeCom.Company.People["chenmo"].Active = false;

        await Changed("<ChangeType>delete_user</ChangeType><UserID>chenmo</UserID>");

        (await Person("chenmo"))!.Active.ShouldBeFalse();
        (await house.Db.Read(tx => tx.Staff.OfSession("hash", House.Start, House.Start.AddDays(-1)))).ShouldBeNull();
    }

    [Fact]
    public async Task A_new_person_and_a_new_department_appear_by_callback_and_what_the_callback_says_of_them_is_not_believed()
    {
        await Sync();
        house.WeCom.Company.WithPerson("wangfang", "王芳", "华东区/华东三组", leads: true);
        var department = house.WeCom.Company.DepartmentAt("华东区/华东三组").Id;

        await Changed($"<ChangeType>create_party</ChangeType><Id>{department}</Id><Name>假名</Name>");
        await Changed("<ChangeType>create_user</ChangeType><UserID>wangfang</UserID><Name>假名</Name>");

        (await Person("wangfang"))!.Name.ShouldBe("王芳");
        (await Person("wangfang"))!.Role.ShouldBe(Role.Manager);
        (await house.Db.Read(tx => tx.Departments.TeamByPath("示例公司/华东区/华东三组"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_role_by_import_outlives_the_nightly_reading()
    {
        await using var office = await Office.Over(house.Db);
        await Sync();

        await office.Import("directory", "userid,name,role\nlinxiao,林晓,ops\n");
        await Sync();

        (await Person("linxiao"))!.Role.ShouldBe(Role.Ops);
    }

    [Fact]
    public async Task Whoever_the_app_cannot_see_is_told_where_the_contacts_secret_is_set()
    {
        await using var other = await House.Open(null, ("WeCom:ContactsSecret", house.WeCom.Options.ContactsSecret));
        other.WeCom.Company.VisibleDepartments.Clear();
        other.WeCom.Company.VisibleDepartments.Add(other.WeCom.Company.DepartmentAt("华东区").Id);
        other.WeCom.Company.WithPerson("wangfang", "王芳", "华南区");

        var run = await other.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);

        run.Complete.ShouldBeTrue();
        run.Reasons.ShouldBe(["1 人不在应用的可见范围内，收不到卡片：wangfang"]);
        (await Sync()).Reasons.ShouldBeEmpty();
    }

    Task<SyncRun> Sync() => house.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);

    Task<Staff?> Person(string userid) => house.Db.Read(tx => tx.Staff.ByUserid(userid));

    async Task Changed(string fields)
    {
        house.WeCom.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.WeCom.SendCallback(
            $"<xml><ToUserName>{house.WeCom.Options.CorpId}</ToUserName><FromUserName>sys</FromUserName>"
            + $"<CreateTime>{house.WeCom.Clock.GetUtcNow().ToUnixTimeSeconds()}</CreateTime><MsgType>event</MsgType><Event>change_contact</Event>{fields}</xml>");
        await house.Settle();
    }
}
