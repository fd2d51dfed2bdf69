using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace WeComSales.WeCom.Tests;

public sealed class CallbackMessageTests
{
    [Fact]
    public void Every_fixture_becomes_its_record()
    {
        foreach (var (plaintext, expected) in Fixtures.All)
        {
            var message = CallbackMessage.Read(Encoding.UTF8.GetBytes(plaintext)).ShouldNotBeNull();

            Readable.Of(message).ShouldBe(Readable.Of(expected));
        }
    }

    [Fact]
    public void Every_kind_has_a_fixture()
    {
        var shown = Fixtures.All.Select(fixture => fixture.Expected.GetType())
            .Concat(Fixtures.Bots.Select(json => BotMessage.Read(Encoding.UTF8.GetBytes(json))!.GetType())).ToHashSet();

        typeof(CallbackMessage).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(CallbackMessage)))
            .Where(type => !shown.Contains(type))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("template_card_event", "", "event.template_card_event", "lilei")]
    [InlineData("change_external_contact", "<ChangeType>del_follow_user</ChangeType><ExternalUserID>wm1</ExternalUserID>", "event.change_external_contact.del_follow_user", "wm1")]
    [InlineData("change_external_contact", "<ChangeType>something_new</ChangeType>", "event.change_external_contact.something_new", "lilei")]
    [InlineData("change_external_chat", "<ChangeType>dismiss</ChangeType><ChatId>wr1</ChatId>", "event.change_external_chat.dismiss", "wr1")]
    [InlineData("change_external_tag", "<ChangeType>create</ChangeType>", "event.change_external_tag.create", "lilei")]
    [InlineData("inactive_alert", "", "event.inactive_alert", "lilei")]
    [InlineData("brand_new", "<ChangeType>x</ChangeType>", "event.brand_new.x", "lilei")]
    public void A_kind_has_a_name_and_a_key_to_keep_order_by(string name, string fields, string kind, string orderKey)
    {
        var message = Read($"<xml><FromUserName>lilei</FromUserName><MsgType>event</MsgType><Event>{name}</Event>{fields}</xml>").ShouldNotBeNull();

        (message.Kind, message.OrderKey).ShouldBe((kind, orderKey));
    }

    [Fact]
    public void Nothing_in_a_message_is_needed_to_read_it()
    {
        var empty = Read("<xml></xml>").ShouldBeOfType<UnknownMessage>();
        (empty.Kind, empty.OrderKey, empty.CreateTime, empty.AgentId, empty.FromUserName).ShouldBe(("unknown", "", 0u, null, null));

        foreach (var (plaintext, expected) in Fixtures.All)
        {
            var bare = XElement.Parse(plaintext);
            bare.Elements().Where(field => field.Name.LocalName is not ("MsgType" or "Event")).Remove();
            Read(bare.ToString()).ShouldBeOfType(expected.GetType());
        }
    }

    [Theory]
    [InlineData("4294967296", 4294967295u)]
    [InlineData("-5", 0u)]
    [InlineData("soon", 0u)]
    public void A_strange_time_breaks_nothing(string time, uint expected)
    {
        var message = Read($"<xml><CreateTime>{time}</CreateTime></xml>")!;
        message.CreateTime.ShouldBe(expected);
        message.CreatedAt.ToUnixTimeSeconds().ShouldBe(expected);
    }

    [Fact]
    public void Chat_text_with_control_characters_and_half_an_emoji_is_not_lost()
    {
        Read("<xml><MsgType>text</MsgType><Content><![CDATA[a\u0001\u000bb]]></Content></xml>").ShouldBeOfType<TextMessage>().Content.ShouldBe("a  b");
        BotMessage.Read("""{"msgtype":"text","text":{"content":"ok \ud83d"}}"""u8.ToArray()).ShouldBeOfType<BotTextMessage>().Content.ShouldStartWith("ok");
    }

    [Fact]
    public void The_plaintext_may_be_JSON_with_the_same_names() =>
        Read("""{"ToUserName":"c","FromUserName":"lilei","CreateTime":1790000000,"MsgType":"text","Content":"你好","MsgId":"9","AgentID":1000002}""")
            .ShouldBe(new TextMessage(new("c", "lilei", 1790000000, 1000002, "9"), "你好"));

    [SharedFact]
    public void Every_sample_event_is_read_and_kept_whole()
    {
        var reader = new CallbackReader(new Sender().Crypto, "1000002");
        var keys = new HashSet<CallbackKey>();
        string[] files = [.. SharedSamples.Files("events", "*.xml")];
        files.Length.ShouldBe(77);
        foreach (var file in files)
        {
            var sample = File.ReadAllBytes(file);
            var sent = new Sender().App(Encoding.UTF8.GetString(sample));

            var callback = reader.ReadApp(sent.Query, sent.Body, Sender.Now).Callback.ShouldNotBeNull(file);

            callback.Plaintext.ToArray().ShouldBe(sample, file);
            keys.Add(callback.Key);
            var xml = XElement.Parse(Encoding.UTF8.GetString(sample));
            callback.Message.Kind.ShouldContain((xml.Element("Event") ?? xml.Element("InfoType") ?? xml.Element("MsgType"))!.Value, Case.Sensitive, file);
            callback.Message.CreateTime.ShouldBe(uint.Parse((xml.Element("CreateTime") ?? xml.Element("TimeStamp"))!.Value, CultureInfo.InvariantCulture), file);
            if (callback.Message is not (UnknownMessage or ContactEvent))
            {
                var text = Readable.Of(callback.Message);
                foreach (var value in xml.Descendants().Where(field => !field.HasElements).Select(field => field.Value).Where(value => value.Length > 0))
                {
                    text.ShouldContain(value, Case.Sensitive, file);
                }
            }
        }

        var distinct = files.Select(File.ReadAllText).Distinct(StringComparer.Ordinal).Count();
        keys.Count.ShouldBe(distinct);
    }

    static CallbackMessage? Read(string plaintext) => CallbackMessage.Read(Encoding.UTF8.GetBytes(plaintext));
}
