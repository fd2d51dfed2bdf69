using System.Xml.Linq;
using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

public sealed class CallbackPumpTests : SimulatorTest
{
    [Fact]
    public async Task A_text_arrives_encrypted_with_who_sent_it_and_to_which_app()
    {
        await Wecom.Phone("林晓").SendToApp("价格太高]]>，竞品在谈");

        var xml = XDocument.Parse(Service.Received.ShouldHaveSingleItem()).Root!;
        xml.Element("Content")!.Value.ShouldBe("价格太高]]>，竞品在谈");
        xml.Element("FromUserName")!.Value.ShouldBe("linxiao");
        xml.Element("ToUserName")!.Value.ShouldBe(Wecom.Options.CorpId);
        xml.Element("AgentID")!.Value.ShouldBe("1000002");
        xml.Element("CreateTime")!.Value.ShouldBe(SmallCompany.Noon.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        long.Parse(xml.Element("MsgId")!.Value, System.Globalization.CultureInfo.InvariantCulture).ShouldBePositive();
    }

    [Fact]
    public async Task A_refused_callback_comes_three_times_more_with_the_same_words_and_new_envelopes()
    {
        Service.Answer = (http, _) =>
        {
            http.Response.StatusCode = 500;
            return Task.CompletedTask;
        };

        await Wecom.Phone("林晓").SendToApp("在吗");

        Service.Received.Count.ShouldBe(4);
        Service.Received.Distinct().ShouldHaveSingleItem();
        Service.Envelopes.Distinct().Count().ShouldBe(4);
        Wecom.CallbackDeliveries.Select(one => one.Try).ShouldBe([1, 2, 3, 4]);
        Wecom.CallbackDeliveries.ShouldAllBe(one => one.Status == 500);
    }

    [Fact]
    public async Task A_callback_that_is_not_answered_in_time_is_cut_and_repeated_until_it_is()
    {
        await using var hurried = await SimulatorServer.Start(SmallCompany.Options() with { CallbackTimeout = TimeSpan.FromMilliseconds(300) });
        hurried.ConnectTo(Service.Url);
        var calls = 0;
        Service.Answer = (http, _) => Interlocked.Increment(ref calls) < 3 ? Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }) : Task.CompletedTask;

        await hurried.Phone("林晓").SendToApp("在吗");

        hurried.CallbackDeliveries.Count(one => !one.Answered).ShouldBeGreaterThanOrEqualTo(2);
        hurried.CallbackDeliveries[^1].Answered.ShouldBeTrue();
        hurried.CallbackDeliveries[0].Problem.ShouldBe("no answer in time");
    }

    [Fact]
    public async Task A_redirect_is_no_answer()
    {
        Service.Answer = (http, _) =>
        {
            http.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };

        await Wecom.Phone("林晓").SendToApp("在吗");

        Wecom.CallbackDeliveries.Count(one => one.Status == 302).ShouldBe(4);
    }

    [Fact]
    public async Task Callbacks_can_come_twice()
    {
        Wecom.Faults.DuplicateCallbacks(times: 1);

        await Wecom.Phone("林晓").SendToApp("一");
        await Wecom.Phone("林晓").SendToApp("二");

        Service.Received.Count.ShouldBe(3);
        Service.Received.First().ShouldBe(Service.Received.ElementAt(1));
        Service.Envelopes.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Callbacks_can_overtake_each_other_and_none_is_forgotten()
    {
        Wecom.Faults.ReorderCallbacks(times: 1);

        await Wecom.Phone("林晓").SendToApp("先说的");
        await Wecom.Phone("林晓").SendToApp("后说的");

        Service.Received.First().ShouldContain("后说的");
        Service.Received.Last().ShouldContain("先说的");

        Wecom.Faults.ReorderCallbacks(times: 1);
        await Wecom.Phone("林晓").SendToApp("最后一句");
        Service.Received.Count.ShouldBe(2);
        await Wecom.Idle();
        Service.Received.Last().ShouldContain("最后一句");
    }

    [Fact]
    public async Task Callbacks_can_be_lost()
    {
        Wecom.Faults.LoseCallbacks(times: 1);

        await Wecom.Phone("林晓").SendToApp("丢了的");
        await Wecom.Phone("林晓").SendToApp("没丢的");

        Service.Received.ShouldHaveSingleItem().ShouldContain("没丢的");
        Wecom.CallbackDeliveries[0].Problem.ShouldBe("lost on purpose");
    }

    [Fact]
    public async Task The_address_is_good_only_when_the_decrypted_words_come_back_and_nothing_else()
    {
        Service.Answer = async (http, words) => await http.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(words));
        (await Wecom.VerifyCallbackUrl()).Ok.ShouldBeTrue();
        (await Wecom.VerifyBotUrl()).Ok.ShouldBeTrue();

        Service.Answer = async (http, words) => await http.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"\"{words}\""));
        (await Wecom.VerifyCallbackUrl()).Ok.ShouldBeFalse();

        Wecom.ConnectTo(new Uri("http://127.0.0.1:1"));
        (await Wecom.VerifyCallbackUrl()).Ok.ShouldBeFalse();
    }

    [Fact]
    public async Task Every_kind_of_message_has_the_fields_of_its_page()
    {
        var rep = Wecom.Phone("linxiao");
        await rep.SendImageToApp();
        await rep.SendVoiceToApp();
        await rep.SendVideoToApp();
        await rep.SendLinkToApp("招标公告", "市一院 CT", "https://example.com/1");
        await rep.SendLocationToApp("仁和医院", 31.2, 121.4);
        await rep.EnterApp();
        await rep.SendUnknownToApp("file", "参数表.xlsx");

        string[][] expected =
        [
            ["PicUrl", "MediaId", "MsgId"], ["MediaId", "Format", "MsgId"], ["MediaId", "ThumbMediaId", "MsgId"], ["Title", "Description", "Url", "PicUrl", "MsgId"],
            ["Location_X", "Location_Y", "Scale", "Label", "AppType", "MsgId"], ["Event", "EventKey"], ["Title", "MsgId"],
        ];
        string[] head = ["ToUserName", "FromUserName", "CreateTime", "MsgType"];
        Service.Received.Select(one => XDocument.Parse(one).Root!.Elements().Select(element => element.Name.LocalName).ToArray())
            .ShouldBe(expected.Select(fields => (string[])[.. head, .. fields, "AgentID"]));
    }

    [Fact]
    public async Task Changes_of_customers_come_from_sys()
    {
        var rep = Wecom.Phone("林晓");
        await rep.AddCustomer("wmZhao", "赵医生", "仁和医院", state: "qr-01");
        await rep.EditCustomer("赵医生", "骨科赵医生");
        await Wecom.Customer("王主任").Delete("林晓");
        await rep.DeleteCustomer("骨科赵医生");

        var events = Service.Received.Select(one => XDocument.Parse(one).Root!).ToList();
        events.Select(one => one.Element("ChangeType")!.Value).ShouldBe(["add_external_contact", "edit_external_contact", "del_follow_user", "del_external_contact"]);
        events.ShouldAllBe(one => one.Element("FromUserName")!.Value == "sys" && one.Element("UserID")!.Value == "linxiao");
        events[0].Element("State")!.Value.ShouldBe("qr-01");
        events[0].Element("WelcomeCode").ShouldNotBeNull();
        events.ShouldAllBe(one => one.Element("AgentID") == null);
    }
}
