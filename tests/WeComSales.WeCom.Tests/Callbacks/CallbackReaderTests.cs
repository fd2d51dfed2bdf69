using System.Globalization;
using System.Text;

namespace WeComSales.WeCom.Tests;

public sealed class CallbackReaderTests
{
    const string Text =
        "<xml><ToUserName><![CDATA[ww5f2c0ffee0123456]]></ToUserName><FromUserName><![CDATA[lilei]]></FromUserName><CreateTime>1790000000</CreateTime>"
        + "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[预算三十万，下周三前要报价]]></Content><MsgId>90071</MsgId><AgentID>1000002</AgentID></xml>";

    const string BotText =
        """{"msgid":"m-1","aibotid":"bot-1","chattype":"single","from":{"userid":"lilei"},"msgtype":"text","text":{"content":"客户要报价"}}""";

    readonly Sender wecom = new();
    readonly Sender bot = new("");

    CallbackReader App => new(wecom.Crypto, "1000002");

    CallbackReader Bot => new(bot.Crypto, "bot-1");

    [Theory, MemberData(nameof(Vectors.Echoes), MemberType = typeof(Vectors))]
    public void The_address_check_is_answered_with_the_plain_echo(string name)
    {
        var vector = Vectors.Named(name);
        var now = DateTimeOffset.FromUnixTimeSeconds(long.Parse(vector.Timestamp!, CultureInfo.InvariantCulture));
        var query = $"msg_signature={vector.Signature}&timestamp={vector.Timestamp}&nonce={vector.Nonce}&echostr=";
        var reader = new CallbackReader(vector.Crypto(), "1");

        var encoded = reader.Verify(query + Uri.EscapeDataString(vector.Encrypted!), now);
        var bare = reader.Verify("?" + query + vector.Encrypted, now);
        var blank = reader.Verify(query + vector.Encrypted!.Replace("+", "%20"), now);

        foreach (var echo in new[] { encoded, bare, blank })
        {
            echo.Refusal.ShouldBeNull();
            Encoding.UTF8.GetString(echo.Echo.Span).ShouldBe(vector.Message);
        }
    }

    /// <summary>The signature of a POST is one of a GET too: whoever caught a callback on its way must not have it opened by asking again.</summary>
    [Theory]
    [InlineData(Text)]
    [InlineData(BotText)]
    [InlineData("<a/>")]
    [InlineData("{}")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void What_is_no_short_word_is_not_echoed(string plaintext)
    {
        var sent = wecom.App(plaintext);
        var encrypted = System.Text.RegularExpressions.Regex.Match(Encoding.UTF8.GetString(sent.Body), @"[A-Za-z0-9+/]{40,}=*").Value;

        var echo = App.Verify($"{sent.Query}&echostr={Uri.EscapeDataString(encrypted)}", Sender.Now);

        echo.Refusal.ShouldBe(CallbackRefusal.Parse);
        echo.Echo.Length.ShouldBe(0);
    }

    [Fact]
    public void A_forwarded_text_is_read_with_its_key_and_kept_whole()
    {
        var sent = wecom.App(Text);

        var callback = App.ReadApp(sent.Query, sent.Body, Sender.Now).Callback.ShouldNotBeNull();

        callback.Message.ShouldBe(new TextMessage(new(Sender.Corp, "lilei", 1790000000, 1000002, "90071"), "预算三十万，下周三前要报价"));
        Encoding.UTF8.GetString(callback.Plaintext.Span).ShouldBe(Text);
        callback.Key.Seconds.ShouldBe(1790000000u);
        callback.Key.ToString().ShouldBe("6ab13b80" + callback.Key.Hash);
        callback.Key.Hash.Length.ShouldBe(24);
        callback.Nonce.ShouldBe(wecom.Nonce);
    }

    [Fact]
    public void The_key_is_the_first_twelve_bytes_of_the_hash_of_plaintext_and_app()
    {
        var sent = wecom.App(Text);
        var hash = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Text + "1000002"));

