using System.Text.Json;
using System.Text.Json.Nodes;
using WeComSales.Fixtures;

namespace WeComSales.ArchiveReader.Tests;

public sealed class ReadingTests
{
    static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    [CompiledFact]
    public async Task Messages_come_decrypted_with_their_seq_and_the_next_pull_waits_for_the_acknowledgement()
    {
        using var wecom = new StandIn();
        wecom.NewKey(1);
        wecom.Arrive(Says(1, 12));
        await using var reader = ReaderProcess.Open(wecom, after: 0, 1);

        for (var seq = 1; seq <= 10; seq++)
        {
            var message = await reader.Said();
            (message.GetProperty("seq").GetInt64(), message.GetProperty("msgid").GetString()).ShouldBe((seq, $"m{seq}"));
            message.GetProperty("text").GetProperty("content").GetString().ShouldBe($"第 {seq} 条\n「引用」");
        }

        var eleventh = reader.Next();
        // Half of the batch is not the batch.
        reader.Tell(new { ack = 5 });
        eleventh.IsCompleted.ShouldBeFalse();
        reader.Tell(new { ack = 10 });

        (await eleventh).ShouldNotBeNull().GetProperty("seq").GetInt64().ShouldBe(11);
        (await reader.Said()).GetProperty("seq").GetInt64().ShouldBe(12);
        reader.Tell(new { ack = 12 });
        (await reader.Said()).GetProperty("caughtUp").GetInt64().ShouldBe(12);
    }

    [CompiledFact]
    public async Task A_new_reader_begins_behind_the_position_it_is_given_and_a_pull_brings_what_arrived_since()
    {
        using var wecom = new StandIn();
        wecom.NewKey(1);
        wecom.Arrive(Says(1, 3));
        await using var reader = ReaderProcess.Open(wecom, after: 2, 1);

        (await reader.Said()).GetProperty("seq").GetInt64().ShouldBe(3);
        reader.Tell(new { ack = 3 });
        (await reader.Said()).GetProperty("caughtUp").GetInt64().ShouldBe(3);
        wecom.Arrive(Says(4, 1));
        reader.Tell(new { pull = true });
        (await reader.Said()).GetProperty("msgid").GetString().ShouldBe("m4");
        reader.EndInput();

        (await reader.ExitCode()).ShouldBe(0);
    }

    [CompiledFact]
    public async Task Every_message_is_opened_by_the_key_of_its_own_version()
    {
        using var wecom = new StandIn();
        wecom.NewKey(1);
        wecom.NewKey(3);
        wecom.Arrive(Says(1, 1), version: 1);
        wecom.Arrive(Says(2, 1), version: 3);
        wecom.Arrive(Says(3, 1), version: 1);
        await using var reader = ReaderProcess.Open(wecom, after: 0, 1, 3);

        for (var seq = 1; seq <= 3; seq++)
        {
            (await reader.Said()).GetProperty("text").GetProperty("content").GetString().ShouldStartWith($"第 {seq} 条");
        }
    }

    [CompiledFact]
    public async Task A_message_without_its_key_is_handed_over_sealed_and_opened_once_the_key_is_there()
    {
        using var wecom = new StandIn();
        wecom.NewKey(1);
        wecom.NewKey(2);
        wecom.Arrive(Says(1, 1), version: 2);
        await using var blind = ReaderProcess.Open(wecom, after: 0, 1);
        var said = await blind.Said();
        var kept = said.GetProperty("sealed");
        (kept.GetProperty("why").GetString(), kept.GetProperty("version").GetInt32()).ShouldBe(("key", 2));

        await using var seeing = ReaderProcess.Open(wecom, after: 1, 1, 2);
        (await seeing.Said()).GetProperty("caughtUp").GetInt64().ShouldBe(1);
        seeing.Tell(new
        {
            open = new
            {
                seq = 1, msgid = "m1", publickey_ver = 2, encrypt_random_key = kept.GetProperty("key").GetString(), encrypt_chat_msg = kept.GetProperty("text").GetString(),
            },
        });

        (await seeing.Said()).GetProperty("text").GetProperty("content").GetString().ShouldStartWith("第 1 条");
    }

