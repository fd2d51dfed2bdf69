using System.Text;
using System.Text.Json.Nodes;

namespace WeComSales.WeCom.Tests;

public sealed class BotTests
{
    static readonly BotChat single = new("bot", null, false, null), group = new("bot", "wr9", true, null);

    [Fact]
    public void Every_bot_fixture_becomes_its_record()
    {
        CallbackHead Head(string id, uint time = 0) => new(null, "lilei", time, null, id);
        BotMessage[] expected =
        [
            new BotTextMessage(Head("b1"), single with { ResponseUrl = "https://r/1" }, "报价", null),
            new BotImageMessage(Head("b2"), single, "https://i/1", null),
            new BotMixedMessage(Head("b3"), group, [new("image", null, "https://i/2"), new("text", "看图", null)], null),
            new BotVoiceMessage(Head("b4"), single, "他说下周签", null),
            new BotFileMessage(Head("b5"), single, "https://f/1", null),
            new BotVideoMessage(Head("b6"), single, "https://v/1", null),
            new BotStreamRefresh(Head("b7"), single, "s1"),
            new BotEnterChatEvent(Head("b8", 1790000004), single),
            new BotTemplateCardEvent(Head("b9", 1790000004), group, "note.confirm", "note-1", "button_interaction", [new("pair", ["p1", "p2"])]),
            new BotFeedbackEvent(Head("b10"), single, "f1", 2, "不准", ["2", "4"]),
            new UnknownBotMessage(Head("b11"), single, "bot.hologram"),
        ];
        for (var index = 0; index < Fixtures.Bots.Count; index++)
        {
            Readable.Of(Read(Fixtures.Bots[index])!).ShouldBe(Readable.Of(expected[index]));
        }

        expected.Length.ShouldBe(Fixtures.Bots.Count);
        expected[2].OrderKey.ShouldBe("wr9");
        expected[0].OrderKey.ShouldBe("lilei");
    }

    [Theory]
    [InlineData("text", """{"content":"预算三十万"}""", "预算三十万")]
    [InlineData("voice", """{"content":"听到的话"}""", "听到的话")]
    [InlineData("image", """{"url":"https://i/3"}""", "")]
    [InlineData("mixed", """{"msg_item":[{"msgtype":"text","text":{"content":"一"}},{"msgtype":"image","image":{"url":"u"}},{"msgtype":"text","text":{"content":"二"}}]}""", "一\n二")]
    [InlineData("chatrecord", """{"x":1}""", "")]
    public void A_quote_gives_the_words_of_what_it_quotes(string kind, string body, string words)
    {
        var message = Read($$$"""{"msgid":"q","chattype":"group","from":{"userid":"lilei"},"msgtype":"text","text":{"content":"@商机助手 记一下"},"quote":{"msgtype":"{{{kind}}}","{{{kind}}}":{{{body}}} }}""")
            .ShouldBeOfType<BotTextMessage>();

        message.Content.ShouldBe("记一下");
        message.Quote.ShouldNotBeNull().Kind.ShouldBe(kind);
        message.Quote.Text.ShouldBe(words);
    }

    [Theory]
    [InlineData("group", "@商机助手 记一下", "记一下")]
    [InlineData("group", "@商机助手\u2005记一下 @别人", "记一下 @别人")]
    [InlineData("group", "  @商机助手\n第一行\n第二行", "第一行\n第二行")]
    [InlineData("group", "@商机助手", "")]
    [InlineData("group", "没有提到", "没有提到")]
    [InlineData("single", "@王经理 说下周三签", "@王经理 说下周三签")]
    public void The_mention_that_called_the_bot_is_no_part_of_the_words(string chat, string content, string expected)
    {
        var json = new JsonObject { ["chattype"] = chat, ["msgtype"] = "text", ["text"] = new JsonObject { ["content"] = content } };

        Read(json.ToJsonString()).ShouldBeOfType<BotTextMessage>().Content.ShouldBe(expected);
    }

