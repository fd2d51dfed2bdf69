using System.Globalization;
using System.Web;
using WeComSales.Simulator;
using WeComSales.WeCom;

namespace WeComSales.Tests.Simulator;

/// <summary>Our client and our records against a WeCom that reads every byte for itself: what one side misspells the other refuses.</summary>
public sealed class OwnClientTests : SimulatorTest
{
    static readonly CancellationToken never = CancellationToken.None;

    WeComClient Client() => new(
        new WeComAccount { ApiBase = Wecom.BaseUrl, CorpId = Wecom.Options.CorpId, Secret = Wecom.Options.Secret, App = "app" }, new MemoryTokenVault(), Wecom.Clock);

    [Fact]
    public async Task Texts_with_anything_in_them_arrive_as_they_are()
    {
        using var client = Client();
        const string Text = "预算\t30 万 😀 𠮷 \"引号\" \\u4e00 <b>&\u2028\u3000完";

        var sent = await client.Send(MessageBody.Text(Wecom.Options.AgentId, ["linxiao", "nobody"], Text), never);

        sent.Value.InvalidUsers.ShouldBe(["nobody"]);
        Wecom.Phone("林晓").AppMessages[^1].Text.ShouldBe(Text);
    }

    [Fact]
    public async Task Cards_of_all_five_kinds_are_taken_without_a_warning()
    {
        using var client = Client();
        foreach (var card in AllKinds())
        {
            var sent = await client.Send(MessageBody.Card(Wecom.Options.AgentId, ["linxiao"], card), never);

            sent.Failure.ShouldBeNull();
            Wecom.Calls[^1].Warnings.ShouldBeEmpty();
        }

        Wecom.Phone("林晓").Cards.Select(card => card.Kind)
            .ShouldBe(["text_notice", "news_notice", "button_interaction", "vote_interaction", "multiple_interaction"]);
        Wecom.Phone("林晓").Cards.ShouldAllBe(card => card.Title == "标题");
    }

