using System.Globalization;
using System.Text;

namespace WeComSales.WeCom.Tests;

/// <summary>What a stranger may send. Refusals are counted, not timed: none may enter the cipher or cost more than a few megabytes.</summary>
public sealed class HostileCallbackTests
{
    const string Text = "<xml><FromUserName>lilei</FromUserName><CreateTime>1790000000</CreateTime><MsgType>text</MsgType><Content>报价</Content></xml>";
    const long MaxAllocated = 10 * 1024 * 1024;

    [Fact]
    public void Ten_thousand_mutants_of_signed_callbacks_are_refused_without_entering_the_cipher()
    {
        var random = new Random(20261122);
        var wecom = new Sender();
        var reader = new CallbackReader(wecom.Crypto, "1000002");
        var good = Enumerable.Range(0, 20).Select(number => wecom.App(Text.Replace("报价", $"报价{number}"))).ToArray();
        var others = new Sender("wwsomeoneelse00001").App(Text);
        var refusals = new Dictionary<CallbackRefusal, int>();

        for (var round = 0; round < 10_000; round++)
        {
            var sent = good[round % good.Length];
            var (query, encrypted) = Mutate(random, round % 11, sent, others);
            var body = Envelope(encrypted);

            var reading = reader.ReadApp(query, body, Sender.Now);

            reading.Callback.ShouldBeNull($"round {round}: {query} {encrypted}");
            refusals[reading.Refusal!.Value] = refusals.GetValueOrDefault(reading.Refusal.Value) + 1;
        }

        wecom.Crypto.DecryptionsEntered.ShouldBe(0);
        refusals.Keys.Order().ShouldBe([CallbackRefusal.Shape, CallbackRefusal.Stale, CallbackRefusal.Signature]);
        refusals[CallbackRefusal.Signature].ShouldBeGreaterThan(2_000);
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_the_envelope_is_refused_or_changes_nothing()
    {
        var wecom = new Sender();
        var reader = new CallbackReader(wecom.Crypto, "1000002");
        var sent = wecom.App(Text);
        var key = reader.ReadApp(sent.Query, sent.Body, Sender.Now).Callback!.Key;
        var harmless = 0;
        for (var bit = 0; bit < sent.Body.Length * 8; bit++)
        {
            byte[] flipped = [.. sent.Body];
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            if (reader.ReadApp(sent.Query, flipped, Sender.Now).Callback is { } callback)
            {
                // The agent id outside is not signed and not used: the one inside counts.
                callback.Key.ShouldBe(key);
                harmless++;
            }
        }

        harmless.ShouldBeLessThan("<AgentID><![CDATA[1000002]]></AgentID>".Length * 8);
    }

    [Fact]
    public void Signed_nonsense_is_refused_after_decryption()
    {
        var wecom = new Sender();
        var reader = new CallbackReader(wecom.Crypto, "1000002");
        var key = Convert.FromBase64String(Sender.Key.Replace('-', '0') + "=");
        var corp = Encoding.UTF8.GetBytes(Sender.Corp);

        Refusal(Plain(5, Pad(32, 33))).ShouldBe(CallbackRefusal.Decryption);
        Refusal(Plain(5, Pad(32, 0))).ShouldBe(CallbackRefusal.Decryption);
        Refusal(Plain(5, [.. Enumerable.Repeat((byte)7, 25), .. Enumerable.Repeat((byte)8, 7)])).ShouldBe(CallbackRefusal.Decryption);
        Refusal(new byte[32].Select(_ => (byte)32).ToArray()).ShouldBe(CallbackRefusal.Decryption);
        Refusal(Plain(uint.MaxValue)).ShouldBe(CallbackRefusal.Decryption);
        Refusal(Plain(0x7fffffff)).ShouldBe(CallbackRefusal.Decryption);
        Refusal(Plain(6)).ShouldBe(CallbackRefusal.ReceiveId);
        Refusal(Plain(4)).ShouldBe(CallbackRefusal.ReceiveId);
        Refusal(Plain(5)).ShouldBe(CallbackRefusal.Parse);
        wecom.Crypto.DecryptionsEntered.ShouldBe(9);

        CallbackRefusal? Refusal(byte[] plain)
        {
            using var aes = System.Security.Cryptography.Aes.Create();
            aes.Key = key;
            var encrypted = Convert.ToBase64String(aes.EncryptCbc(plain, key.AsSpan(0, 16), System.Security.Cryptography.PaddingMode.None));
            return reader.ReadApp(wecom.Query(encrypted), Envelope(encrypted), Sender.Now).Refusal;
        }

        byte[] Plain(uint length, byte[]? tail = null)
        {
            byte[] content = [.. new byte[16], (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length, .. "hello"u8, .. corp];
            var pad = 32 - content.Length % 32;
            return tail is null ? [.. content, .. Enumerable.Repeat((byte)pad, pad)] : [.. content, .. new byte[pad], .. tail];
        }

        static byte[] Pad(int length, byte value) => [.. Enumerable.Repeat(value, length)];
    }

    [Fact]
    public void Splitting_the_digits_of_timestamp_and_nonce_anew_gains_nothing()
    {
        // The four values are joined without delimiters, so other splits of the same digits carry a valid signature. All but one are refused by
        // their shape. The one with a ten-digit timestamp is the swap; it is accepted by design of the protocol when the nonce happens to look like
        // the present, and then its content key is the same, so that it counts as a repeat.
        var swapped = new Sender(nonce: "1798765777");
        var reader = new CallbackReader(swapped.Crypto, "1000002");
        var now = DateTimeOffset.FromUnixTimeSeconds(1_798_765_432);
        var sent = swapped.App(Text, now);
        const string digits = "17987654321798765777";
        var signature = sent.Query["?msg_signature=".Length..][..40];
        var encrypted = Encoding.ASCII.GetBytes(sent.Encrypted);
        var accepted = new List<(string Timestamp, CallbackKey Key)>();
        var verified = 0;
        for (var at = 1; at < digits.Length; at++)
        {
            foreach (var (timestamp, nonce) in new[] { (digits[..at], digits[at..]), (digits[at..], digits[..at]) })
            {
                verified += swapped.Crypto.Verify(signature, timestamp, nonce, encrypted) ? 1 : 0;
                if (reader.ReadApp($"?msg_signature={signature}&timestamp={timestamp}&nonce={nonce}", sent.Body, now).Callback is { } callback)
                {
                    accepted.Add((timestamp, callback.Key));
                }
            }
        }

        verified.ShouldBe(38); // every one of the 19 splits, in both roles
        accepted.Select(split => split.Timestamp).ShouldBe(["1798765432", "1798765777"]);
        accepted.Select(split => split.Key).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Hostile_documents_are_refused_before_any_parser_and_after_a_valid_signature_by_it()
    {
        var bomb = new StringBuilder("<!DOCTYPE xml [<!ENTITY a0 \"lol\">");
        for (var level = 1; level < 20; level++)
        {
            bomb.Append(CultureInfo.InvariantCulture, $"<!ENTITY a{level} \"").Insert(bomb.Length, $"&a{level - 1};", 10).Append("\">");
        }

        string[] documents =
        [
            $"{bomb}]><xml><MsgType>&a19;</MsgType></xml>",
            "<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml><MsgType>text</MsgType></xml>",
            "<!DOCTYPE xml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><xml><MsgType>text</MsgType><Content>&x;</Content></xml>",
            "<xml><MsgType>text</MsgType><Content>&undeclared;</Content></xml>",
            string.Concat(Enumerable.Repeat("<a>", 5_000)) + string.Concat(Enumerable.Repeat("</a>", 5_000)),
            "<xml>" + string.Concat(Enumerable.Repeat("<a>", 10_000)),
            string.Concat(Enumerable.Repeat("""{"a":""", 5_000)) + "1" + new string('}', 5_000),
            new string('[', 10_000),
            "<?xml version=\"1.0\" encoding=\"utf-7\"?><!DOCTYPE xml []><xml>+ADw-!ENTITY</xml>",
            "\uFEFF<!DOCTYPE xml []><xml/>",
            "<xml><a></xml>", "<xml/><xml/>", "{\"a\":1,\"a\":2}", "{\"a\":1", "", "   ",
        ];
        var wecom = new Sender();
        var reader = new CallbackReader(wecom.Crypto, "1000002");
        foreach (var document in documents)
        {
            AssertCheap(() => reader.ReadApp(wecom.App(Text).Query, Encoding.UTF8.GetBytes(document), Sender.Now).Refusal.ShouldBe(CallbackRefusal.Shape, document));
            wecom.Crypto.DecryptionsEntered.ShouldBe(0);
        }

        foreach (var document in documents)
        {
            var signed = wecom.App(document);
            AssertCheap(() => reader.ReadApp(signed.Query, signed.Body, Sender.Now).Refusal
                .ShouldBe(signed.Body.Length > CallbackEnvelope.MaxBytes ? CallbackRefusal.TooLarge : CallbackRefusal.Parse, document));
        }
    }

    [Fact]
    public void Other_encodings_are_neither_an_envelope_nor_a_message()
    {
        var wecom = new Sender();
        var reader = new CallbackReader(wecom.Crypto, "1000002");
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            byte[] document = [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)];
            reader.ReadApp(wecom.App(Text).Query, document, Sender.Now).Refusal.ShouldBe(CallbackRefusal.Shape);
            CallbackMessage.Read(document).ShouldBeNull();
            CallbackMessage.Read(encoding.GetBytes(Text)).ShouldBeNull();
        }

        // A declaration cannot choose how the bytes are read: they are UTF-8 or nothing.
        CallbackMessage.Read(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + Text))
            .ShouldBeOfType<TextMessage>().Content.ShouldBe("报价");
        CallbackMessage.Read((byte[])[.. "<xml><MsgType>text</MsgType><Content>"u8, 0xc3, 0x28, .. "</Content></xml>"u8]).ShouldBeNull();
    }