        App.ReadApp(sent.Query, sent.Body, Sender.Now).Callback!.Key.Hash.ShouldBe(Convert.ToHexStringLower(hash.AsSpan(0, 12)));
    }

    [Fact]
    public void A_retry_has_another_cipher_text_and_the_same_key_and_another_app_has_another_key()
    {
        var first = wecom.App(Text);
        var retry = wecom.App(Text, Sender.Now.AddSeconds(9));

        retry.Encrypted.ShouldNotBe(first.Encrypted);
        var key = App.ReadApp(first.Query, first.Body, Sender.Now).Callback!.Key;
        App.ReadApp(retry.Query, retry.Body, Sender.Now).Callback!.Key.ShouldBe(key);
        new CallbackReader(wecom.Crypto, "1000003").ReadApp(first.Query, first.Body, Sender.Now).Callback!.Key.ShouldNotBe(key);
    }

    [Theory]
    [InlineData("""{"ToUserName":"ww5f2c0ffee0123456","AgentID":"1000002","Encrypt":"§"}""")]
    [InlineData("""{ "tousername": "ww5f2c0ffee0123456", "agentid": 1000002, "encrypt": "§" }""")]
    [InlineData("<xml>\n  <Encrypt><![CDATA[§]]></Encrypt>\r\n  <ToUserName> ww5f2c0ffee0123456 </ToUserName>\n</xml>\n")]
    public void The_other_shapes_of_the_envelope_are_read_too(string envelope)
    {
        var encrypted = wecom.Encrypt(Text);

        App.ReadApp(wecom.Query(encrypted), Encoding.UTF8.GetBytes(envelope.Replace("§", encrypted)), Sender.Now).Callback.ShouldNotBeNull();
        App.ReadApp(wecom.Query(encrypted), Encoding.UTF8.GetBytes(envelope.Replace("§", encrypted.Replace("/", "\\/"))), Sender.Now)
            .Refusal.ShouldBe(envelope.StartsWith('{') || !encrypted.Contains('/') ? null : CallbackRefusal.Shape);
    }

    [Fact]
    public void A_bot_message_is_known_by_its_id_even_a_minute_later()
    {
        var first = bot.Bot(BotText);
        var later = bot.Bot(BotText.Replace("msgtype\":\"text", "response_url\":\"https://x\",\"msgtype\":\"text"), Sender.Now.AddMinutes(1));

        var one = Bot.ReadBot(first.Query, first.Body, Sender.Now).Callback.ShouldNotBeNull();
        var two = Bot.ReadBot(later.Query, later.Body, Sender.Now.AddMinutes(1)).Callback.ShouldNotBeNull();

        one.Message.ShouldBeOfType<BotTextMessage>().Content.ShouldBe("客户要报价");
        one.Key.Seconds.ShouldBe(1789999980u);
        two.Key.ShouldNotBe(one.Key);
        two.Key.Hash.ShouldBe(one.Key.Hash);
    }

    [Fact]
    public void Each_thing_is_judged_before_the_next()
    {
        var good = wecom.App(Text);
        var stranger = new Sender("wwother0123456789a").App(Text);
        var unsigned = good.Query.Replace("msg_signature=", "msg_signature=0").Remove("?msg_signature=".Length + 40, 1);
        var notXml = wecom.App("no message");
        var tooOld = wecom.App(Text, Sender.Now.AddMinutes(-10).AddSeconds(-1));

        Refusal(good.Query, new byte[CallbackEnvelope.MaxBytes + 1]).ShouldBe(CallbackRefusal.TooLarge);
        Refusal("?" + new string('a', 9000), good.Body).ShouldBe(CallbackRefusal.TooLarge);
        Refusal("", good.Body).ShouldBe(CallbackRefusal.Shape);
        Refusal(good.Query + "&nonce=1", good.Body).ShouldBe(CallbackRefusal.Shape);
        Refusal(good.Query, stranger.Body).ShouldBe(CallbackRefusal.Shape);
        Refusal(tooOld.Query, tooOld.Body).ShouldBe(CallbackRefusal.Stale);
        Refusal(unsigned, good.Body).ShouldBe(CallbackRefusal.Signature);
        wecom.Crypto.DecryptionsEntered.ShouldBe(0);
        Refusal(notXml.Query, notXml.Body).ShouldBe(CallbackRefusal.Parse);
        wecom.Crypto.DecryptionsEntered.ShouldBe(1);

        var borrowed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(stranger.Body).Replace("wwother0123456789a", Sender.Corp));
        Refusal(stranger.Query, borrowed).ShouldBe(CallbackRefusal.ReceiveId);
    }

    [Fact]
    public void The_window_of_ten_minutes_holds_on_both_sides()
    {
        foreach (var seconds in new[] { -600, 0, 600 })
        {
            var sent = wecom.App(Text, Sender.Now.AddSeconds(seconds));
            Refusal(sent.Query, sent.Body).ShouldBeNull();
        }

        foreach (var seconds in new[] { -601, 601 })
        {
            var sent = wecom.App(Text, Sender.Now.AddSeconds(seconds));
            Refusal(sent.Query, sent.Body).ShouldBe(CallbackRefusal.Stale);
        }
    }

    CallbackRefusal? Refusal(string query, byte[] body) => App.ReadApp(query, body, Sender.Now).Refusal;
}