    [CompiledTheory]
    [InlineData("decrypt 10008", "closed")]
    public async Task What_the_library_does_not_open_is_handed_over_sealed(string trouble, string why)
    {
        using var wecom = new StandIn();
        wecom.NewKey(1);
        wecom.Arrive(Says(1, 1));
        wecom.Trouble(trouble);
        await using var reader = ReaderProcess.Open(wecom, after: 0, 1);

        (await reader.Said()).GetProperty("sealed").GetProperty("why").GetString().ShouldBe(why);
    }

    [CompiledFact]
    public async Task Seqs_that_the_library_repeats_are_passed_over()
    {
        using var wecom = new StandIn();
        wecom.NewKey(1);
        wecom.Arrive(Says(1, 4));
        wecom.Trouble("repeat");
        await using var reader = ReaderProcess.Open(wecom, after: 2, 1);

        (await reader.Said()).GetProperty("seq").GetInt64().ShouldBe(3);
        (await reader.Said()).GetProperty("seq").GetInt64().ShouldBe(4);
        reader.Tell(new { ack = 4 });
        (await reader.Said()).GetProperty("caughtUp").GetInt64().ShouldBe(4);
    }

    [CompiledFact]
    public async Task A_call_that_fails_twice_is_tried_a_third_time()
    {
        using var wecom = new StandIn();
        wecom.NewKey(1);
        wecom.Arrive(Says(1, 1));
        wecom.Trouble("flaky 2");
        await using var reader = ReaderProcess.Open(wecom, after: 0, 1);

        (await reader.Said()).GetProperty("seq").GetInt64().ShouldBe(1);
    }

    [CompiledTheory]
    [InlineData("code 10001", "Network", 10001, 16)]
    [InlineData("code 10002", "Network", 10002, 16)]
    [InlineData("code 10003", "Network", 10003, 16)]
    [InlineData("code 10009", "Ip", 10009, 13)]
    [InlineData("errcode 301042", "Ip", 301042, 13)]
    [InlineData("errcode 301052", "Expired", 301052, 14)]
    [InlineData("errcode 301053", "NotEnabled", 301053, 15)]
    [InlineData("errcode 48002", "Secret", 48002, 12)]
    [InlineData("init 10004", "Secret", 10004, 12)]
    [InlineData("code 10000", "Sdk", 10000, 17)]
    public async Task Each_error_ends_the_reader_with_its_reason_and_its_exit_code(string trouble, string reason, int code, int exit)
    {
        using var wecom = new StandIn();
        wecom.NewKey(1);
        wecom.Trouble(trouble);
        await using var reader = ReaderProcess.Open(wecom, after: 0, 1);

        var fault = await reader.Said();
        (fault.GetProperty("fault").GetString(), fault.GetProperty("code").GetInt32()).ShouldBe((reason, code));
        (await reader.ExitCode()).ShouldBe(exit);
    }

    [CompiledFact]
    public async Task A_crash_in_the_library_ends_this_process_alone()
    {
        using var wecom = new StandIn();
        wecom.NewKey(1);
        wecom.Arrive(Says(1, 1));
        wecom.Trouble("crash");
        await using var reader = ReaderProcess.Open(wecom, after: 0, 1);

        (await reader.Next()).ShouldBeNull();
        (await reader.ExitCode()).ShouldNotBeOneOf(0, 2, 10, 11, 12, 13, 14, 15, 16, 17);
    }