    [Fact]
    public void A_huge_body_is_not_even_looked_at()
    {
        var wecom = new Sender();
        var reader = new CallbackReader(wecom.Crypto, "1000002");
        var huge = new byte[100 * 1024 * 1024];

        AssertCheap(() => reader.ReadApp(wecom.App(Text).Query, huge, Sender.Now).Refusal.ShouldBe(CallbackRefusal.TooLarge));
        AssertCheap(() => reader.ReadBot(wecom.App(Text).Query, huge, Sender.Now).Refusal.ShouldBe(CallbackRefusal.TooLarge));
    }

    static (string Query, string Encrypted) Mutate(Random random, int kind, Sender.Envelope sent, Sender.Envelope others)
    {
        var fields = sent.Query.Split('=', '&');
        var (signature, timestamp, nonce) = (fields[1], fields[3], fields[5]);
        var encrypted = sent.Encrypted;
        string[] glue = ["=", "A", "AAAA", " ", "&", nonce, encrypted];
        switch (kind)
        {
            case 0: encrypted = Flip(random, encrypted); break;
            case 1: signature = Flip(random, signature); break;
            case 2: nonce = Flip(random, nonce); break;
            case 3: timestamp = Flip(random, timestamp); break;
            case 4: (timestamp, nonce) = (nonce, timestamp); break;
            case 5: (signature, encrypted) = (encrypted, signature); break;
            case 6: timestamp = (1_790_000_000 + (random.Next(2) * 2 - 1) * random.Next(601, 100_000_000)).ToString(CultureInfo.InvariantCulture); break;
            case 7: encrypted = others.Encrypted; break;
            case 8: encrypted = encrypted[..random.Next(encrypted.Length)]; break;
            case 9: encrypted += glue[random.Next(glue.Length)]; break;
            default: (nonce, encrypted) = (nonce + encrypted[..random.Next(1, 24)], encrypted[random.Next(1, 24)..]); break;
        }

        return ($"?msg_signature={Uri.EscapeDataString(signature)}&timestamp={Uri.EscapeDataString(timestamp)}&nonce={Uri.EscapeDataString(nonce)}", encrypted);
    }

    static string Flip(Random random, string text)
    {
        var letters = text.ToCharArray();
        letters[random.Next(letters.Length)] ^= (char)(1 << random.Next(7));
        return new string(letters);
    }

    static byte[] Envelope(string encrypted) => Encoding.UTF8.GetBytes(
        $"<xml><ToUserName><![CDATA[{Sender.Corp}]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>");

    static void AssertCheap(Action act)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        act();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MaxAllocated);
    }
}
