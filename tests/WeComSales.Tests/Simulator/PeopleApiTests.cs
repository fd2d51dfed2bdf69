using System.Text.Json;
using System.Text.Json.Nodes;
using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

public sealed class PeopleApiTests : SimulatorTest
{
    [Fact]
    public async Task A_member_has_no_private_fields_and_only_a_visible_leader()
    {
        var member = await Api.Get("user/get?userid=LinXiao");

        Texts(member, "direct_leader").ShouldBe(["ChenLi"]);
        member.GetProperty("main_department").GetInt32().ShouldBe(2);
        foreach (var hidden in new[] { "mobile", "email", "biz_mail", "avatar", "gender", "address", "qr_code" })
        {
            member.TryGetProperty(hidden, out _).ShouldBeFalse(hidden);
        }

        Wecom.Company.People["ChenLi"].Departments[0] = 1;
        Wecom.Company.VisibleDepartments[0] = 2;
        Texts(await Api.Get("user/get?userid=linxiao"), "direct_leader").ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_unknown_gone_or_invisible_has_a_code()
    {
        Code(await Api.Get("user/get?userid=nobody")).ShouldBe(60111);
        Wecom.Company.People["ChenLi"].Active = false;
        Code(await Api.Get("user/get?userid=ChenLi")).ShouldBe(60111);
        Wecom.Company.VisibleDepartments.Clear();
        Code(await Api.Get("user/get?userid=linxiao")).ShouldBe(60011);
        Code(await Api.Get("user/list?department_id=2")).ShouldBe(60003);
    }

    [Fact]
    public async Task Departments_are_listed_with_their_leaders_and_members_without_those_below()
    {
        var departments = (await Api.Get("department/list")).GetProperty("department").EnumerateArray().ToList();
        departments.Select(one => one.GetProperty("name").GetString()).ShouldBe(["示例公司", "华东二组"]);
        Texts(departments[1], "department_leader").ShouldBe(["ChenLi"]);

        (await Api.Get("user/list?department_id=1")).GetProperty("userlist").GetArrayLength().ShouldBe(0);
        (await Api.Get("user/simplelist?department_id=2")).GetProperty("userlist").GetArrayLength().ShouldBe(3);
        (await Api.Get("department/simplelist")).GetProperty("department_id").GetArrayLength().ShouldBe(2);
        (await Api.Get("department/get?id=2")).GetProperty("department").GetProperty("parentid").GetInt32().ShouldBe(1);
        Code(await Api.Get("department/get?id=7")).ShouldBe(60003);
        (await Api.Get("agent/get?agentid=1000002")).GetProperty("allow_partys").GetProperty("partyid")[0].GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_member_without_customers_answers_84061()
    {
        Texts(await Api.Get("externalcontact/list?userid=linxiao"), "external_userid").ShouldBe(["wmWang"]);
        var none = await Api.Get("externalcontact/list?userid=ChenLi");
        Code(none).ShouldBe(84061);
        none.GetProperty("external_userid").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_customer_is_shown_with_those_who_follow_them()
    {
        var answer = await Api.Get("externalcontact/get?external_userid=wmWang");

        answer.GetProperty("external_contact").GetProperty("name").GetString().ShouldBe("王主任");
        answer.GetProperty("follow_user")[0].GetProperty("remark").GetString().ShouldBe("骨科王主任");
        Code(await Api.Get("externalcontact/get?external_userid=wmNobody")).ShouldBe(40096);
        Wecom.Company.Customers["wmWang"].Follows.Clear();
        Code(await Api.Get("externalcontact/get?external_userid=wmWang")).ShouldBe(84061);
    }

    [Fact]
    public async Task More_than_five_hundred_followers_come_in_pages()
    {
        for (var i = 0; i < 501; i++)
        {
            Wecom.Company.WithPerson($"rep{i}", $"同事{i}", "华东二组");
            Wecom.Company.Customers["wmWang"].Follows[$"rep{i}"] = new Follow($"rep{i}", SmallCompany.Noon);
        }

        var first = await Api.Get("externalcontact/get?external_userid=wmWang");
        var second = await Api.Get($"externalcontact/get?external_userid=wmWang&cursor={Uri.EscapeDataString(first.GetProperty("next_cursor").GetString()!)}");

        first.GetProperty("follow_user").GetArrayLength().ShouldBe(500);
        second.GetProperty("follow_user").GetArrayLength().ShouldBe(2);
        second.TryGetProperty("next_cursor", out _).ShouldBeFalse();
        Code(await Api.Get("externalcontact/get?external_userid=wmWang&cursor=broken")).ShouldBe(41035);
    }

    [Fact]
    public async Task Batches_come_fifty_at_a_time_unless_asked_and_with_tag_ids_only()
    {
        Wecom.Company.TagGroups.Add(new TagGroup("etGroup", "行业", [new CorpTag("etMedical", "医疗设备")]));
        for (var i = 0; i < 60; i++)
        {
            Wecom.Company.WithCustomer($"wm{i:d3}", $"客户{i}", "", new Follow("linxiao", SmallCompany.Noon) { TagIds = ["etMedical"] });
        }

        var first = await Batch("");
        var rest = await Batch(first.GetProperty("next_cursor").GetString()!);

        first.GetProperty("external_contact_list").GetArrayLength().ShouldBe(50);
        rest.GetProperty("external_contact_list").GetArrayLength().ShouldBe(11);
        rest.GetProperty("next_cursor").GetString().ShouldBe("");
        Texts(rest.GetProperty("external_contact_list")[10].GetProperty("follow_info"), "tag_id").ShouldBe(["etMedical"]);
        (await Api.Get("externalcontact/get?external_userid=wm000")).GetProperty("follow_user")[0].GetProperty("tags")[0].GetProperty("tag_name").GetString().ShouldBe("医疗设备");
        (await Api.Post("externalcontact/get_corp_tag_list", new JsonObject())).GetProperty("tag_group")[0].GetProperty("tag")[0].GetProperty("id").GetString().ShouldBe("etMedical");
        (await Api.Code("externalcontact/batch/get_by_user", new JsonObject { ["userid_list"] = new JsonArray() })).ShouldBe(40031);
        (await Api.Code("externalcontact/batch/get_by_user", new JsonObject { ["userid_list"] = new JsonArray("linxiao"), ["limit"] = 101 })).ShouldBe(40058);
    }

    [Fact]
    public async Task Only_those_with_the_function_can_have_customers()
    {
        Wecom.Company.WithPerson("ops", "运营", "华东二组", more: person => person with { ContactsCustomers = false });

        Texts(await Api.Get("externalcontact/get_follow_user_list"), "follow_user").ShouldBe(["ChenLi", "linxiao", "nolicence"]);
        Code(await Api.Get("externalcontact/list?userid=ops")).ShouldBe(84074);
        Code(await Api.Get("externalcontact/list?userid=nobody")).ShouldBe(60111);
    }

    Task<JsonElement> Batch(string cursor) => Api.Post("externalcontact/batch/get_by_user", new JsonObject { ["userid_list"] = new JsonArray("linxiao"), ["cursor"] = cursor });

    static IEnumerable<string?> Texts(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(one => one.GetString());
}
