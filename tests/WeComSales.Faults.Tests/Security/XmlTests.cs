using System.Diagnostics;
using System.Text;
using System.Xml;
using WeComSales.WeCom;
using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 18: no document makes the service call somebody, open a file or take memory; times are measured and told, not judged.</summary>
public sealed class XmlTests(ITestOutputHelper output)
{
    const long MostAllocated = 10 * 1024 * 1024;

    [Fact]
    public async Task A_hostile_document_gets_the_one_answer_whether_it_is_signed_or_not_and_nobody_is_called_and_no_file_read()
    {
        using var bait = new Bait();
        await using var intake = await IntakeHost.Start();
        using var http = new RawHttp(intake.EndPoint);
        var (now, host, sender) = (DateTimeOffset.UtcNow, intake.EndPoint.ToString(), Wire.Sender(seed: 180));
        var refusal = await http.Ask(Mutants.Unsigned(sender, now, 1, host, Setting.Dice(180)).Single().Request);
        refusal.ShouldStartWith("HTTP/1.1 403 ");
        var signed = 0;
        foreach (var (kind, document) in HostileDocuments.All(bait))
        {
            var wrapped = sender.SignCipher(Encrypted(document), now);
            (await http.Ask(Mutants.Raw(wrapped.Query, document, host))).ShouldBe(refusal, $"as the body: {kind}");
            var request = wrapped.Request(Wire.CallbackPath, host);
            (await http.Ask(request)).ShouldBe(refusal, $"signed and encrypted: {kind}");
            signed += wrapped.Body.Length <= CallbackEnvelope.MaxBytes ? 1 : 0;
        }

        intake.Crypto.DecryptionsEntered.ShouldBe(signed, "what is signed and small enough goes as far as the parser");
        bait.WasCalled().ShouldBeFalse();
        AssertUnread(bait);
        (await intake.Stored()).ShouldBe(0);
        (await http.Ask(sender.Sign(sender.Text("rep-1", now, 1, "你好"), now).Request(Wire.CallbackPath, host))).ShouldStartWith("HTTP/1.1 200 ");
    }

    [Fact]
    public void The_parser_itself_takes_none_of_them_and_little_memory_for_it()
    {
        using var bait = new Bait();
        var slowest = (Kind: "", Took: TimeSpan.Zero);
        CallbackMessage.Read(Encoding.UTF8.GetBytes("<xml><MsgType>text</MsgType></xml>")).ShouldNotBeNull();
        foreach (var (kind, document) in HostileDocuments.All(bait))
        {
            var (before, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());

            CallbackMessage.Read(document).ShouldBeNull(kind);

            var took = Stopwatch.GetElapsedTime(started);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostAllocated, kind);
            output.WriteLine($"{kind}: {took.TotalMilliseconds:0.00} ms");
            slowest = took > slowest.Took ? (kind, took) : slowest;
        }

        output.WriteLine($"the slowest: {slowest.Kind}, {slowest.Took.TotalMilliseconds:0.0} ms (goal 10)");
        bait.WasCalled().ShouldBeFalse();
        AssertUnread(bait);
    }

    [Fact]
    public void Letters_that_are_a_tag_in_another_encoding_are_letters()
    {
        var message = CallbackMessage.Read("<?xml version=\"1.0\" encoding=\"utf-7\"?><xml><MsgType>text</MsgType><Content>+ADwAIQ-ENTITY</Content></xml>"u8.ToArray());

        message.ShouldBeOfType<TextMessage>().Content.ShouldBe("+ADwAIQ-ENTITY");
    }

    [Fact]
    public async Task Control_a_reader_that_allows_DTDs_and_resolves_calls_the_address_reads_the_file_and_swells()
    {
        using var bait = new Bait();
        var documents = HostileDocuments.All(bait).ToDictionary(one => one.Kind, one => one.Document);

        Trusting(documents["an entity in a file"]).ShouldContain(Bait.Words);
        if (OperatingSystem.IsLinux())
        {
            bait.WasRead().ShouldBeTrue();
        }

        var call = Task.Run(() => Record.Exception(() => Trusting(documents["a DTD elsewhere"])));
        SpinWait.SpinUntil(() => bait.WasCalled(), TimeSpan.FromSeconds(30)).ShouldBeTrue();
        bait.HangUp();
        await call.WaitAsync(TimeSpan.FromSeconds(60));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Trusting(documents["a quadratic bomb"]).Length.ShouldBeGreaterThan(20_000_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeGreaterThan(MostAllocated);
    }

    static void AssertUnread(Bait bait)
    {
        // Elsewhere nobody tells of reading: there the file's words, which come out nowhere, must do.
        if (OperatingSystem.IsLinux())
        {
            bait.WasRead().ShouldBeFalse();
        }
    }

    /// <summary>The mistake: everything that a document asks for is done.</summary>
    static string Trusting(byte[] document)
    {
        using var stream = new MemoryStream(document);
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = new XmlUrlResolver(), MaxCharactersFromEntities = 0 });
        var text = new StringBuilder();
        while (reader.Read())
        {
            text.Append(reader.Value);
        }

        return text.ToString();
    }

    static string Encrypted(byte[] document) => new CallbackCrypto(Wire.Token, Wire.Key, Wire.CorpId).Encrypt(document, new byte[16]);
}