    [Fact]
    public void A_sealed_answer_opens_with_the_nonce_of_the_question()
    {
        var wecom = new Sender("", nonce: "n-1");
        var body = BotReply.Stream("s1", "好的 😀", finish: true);

        var answer = JsonNode.Parse(BotReply.Seal(wecom.Crypto, body, Sender.Now, wecom.Nonce, new byte[16]))!;

        answer["nonce"]!.GetValue<string>().ShouldBe("n-1");
        answer["timestamp"]!.GetValue<long>().ShouldBe(1_790_000_000);
        var encrypted = Encoding.ASCII.GetBytes(answer["encrypt"]!.GetValue<string>());
        wecom.Crypto.Verify(answer["msgsignature"]!.GetValue<string>(), "1790000000", "n-1", encrypted).ShouldBeTrue();
        wecom.Crypto.Decrypt(encrypted, out var message).ShouldBeNull();
        message.ShouldBe(body);
    }

    [Fact]
    public void Every_answer_is_what_the_documentation_shows()
    {
        var card = new TemplateCard.TextNotice { TaskId = "t", MainTitle = new("已入库"), CardAction = CardAction.Open("https://x") };
        const string cardJson = """{"card_type":"text_notice","card_action":{"type":1,"url":"https://x"},"task_id":"t","main_title":{"title":"已入库"}}""";

        Text(BotReply.Text("你好")).ShouldBe("""{"msgtype":"text","text":{"content":"你好"}}""");
        Text(BotReply.Markdown("**好**")).ShouldBe("""{"msgtype":"markdown","markdown":{"content":"**好**"}}""");
        Text(BotReply.Stream("s", "…", false)).ShouldBe("""{"msgtype":"stream","stream":{"id":"s","finish":false,"content":"…"}}""");
        Text(BotReply.Card(card)).ShouldBe($$"""{"msgtype":"template_card","template_card":{{cardJson}}}""");
        Text(BotReply.UpdateCard(card, [])).ShouldBe($$"""{"response_type":"update_template_card","template_card":{{cardJson}}}""");
        Text(BotReply.UpdateCard(card, ["a", "b"])).ShouldBe($$"""{"response_type":"update_template_card","userids":["a","b"],"template_card":{{cardJson}}}""");
        JsonNode.Parse(BotReply.Markdown(new string('长', 10_000)))!["markdown"]!["content"]!.GetValue<string>().Length.ShouldBe(6826);

        static string Text(byte[] body) => Encoding.UTF8.GetString(body);
    }

    [Theory]
    [InlineData("<xml><MsgType>text</MsgType></xml>")]
    [InlineData("[1]")]
    [InlineData("\"x\"")]
    [InlineData("{")]
    public void What_is_not_an_object_is_no_bot_message(string plaintext) => BotMessage.Read(Encoding.UTF8.GetBytes(plaintext)).ShouldBeNull();

    [SharedFact]
    public void Every_sample_of_the_bot_is_read_and_its_words_are_found()
    {
        string[] files = [.. SharedSamples.Files("aibot", "callback.*.json").Where(file => !file.Contains("structure", StringComparison.Ordinal))];
        files.Length.ShouldBe(11);
        foreach (var file in files)
        {
            var message = BotMessage.Read(File.ReadAllBytes(file)).ShouldNotBeNull(file);
            message.ShouldNotBeOfType<UnknownBotMessage>(file);
            message.Chat.BotId.ShouldBe("AIBOTID", file);
            message.FromUserName.ShouldBe("USERID", file);
        }

        BotMessage.Read(SharedSamples.Read("aibot", "callback.text.quote.json")).ShouldBeOfType<BotTextMessage>().Content.ShouldBe("hello robot");
        BotMessage.Read(SharedSamples.Read("aibot", "callback.mixed.quote.json")).ShouldBeOfType<BotMixedMessage>().Content.ShouldBe("这是今日的测试情况");
    }

    static BotMessage? Read(string json) => BotMessage.Read(Encoding.UTF8.GetBytes(json));
}