    [CompiledFact]
    public async Task A_careful_reader_says_which_message_it_opens_so_that_a_crash_has_a_name()
    {
        using var wecom = new StandIn();
        wecom.NewKey(1);
        wecom.Arrive(Says(1, 2));
        wecom.Trouble("crash-open 2");
        await using var reader = ReaderProcess.Start(wecom);
        reader.Tell(new
        {
            corpId = StandIn.CorpId, secret = StandIn.Secret, library = StandIn.Library, keys = new Dictionary<string, string> { ["1"] = wecom.KeyFile(1) }, after = 0, limit = 1, careful = true,
        });

        var opening = await reader.Said();
        (opening.GetProperty("seq").GetInt64(), opening.GetProperty("opening").GetProperty("version").GetInt32()).ShouldBe((1, 1));
        (await reader.Said()).GetProperty("text").GetProperty("content").GetString().ShouldStartWith("第 1 条");
        reader.Tell(new { ack = 1 });
        opening = await reader.Said();
        (opening.GetProperty("seq").GetInt64(), opening.GetProperty("opening").GetProperty("text").GetString()).ShouldBe((2, Sealed(wecom, 2)));
        (await reader.Next()).ShouldBeNull();
    }

    static string Sealed(StandIn wecom, int line) => JsonDocument.Parse(
        File.ReadAllLines(Path.Combine(wecom.Folder, "messages"))[line - 1].Split('\t')[1]).RootElement.GetProperty("encrypt_chat_msg").GetString()!;

    [CompiledFact]
    public async Task A_library_that_is_not_there_and_a_key_that_is_none_are_named()
    {
        using var wecom = new StandIn();
        var bad = Path.Combine(wecom.Folder, "bad.pem");
        await File.WriteAllTextAsync(bad, "no key");
        await using (var reader = ReaderProcess.Start(wecom))
        {
            reader.Tell(ReaderProcess.Opening(0, [], library: "/nowhere/libWeWorkFinanceSdk_C.so"));
            (await reader.Said()).GetProperty("fault").GetString().ShouldBe("Library");
            (await reader.ExitCode()).ShouldBe(10);
        }

        await using (var reader = ReaderProcess.Start(wecom))
        {
            reader.Tell(ReaderProcess.Opening(0, [(1, bad)]));
            (await reader.Said()).GetProperty("fault").GetString().ShouldBe("Keys");
            (await reader.ExitCode()).ShouldBe(11);
        }
    }

    [CompiledFact]
    public async Task A_file_comes_in_pieces_that_make_the_whole_and_one_that_is_gone_says_so()
    {
        using var wecom = new StandIn();
        wecom.NewKey(1);
        var bytes = new byte[1_300_000];
        new Random(7).NextBytes(bytes);
        wecom.Media("f1", bytes);
        await using var reader = ReaderProcess.Open(wecom, after: 0, 1);
        (await reader.Said()).TryGetProperty("caughtUp", out _).ShouldBeTrue();

        reader.Tell(new { media = "f1" });
        var whole = new MemoryStream();
        var pieces = 0;
        bool isLast;
        do
        {
            var piece = await reader.Said();
            whole.Write(piece.GetProperty("piece").GetBytesFromBase64());
            isLast = piece.GetProperty("last").GetBoolean();
            pieces++;
        }
        while (!isLast);
        wecom.Trouble("media 301048");
        reader.Tell(new { media = "f1" });

        pieces.ShouldBe(3);
        whole.ToArray().ShouldBe(bytes);
        (await reader.Said()).GetProperty("code").GetInt32().ShouldBe(301048);
    }

    [CompiledFact]
    public async Task Nothing_but_an_opening_opens_it()
    {
        using var wecom = new StandIn();
        await using var reader = ReaderProcess.Start(wecom);
        reader.TellRaw("hello");
        (await reader.Said()).GetProperty("fault").GetString().ShouldBe("WrongUse");
        (await reader.ExitCode()).ShouldBe(2);
    }

    static IEnumerable<JsonObject> Says(int from, int count) =>
        Enumerable.Range(from, count).Select(seq => StandIn.Text($"m{seq}", "wmWang", "linxiao", $"第 {seq} 条\n「引用」", Noon.AddSeconds(seq)));
}
