using System.Text;
using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Tests.Delivery;

/// <summary>One letter that cannot be sent is its own trouble, and an outage is nobody's loss.</summary>
public sealed class LaneTests
{
    [Theory]
    [InlineData("not an address")]
    [InlineData("https://somewhere.example/answer")]
    [InlineData("{wecom}/there-is-no-such-page")]
    public async Task An_answer_to_the_bot_that_can_never_be_sent_is_given_up_and_holds_no_other_back(string address)
    {
        await using var house = await House.Open();
        house.Expect("given up");
        await Write(house, Answer("bad", address.Replace("{wecom}", house.WeCom.BaseUrl.ToString().TrimEnd('/'), StringComparison.Ordinal)));

        await house.Settle();

        (await Fate(house, "bad")).IsGivenUp.ShouldBeTrue();
        (await Closed(house)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_to_the_bot_is_not_tried_when_its_hour_is_over()
    {
        await using var house = await House.Open();
        house.Expect("given up");
        await house.Db.Write(tx => tx.Outbox.Add(Answer("late", new Uri(house.WeCom.BaseUrl, "/cgi-bin/aibot/response?response_code=1").ToString()), House.Start.AddMinutes(-61)));

        await house.Settle();

        (await Fate(house, "late")).IsGivenUp.ShouldBeTrue();
        (await Fate(house, "late")).Outcome!.ShouldContain("an hour");
        house.WeCom.Calls.ShouldNotContain(call => call.Path.Contains("aibot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_AgentId_closes_the_way_and_makes_nobody_unreachable()
    {
        await using var house = await House.Open();
        house.Expect("is closed until");
        var wrong = house.WeCom.Faults.ErrCode(301002, "message/send");
        await house.Phone("林晓").Forward("价格太高，竞品在谈");
        await house.Settle();

        (await Closed(house)).ShouldHaveSingleItem().Reason.ShouldContain("301002");
        (await house.Db.Read(tx => tx.SendLanes.Unreachable())).ShouldBeEmpty();
        wrong.SwitchOff();
        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(10));
        await house.Settle();

        house.Phone("林晓").Cards.ShouldHaveSingleItem();
        (await Closed(house)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_letter_that_closes_its_lane_while_others_come_through_is_given_up_after_three_tries()
    {
        await using var house = await House.Open();
        house.Expect("is closed until");
        house.Expect("given up");
        await Write(house, Message("bad", house.WeCom.Options.AgentId + 1));
        await house.Settle();

        for (var number = 1; number <= 3; number++)
        {
            await Write(house, Message($"good-{number}", house.WeCom.Options.AgentId));
            house.WeCom.Clock.Advance(TimeSpan.FromMinutes(11));
            await house.Settle();
            (await Fate(house, $"good-{number}")).IsSent.ShouldBeTrue($"good-{number} waits behind the bad one");
        }

        (await Fate(house, "bad")).IsGivenUp.ShouldBeTrue();
        (await Fate(house, "bad")).Outcome!.ShouldContain("others came through");
        house.WeCom.Calls.Count(call => call.Path == "message/send" && call.ErrCode == 301002).ShouldBe(3);
        (await Closed(house)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lane_that_is_closed_for_days_by_a_setting_loses_no_letter()
    {
        await using var house = await House.Open();
        house.Expect("is closed until");
        var wrong = house.WeCom.Faults.ErrCode(60020, "message/send");
        await house.Phone("林晓").Forward("价格太高，竞品在谈");
        await house.Settle();
        for (var probe = 0; probe < 20; probe++)
        {
            house.WeCom.Clock.Advance(TimeSpan.FromHours(3));
            await house.Settle();
        }

        wrong.SwitchOff();
        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(10));
        await house.Settle();

        house.Phone("林晓").Cards.ShouldHaveSingleItem();
    }

    /// <summary>The eighth try comes half a day after the seventh; what WeCom refused each time cannot have arrived.</summary>
    [Fact]
    public async Task A_message_that_was_refused_each_time_is_sent_after_an_outage_of_many_hours()
    {
        await using var house = await House.Open();
        var busy = house.WeCom.Faults.ErrCode(-1, "message/send");
        await house.Phone("林晓").Forward("价格太高，竞品在谈");
        for (var pause = 0; pause < 12; pause++)
        {
            await house.Settle();
            house.WeCom.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        house.Phone("林晓").Cards.ShouldBeEmpty();
        busy.SwitchOff();
        house.WeCom.Clock.Advance(TimeSpan.FromHours(18));
        await house.Settle();

        house.Phone("林晓").Cards.ShouldHaveSingleItem();
    }

    /// <summary>The other side of it: what may have arrived is not repeated when WeCom no longer compares.</summary>
    [Fact]
    public async Task A_message_whose_first_try_may_have_arrived_is_left_to_a_person_after_four_hours()
    {
        await using var house = await House.Open();
        house.Expect("given up");
        var lost = house.WeCom.Faults.ResetAfter("message/send");
        await house.Phone("林晓").Forward("价格太高，竞品在谈");
        await house.Settle();
        lost.SwitchOff();
        house.WeCom.Faults.ErrCode(-1, "message/send");
        for (var pause = 0; pause < 48; pause++)
        {
            house.WeCom.Clock.Advance(TimeSpan.FromMinutes(30));
            await house.Settle();
        }

        house.Phone("林晓").Cards.ShouldHaveSingleItem();
        (await house.Db.Read(tx => tx.Outbox.Dead(10))).ShouldHaveSingleItem().Outcome.ShouldContain("whether an earlier try arrived");
        (await house.Db.Write(tx => tx.Outbox.RetryAllDead())).ShouldBe(0);
    }

    static Task<bool> Write(House house, Letter letter) => house.Db.Write(tx => tx.Outbox.Add(letter, house.WeCom.Clock.GetUtcNow()));

    static Letter Answer(string key, string address) =>
        new(key, Call.BotRespond, Lane.Card, "linxiao", Encoding.UTF8.GetString(BotReply.Markdown("好的")), Address: address);

    static Letter Message(string key, long agentId) =>
        new(key, Call.MessageSend, Lane.Card, "linxiao", Encoding.UTF8.GetString(MessageBody.Text(agentId, ["linxiao"], key)));

    static async Task<LetterFate> Fate(House house, string key) => (await house.Db.Read(tx => tx.Outbox.Fate(key)))!;

    static Task<IReadOnlyList<ClosedLane>> Closed(House house) => house.Db.Read(tx => tx.SendLanes.Closed(house.WeCom.Clock.GetUtcNow()));
}
