using Microsoft.Extensions.DependencyInjection;
using WeComSales.Domain;
using WeComSales.Operations;
using WeComSales.Simulator;

namespace WeComSales.Tests.Callbacks;

/// <summary>Goal 16: what always fails holds up nothing else, is given up within a day, and can be taken up again.</summary>
public sealed class PoisonTests
{
    const string Customer = "externalcontact/get";

    static readonly int backlog = Environment.GetEnvironmentVariable("WECOMSALES_LONG") == "1" ? 100_000 : 400;

    static int Poisoned => backlog / 100;

    [Fact]
    public async Task One_in_a_hundred_that_always_fails_holds_up_none_of_the_others_and_is_given_up_within_a_day()
    {
        await using var house = await Backlogged();
        var begun = house.WeCom.Clock.GetUtcNow();

        await house.Settle();
        (await Count(house, "state = 2 and kind = 'text'")).ShouldBe(backlog - Poisoned, "the clock has not moved: nobody waited for a repeat");
        (await Count(house, "state = 4")).ShouldBe(Poisoned);

        while (await Count(house, "state = 4") > 0)
        {
            house.WeCom.Clock.Advance(TimeSpan.FromMinutes(30));
            await house.Settle();
        }

        (house.WeCom.Clock.GetUtcNow() - begun).ShouldBeLessThan(TimeSpan.FromHours(24));
        (await Count(house, $"state = 3 and attempts = {Retries.Most}")).ShouldBe(Poisoned);
    }

    [Fact]
    public async Task What_was_given_up_is_taken_up_again_and_has_its_effect()
    {
        await using var house = await Backlogged();
        await house.Settle();
        while (await Count(house, "state = 4") > 0)
        {
            house.WeCom.Clock.Advance(TimeSpan.FromHours(6));
            await house.Settle();
        }

        house.WeCom.Faults.Clear();
        var dead = house.Services.GetRequiredService<DeadFlow>();
        foreach (var line in await dead.List(Poisoned))
        {
            (await dead.Retry(line.Id)).ShouldBeTrue();
        }

        await house.Settle();
        (await Count(house, "state <> 2")).ShouldBe(0);
        (await house.Db.Read(tx => tx.Follows.Of("wmWang"))).Single().Remark.ShouldBe($"备注{Poisoned}");
    }

    /// <summary>Without a limit of tries a queue that takes the oldest first has nothing but poison in its hands.</summary>
    [Fact]
    public async Task Control_what_is_tried_again_at_once_comes_before_everything_that_is_newer()
    {
        await using var house = await House.Open();
        await using (await house.WorkerBusy())
        {
            await house.Phone("林晓").Forward("价格太高");
            await house.Phone("陈默").Forward("竞品在谈");
            var now = house.WeCom.Clock.GetUtcNow();
            var first = await house.Db.Write(tx => tx.Inbox.Claim("control", 1, 60, now));
            await house.Db.Write(tx => tx.Inbox.Later(first.Single(), "no pause", now));
            (await house.Db.Write(tx => tx.Inbox.Claim("control", 1, 60, now))).Single().Seq.ShouldBe(first.Single().Seq);
            await house.Db.Write(tx => tx.Inbox.ReleaseAll());
        }

        await house.Settle();
    }

    /// <summary>Everything waits in the inbox, evenly mixed, and WeCom does not answer about customers.</summary>
    static async Task<House> Backlogged()
    {
        var house = await House.Open();
        house.Expect("was given up after");
        house.WeCom.Faults.ErrCode(-1, Customer);
        await using (await house.WorkerBusy())
        {
            for (var number = 1; number <= backlog; number++)
            {
                // Two edits of one second that say the same are one event.
                house.WeCom.Clock.Advance(TimeSpan.FromSeconds(1));
                await (number % 100 == 1
                    ? house.Phone("林晓").EditCustomer("wmWang", $"备注{(number / 100) + 1}")
                    : house.Phone("林晓").Forward($"第{number}条：价格太高"));
            }
        }

        return house;
    }

    static Task<long> Count(House house, string which) => house.Db.Read(tx => tx.One<long>($"select count(*) from inbox where {which}"));
}
