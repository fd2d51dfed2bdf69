using System.Text.Json;
using WeComSales.Archive;
using WeComSales.WeCom;

namespace WeComSales.Tests.Archive;

public sealed class MessageTextsTests
{
    /// <summary>The protocol's own samples; absent outside the team's machines, and then said so by name.</summary>
    static readonly string? Samples = Find();

    [Theory]
    [InlineData("""{"msgtype":"text","text":{"content":"价格太高"}}""", "价格太高")]
    [InlineData("""{"msgtype":"text","text":{"content":""}}""", "[空消息]")]
    [InlineData("""{"msgtype":"image","image":{"filesize":70961}}""", "[图片]")]
    [InlineData("""{"msgtype":"voice","voice":{"play_length":10}}""", "[语音 10 秒]")]
    [InlineData("""{"msgtype":"video","video":{"play_length":108}}""", "[视频 1 分 48 秒]")]
    [InlineData("""{"msgtype":"emotion","emotion":{"type":1}}""", "[表情]")]
    [InlineData("""{"msgtype":"file","file":{"filename":"资料.docx"}}""", "[文件] 资料.docx")]
    [InlineData("""{"msgtype":"link","link":{"title":"招标公告","description":"","link_url":"https://example.com/a"}}""", "[链接] 招标公告\nhttps://example.com/a")]
    [InlineData("""{"msgtype":"weapp","weapp":{"title":"服务须知","displayname":"须知"}}""", "[小程序] 须知\n服务须知")]
    [InlineData("""{"msgtype":"card","card":{"corpname":"微信联系人"}}""", "[名片] 微信联系人")]
    [InlineData("""{"msgtype":"location","location":{"title":"门诊楼","address":"北京市"}}""", "[位置] 门诊楼\n北京市")]
    [InlineData("""{"msgtype":"mixed","mixed":{"item":[{"type":"text","content":"{\"content\":\"看这张\\n\"}"},{"type":"image","content":"{}"}]}}""", "看这张\n[图片]")]
    [InlineData("""{"msgtype":"mixed","mixed":{"item":[{"type":"text","content":"broken"}]}}""", "[图文混排]")]
    [InlineData("""{"msgtype":"chatrecord","chatrecord":{"title":"群聊","item":[{"type":"ChatRecordText","msgtime":1603875610,"content":"{\"content\":\"test\"}"},{"type":"ChatRecordFile","msgtime":1603875620,"content":"{\"filename\":\"a.pdf\"}"}]}}""", "[聊天记录] 群聊\n10-28 17:00 test\n10-28 17:00 [文件] a.pdf")]
    [InlineData("""{"msgtype":"markdown","info":{"content":"请查看"}}""", "请查看")]
    [InlineData("""{"msgtype":"news","info":{"item":[{"title":"服务"},{"title":"价格"}]}}""", "[图文] 服务\n[图文] 价格")]
    [InlineData("""{"msgtype":"calendar","calendar":{"title":"复盘会","starttime":1603882800,"endtime":1603886400}}""", "[日程] 复盘会\n10-28 19:00 至 20:00")]
    [InlineData("""{"msgtype":"meeting","meeting":{"topic":"夕会","starttime":1603877400,"endtime":1603881000}}""", "[会议] 夕会\n10-28 17:30 至 18:30")]
    [InlineData("""{"msgtype":"meeting_voice_call","msgtime":1594197581203,"meeting_voice_call":{"endtime":1594197635}}""", "[语音通话 54 秒]")]
    [InlineData("""{"msgtype":"voiptext","info":{"callduration":200,"invitetype":1}}""", "[语音通话 3 分 20 秒]")]
    [InlineData("""{"msgtype":"voip_doc_share","voip_doc_share":{"filename":"报价.pdf"}}""", "[通话中共享文件] 报价.pdf")]
    [InlineData("""{"msgtype":"docmsg","doc":{"title":"演示"}}""", "[文档] 演示")]
    [InlineData("""{"msgtype":"redpacket","redpacket":{"wish":"恭喜"}}""", "[红包] 恭喜")]
    [InlineData("""{"msgtype":"external_redpacket","redpacket":{"wish":"恭喜"}}""", "[红包] 恭喜")]
    [InlineData("""{"msgtype":"collect","collect":{"title":"登记","room_name":"项目群"}}""", "[填表] 登记\n项目群")]
    [InlineData("""{"msgtype":"sphfeed","sphfeed":{"sph_name":"旅行家","feed_desc":"缆车"}}""", "[视频号] 旅行家\n缆车")]
    [InlineData("""{"msgtype":"hologram","hologram":{}}""", "[这种消息暂时不能显示]")]
    [InlineData("""{"msgtype":"voice","voice":"?"}""", "[语音 时长未知]")]
    public void Every_kind_is_readable(string json, string text) => Read(json).Text.ShouldBe(text);

    [Fact]
    public void A_reply_is_told_from_what_it_answers()
    {
        Read("""{"msgtype":"text","text":{"content":"这是一条引用/回复消息：\"\n王主任：价格太高\n\"\n------\n我去申请"}}""").ShouldBe(("我去申请", "王主任：价格太高"));
        Read("""{"msgtype":"text","text":{"content":"这是一条引用/回复消息：\"\n------\n@nick777"}}""").ShouldBe(("@nick777", null));
        Read("""{"msgtype":"text","text":{"content":"这是一条引用/回复消息：没有下文"}}""").Text.ShouldBe("这是一条引用/回复消息：没有下文");
    }

    [SkippableSamples]
    public void Every_sample_of_the_protocol_is_readable()
    {
        foreach (var file in Directory.EnumerateFiles(Samples!))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var message = ArchivedMessage.Read(document.RootElement);
            var (text, _) = MessageTexts.Of(message);

            message.MsgId.ShouldNotBeEmpty(file);
            if (message.Kind is not ("agree" or "disagree" or "revoke" or "switch"))
            {
                text.ShouldNotBeNullOrWhiteSpace(file);
                text.ShouldNotContain("暂时不能显示", customMessage: file);
            }
        }
    }

    static (string Text, string? Quoted) Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return MessageTexts.Of(ArchivedMessage.Read(document.RootElement.Clone()));
    }

    static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var samples = Path.Combine(folder.FullName, "shared", "wecom", "samples", "msgaudit");
            if (Directory.Exists(samples))
            {
                return samples;
            }
        }

        return null;
    }

    sealed class SkippableSamplesAttribute : FactAttribute
    {
        public SkippableSamplesAttribute()
        {
            if (Samples is null)
            {
                Skip = "../shared/wecom/samples/msgaudit is not here";
            }
        }
    }
}
