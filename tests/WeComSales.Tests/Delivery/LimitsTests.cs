using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Data;
using WeComSales.Simulator;
using WeComSales.WeCom;

namespace WeComSales.Tests.Delivery;

/// <summary>Goal 12: whatever WeCom answers, each message arrives once, and none is sent against its walls.</summary>
public sealed class LimitsTests
{
    const string Send = "message/send";
    const int Each = 8;

    /// <summary>What the worker has in its hands when the first refusal comes.</summary>
    const int UnderWay = 16;

    static readonly string[] people = ["linxiao", "chenmo", "zhoulei"];

    static readonly Dictionary<string, Action<WeComSales.Simulator.Faults>> strikes = new()
    {
        ["-1 five times"] = faults => faults.ErrCode(-1, Send, 5),
        ["45033 five times"] = faults => faults.ErrCode(45033, Send, 5),
        ["45009 for a minute"] = faults => faults.Frequency(Send),
        ["429 five times"] = faults => faults.Status(429, Send, 5),
        ["502 five times"] = faults => faults.Status(502, Send, 5),
        ["cut before it was read"] = faults => faults.ResetBefore(Send, 5),
        ["cut after it was done"] = faults => faults.ResetAfter(Send, 5),
        ["no answer"] = faults => faults.Hang(Send, 2),
    };

    public static TheoryData<string> Strikes => [.. strikes.Keys];

    [Theory]
    [MemberData(nameof(Strikes))]
    public async Task Whatever_WeCom_answers_each_message_arrives_once_and_none_against_a_wall(string strike)
    {
        await using var house = await House.Open();
        house.Expect("errcode 4");
        house.Expect("429");
        strikes[strike](house.WeCom.Faults);

        await Write(house, people.SelectMany(person => Enumerable.Range(1, Each).Select(number => (person, number))));
        await UntilSent(house);

        foreach (var person in people)
        {
            Arrived(house, person).Order().ShouldBe(Enumerable.Range(1, Each).Select(number => $"第{number}条").Order());
        }

        Sends(house).ShouldContain(call => call.Fault != null, "it did go wrong");
        Sends(house).ShouldAllBe(call => call.Dropped.Count == 0);
    }

    [Fact]
    public async Task A_closed_hour_is_probed_by_one_message_at_a_time()
    {
        const int Minutes = 30;
        await using var house = await House.Open();
        house.Expect("errcode 45009");
        house.WeCom.Faults.Frequency(Send, TimeSpan.FromMinutes(Minutes));

        await Write(house, people.SelectMany(person => Enumerable.Range(1, Each).Select(number => (person, number))));
        await UntilSent(house);

        Sends(house).Count(call => call.ErrCode == 45009).ShouldBeInRange(1, Minutes + UnderWay, "one a minute, and what was under way when the lane closed");
        people.ShouldAllBe(person => Arrived(house, person).Count == Each);
    }

    [Fact]
    public async Task Somebody_at_the_wall_gets_all_that_is_allowed_and_delays_nobody_else()
    {
        const int Flood = 60, Allowed = 25;
        await using var house = await House.Open();
        await Write(house, Enumerable.Range(1, Flood).Select(number => ("linxiao", number)));
        await house.Settle();
        Arrived(house, "linxiao").Count.ShouldBe(Allowed, "all of what we allow ourselves in a minute");

        await Write(house, Enumerable.Range(1, Each).Select(number => ("chenmo", number)));
        await house.Settle();
        Arrived(house, "chenmo").Count.ShouldBe(Each, "while the other still waits");

        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.Settle();
        Arrived(house, "linxiao").Count.ShouldBe(2 * Allowed);
        await UntilSent(house);
        Arrived(house, "linxiao").Count.ShouldBe(Flood);
        Sends(house).ShouldAllBe(call => call.Dropped.Count == 0);
    }

    [Fact]
    public async Task Control_who_sends_without_a_limit_of_their_own_loses_messages_in_silence()
    {
        const int Flood = 60, Wall = 30;
        await using var house = await House.Open();
        var client = house.Services.GetRequiredService<WeComClient>();
        foreach (var number in Enumerable.Range(1, Flood))
        {
            (await client.Send(Words(house, "linxiao", number), CancellationToken.None)).Failure.ShouldBeNull("WeCom says nothing of it");
        }

        Arrived(house, "linxiao").Count.ShouldBe(Wall);
        Sends(house).Count(call => call.Dropped.Count > 0).ShouldBe(Flood - Wall);
    }

    [Fact]
    public async Task Control_who_repeats_with_other_bytes_is_read_twice()
    {
        await using var house = await House.Open();
        var client = house.Services.GetRequiredService<WeComClient>();
        house.WeCom.Faults.ResetAfter(Send, 1);

        (await client.Send(Words(house, "linxiao", 1), CancellationToken.None)).Failure.ShouldNotBeNull();
        (await client.Send((byte[])[.. Words(house, "linxiao", 1), (byte)' '], CancellationToken.None)).Failure.ShouldBeNull();

        Arrived(house, "linxiao").ShouldBe(["第1条", "第1条"]);
    }

    static Task Write(House house, IEnumerable<(string Person, int Number)> letters) => house.Db.Write(async tx =>
    {
        foreach (var (person, number) in letters)
        {
            await tx.Outbox.Add(
                new Letter($"limits:{person}:{number}", Call.MessageSend, Lane.Alert, person, Encoding.UTF8.GetString(Words(house, person, number))), house.WeCom.Clock.GetUtcNow());
        }
    });

    static byte[] Words(House house, string person, int number) => MessageBody.Text(house.WeCom.Options.AgentId, [person], $"第{number}条");

    static async Task UntilSent(House house)
    {
        await house.Settle();
        for (var minute = 0; await house.Db.Read(tx => tx.Outbox.Backlog()) > 0; minute++)
        {
            minute.ShouldBeLessThan(60);
            house.WeCom.Clock.Advance(TimeSpan.FromMinutes(1));
            await house.Settle();
        }
    }

    static List<string> Arrived(House house, string person) =>
        [.. house.Phone(person).AppMessages.Select(message => message.Text).Where(text => text.StartsWith('第'))];

    static IEnumerable<ApiCall> Sends(House house) => house.WeCom.Calls.Where(call => call.Path == Send);
}
