using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 17: over real HTTP nothing forged gets in, and the answer never says why.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    const int Count = 10_000;

    [Fact]
    public async Task Ten_thousand_mutated_callbacks_are_refused_with_one_answer_and_never_decrypted()
    {
        await using var intake = await IntakeHost.Start();
        using var http = new RawHttp(intake.EndPoint);
        var now = DateTimeOffset.UtcNow;
        var answers = new Dictionary<string, SortedSet<string>>();
        foreach (var (kind, request) in Mutants.Unsigned(Wire.Sender(seed: 17), now, Count, intake.EndPoint.ToString(), Setting.Dice(17)))
        {
            var answer = await http.Ask(request);
            if (!answers.TryGetValue(answer, out var kinds))
            {
                answers[answer] = kinds = [];
            }

            kinds.Add(kind);
        }

        output.WriteLine(string.Join('\n', answers.Select(answer => $"{answer.Key.ReplaceLineEndings(" | ")}: {string.Join(", ", answer.Value)}")));
        answers.Count.ShouldBe(1);
        answers.Keys.Single().ShouldStartWith("HTTP/1.1 403 ");
        intake.Crypto.DecryptionsEntered.ShouldBe(0);
        (await intake.Stored()).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_signed_and_wrong_inside_gets_the_same_answer_as_what_is_not_signed()
    {
        await using var intake = await IntakeHost.Start();
        using var http = new RawHttp(intake.EndPoint);
        var (now, host) = (DateTimeOffset.UtcNow, intake.EndPoint.ToString());
        var forged = Mutants.Unsigned(Wire.Sender(seed: 18), now, 1, host, Setting.Dice(18)).Single().Request;
        var refusal = await http.Ask(forged);

        foreach (var (kind, request) in Mutants.Signed(Wire.Sender(seed: 19), now, host, Setting.Dice(19)))
        {
            (await http.Ask(request)).ShouldBe(refusal, kind);
        }

        (await intake.Stored()).ShouldBe(0);
    }

    [Fact]
    public async Task Control_a_good_callback_is_taken_decrypted_and_answered_otherwise()
    {
        await using var intake = await IntakeHost.Start();
        using var http = new RawHttp(intake.EndPoint);
        var (now, host, sender) = (DateTimeOffset.UtcNow, intake.EndPoint.ToString(), Wire.Sender(seed: 20));

        var answer = await http.Ask(sender.Sign(sender.Text("rep-1", now, 1, "你好"), now).Request(Wire.CallbackPath, host));

        answer.ShouldStartWith("HTTP/1.1 200 ");
        intake.Crypto.DecryptionsEntered.ShouldBe(1);
        (await intake.Stored()).ShouldBe(1);
    }
}
