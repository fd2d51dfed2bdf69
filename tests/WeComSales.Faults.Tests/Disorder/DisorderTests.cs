using System.Diagnostics;
using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 5: repeated, re-encrypted and shuffled, everything counts exactly once.</summary>
public sealed class DisorderTests(ITestOutputHelper output)
{
    const int Tapped = 500;
    static readonly TimeSpan patience = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Events_delivered_one_to_four_times_in_disorder_have_the_effect_of_each_once()
    {
        var dice = Setting.Dice(seed: 5);
        var now = DateTimeOffset.UtcNow;
        var sender = Wire.Sender(seed: 5);
        await using var weCom = await Wire.WeCom();
        using var home = new ServiceHome(weCom.BaseUrl);
        weCom.ConnectTo(home.Address);
        await using var service = await home.Start();
        using var delivery = new Delivery(new Uri(home.Address, Wire.CallbackPath));

        Happening[] messages =
        [
            .. Happenings.Messages(sender, 9_000, now, dice),
            .. Happenings.InOneSecond(sender, 1_000, now, firstNumber: 9_001),
        ];
        await Deliver(delivery, messages.Deliveries(sender, now, dice), home);
        var drafts = (await Outcome.Of(home.Store)).Drafts.Take(Tapped).Select(draft => (draft.Id, draft.Owner));
        var taps = Happenings.Taps(drafts, now);
        await Deliver(delivery, taps.Deliveries(sender, now, dice), home);

        var outcome = await Outcome.Of(home.Store);
        Oracle.Complaints(messages, taps, outcome).ShouldBeEmpty();
        outcome.FirstTaps.Values.Distinct().Count().ShouldBe(2, "both decisions came first somewhere");
    }

    async Task Deliver(Delivery delivery, IReadOnlyList<SignedCallback> deliveries, ServiceHome home)
    {
        var clock = Stopwatch.StartNew();
        var statuses = await delivery.All(deliveries);
        output.WriteLine($"{deliveries.Count} deliveries in {clock.Elapsed.TotalSeconds:0.0} s");
        statuses.ShouldBe(new Dictionary<int, int> { [200] = deliveries.Count });
        await Harvest.UntilWorkedOff(home.Store, patience);
        output.WriteLine($"worked off after {clock.Elapsed.TotalSeconds:0.0} s");
    }

    [Fact]
    public void Control_a_key_of_sender_and_second_loses_what_one_person_wrote_in_one_second()
    {
        var sender = Wire.Sender(seed: 6);
        var messages = Happenings.InOneSecond(sender, 1_000, DateTimeOffset.UnixEpoch, firstNumber: 1);
        var byWeakKey = messages.DistinctBy(_ => "rep-7 0").ToArray();

        Oracle.Complaints(messages, [], Made(byWeakKey)).Count.ShouldBe(2 * 999);
    }

    [Fact]
    public void Control_a_repeat_that_is_worked_on_again_is_noticed()
    {
        var messages = Happenings.Messages(Wire.Sender(seed: 7), 10, DateTimeOffset.UnixEpoch, Setting.Dice(seed: 7));

        Oracle.Complaints(messages, [], Made(messages)).ShouldBeEmpty();
        Oracle.Complaints(messages, [], Made([.. messages, messages[3]])).Count.ShouldBe(2);
    }

    [Fact]
    public void Control_two_callbacks_of_one_sender_that_change_places_are_noticed()
    {
        var outcome = new Outcome
        {
            Stored = [],
            Drafts = [],
            NotesOfDrafts = [],
            FirstTaps = new Dictionary<string, string>(),
            DoneInOrderOfArrival = [["2026-11-20T04:00:00.002Z", "2026-11-20T04:00:00.001Z"]],
        };

        Oracle.Complaints([], [], outcome).ShouldHaveSingleItem();
    }

    /// <summary>What a service would hold that had worked on exactly these, in this order.</summary>
    static Outcome Made(IReadOnlyList<Happening> workedOn) => new()
    {
        Stored = [.. workedOn.Select(happening => happening.Plaintext)],
        Drafts = [.. workedOn.Select((happening, index) => ($"draft-{index}", "rep-7", happening.Key, "Open"))],
        NotesOfDrafts = [],
        FirstTaps = new Dictionary<string, string>(),
        DoneInOrderOfArrival = [],
    };
}