    [Fact]
    public async Task A_card_is_changed_by_code_and_by_button_and_taken_back()
    {
        using var client = Client();
        var first = await client.Send(MessageBody.Card(Wecom.Options.AgentId, ["linxiao"], Buttons("t-1")), never);
        var second = await client.Send(MessageBody.Card(Wecom.Options.AgentId, ["linxiao"], Buttons("t-2")), never);

        (await client.UpdateTemplateCard(MessageBody.UpdateCard(Wecom.Options.AgentId, ["linxiao"], first.Value.ResponseCode!, AllKinds()[0]), never)).Failure.ShouldBeNull();
        (await client.UpdateTemplateCard(MessageBody.UpdateButton(Wecom.Options.AgentId, ["linxiao"], second.Value.ResponseCode!, "已丢弃"), never)).Failure.ShouldBeNull();

        Wecom.Phone("林晓").Cards.Select(card => (card.Kind, card.ReplacedBy)).ShouldBe([("text_notice", null), ("button_interaction", "已丢弃")]);
        (await client.Recall(second.Value.MsgId!, never)).Value.ShouldBeTrue();
        Wecom.Phone("林晓").Cards.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_with_a_Chinese_name_goes_up_and_comes_down()
    {
        using var client = Client();
        var up = await client.Upload(MediaKind.File, "日报-华东二组-20261120.pdf", "%PDF-1.7 demo"u8.ToArray(), never);
        using var target = new MemoryStream();

        var down = await client.Download(up.Value.MediaId, target, never);

        (down.Value.Name, target.Length).ShouldBe(("日报-华东二组-20261120.pdf", 13L));
        up.Value.CreatedAt.ShouldBe(SmallCompany.Noon.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task People_customers_tags_and_days_are_read()
    {
        using var client = Client();
        (await client.GetUser("linxiao", never)).Value.DirectLeader.ShouldBe(["ChenLi"]);
        (await client.ListDepartments(never)).Value.Count.ShouldBe(2);
        (await client.ListDepartmentIds(never)).Value.Count.ShouldBe(2);
        (await client.GetDepartment(2, never)).Value.Name.ShouldBe("华东二组");
        (await client.ListUsers(2, never)).Value.Count.ShouldBe(3);
        (await client.ListFollowUsers(never)).Value.ShouldContain("linxiao");
        (await client.ListExternalContacts("linxiao", never)).Value.ShouldBe(["wmWang"]);
        (await client.ListExternalContacts("ChenLi", never)).Value.ShouldBeEmpty();
        (await client.GetExternalContact("wmWang", never)).Value.FollowUsers.ShouldHaveSingleItem().Remark.ShouldBe("骨科王主任");
        (await client.BatchGetByUser(["linxiao"], null, never)).Value.Rows.ShouldHaveSingleItem().FollowInfo.Userid.ShouldBe("linxiao");
        (await client.ListCorpTags(never)).Value.ShouldBeEmpty();
        (await client.GetBehavior("linxiao", SmallCompany.Noon.AddDays(-3), SmallCompany.Noon.AddDays(-1), never)).Value.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Somebody_signs_in_and_both_tickets_sign()
    {
        using var client = Client();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var asked = $"/connect/oauth2/authorize?appid={Wecom.Options.CorpId}&redirect_uri={Uri.EscapeDataString("http://linxiao.localhost/")}&response_type=code&scope=snsapi_base&state=a";
        using var answer = await browser.GetAsync(new Uri(Wecom.BaseUrl, asked));

        (await client.GetUserInfo(HttpUtility.ParseQueryString(answer.Headers.Location!.Query)["code"]!, never)).Value.Userid.ShouldBe("linxiao");
        (await client.SignForCorp("http://x/", "n", SmallCompany.Noon, never)).Value.Signature
            .ShouldNotBe((await client.SignForAgent("http://x/", "n", SmallCompany.Noon, never)).Value.Signature);
    }

    [Fact]
    public async Task A_token_that_died_early_is_fetched_again_once()
    {
        using var client = Client();
        await client.CheckSecret(never);
        Wecom.Faults.ExpireTokens();

        (await client.GetUser("linxiao", never)).Failure.ShouldBeNull();
        Wecom.Calls.Count(call => call.Path == "gettoken").ShouldBe(3);
    }

    [Fact]
    public async Task Every_callback_is_read_by_our_reader()
    {
        var reader = new CallbackReader(new CallbackCrypto(Wecom.Options.Token, Wecom.Options.EncodingAesKey, Wecom.Options.CorpId), Wecom.Options.AgentId.ToString(CultureInfo.InvariantCulture));
        var kinds = new List<string>();
        Service.Read = (query, body) => kinds.Add(reader.ReadApp(query, body, Wecom.Clock.GetUtcNow()).Callback!.Message.Kind);
        await Api.Post("message/send", CardsInJson.Message(CardsInJson.Buttons("t-1")));
        var rep = Wecom.Phone("林晓");

        await rep.SendToApp("价格太高");
        await rep.SendImageToApp();
        await rep.SendVoiceToApp();
        await rep.SendVideoToApp();
        await rep.SendLinkToApp("公告", "CT", "https://example.com");
        await rep.SendLocationToApp("仁和医院", 31.2, 121.4);
        await rep.EnterApp();
        await rep.Tap(rep.LastCard, "确认入库");
        await Wecom.Customer("王主任").Delete("林晓");
        await Wecom.Directory.Joins("xinren", "新人", "华东二组");
        await Wecom.Directory.Moves("新人", "华东一组");
        await Wecom.Directory.Leads("华东一组", "xinren");
        await Wecom.Directory.Leaves("新人");
        await rep.SendUnknownToApp("chatrecord", "聊天记录");

        kinds.Count.ShouldBe(14);
        kinds.Take(13).ShouldAllBe(kind => !kind.Contains("unknown", StringComparison.OrdinalIgnoreCase));
        (await Api.Get("user/get?userid=xinren")).GetProperty("errcode").GetInt32().ShouldBe(60111);
    }

    static TemplateCard.ButtonInteraction Buttons(string taskId) => new()
    {
        TaskId = taskId, MainTitle = new("标题"), ButtonSelection = new("to", "记到", [new("a", "一"), new("b", "二")], "a"), ButtonList = [new("确认入库", "ok", 1), new("去编辑", null, 2, 1, "https://example.com")],
    };

    static TemplateCard[] AllKinds() =>
    [
        new TemplateCard.TextNotice { MainTitle = new("标题"), EmphasisContent = new("12", "新增"), QuoteArea = new("引用"), HorizontalContentList = [new("信号", "价格异议")], JumpList = [new("打开", 1, "https://example.com")], CardAction = CardAction.Open("https://example.com") },
        new TemplateCard.NewsNotice { MainTitle = new("标题"), CardImage = new("https://example.com/1.png", 1.5), VerticalContentList = [new("一", "二")], CardAction = CardAction.Open("https://example.com") },
        Buttons("k-1"),
        new TemplateCard.VoteInteraction { TaskId = "k-2", MainTitle = new("标题"), Checkbox = new("q", [new("a", "一", true), new("b", "二", false)], 1), SubmitButton = new("提交", "s") },
        new TemplateCard.MultipleInteraction { TaskId = "k-3", MainTitle = new("标题"), SelectList = [new("d", "几天", [new("1", "1 天")])], SubmitButton = new("提交", "s") },
    ];
}
