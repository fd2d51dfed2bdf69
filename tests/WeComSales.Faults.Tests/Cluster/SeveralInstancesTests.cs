using System.Diagnostics;
using WeComSales.Data;
using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goals 5, 8 and 9 on three instances and one PostgreSQL.</summary>
public sealed class SeveralInstancesTests(ITestOutputHelper output)
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(10);
    static readonly (string, string)[] shortLeases = [("Database:LeaseSeconds", "2"), ("Database:RenewSeconds", "1")];

    [PostgresFact]
    public async Task Events_delivered_to_three_instances_in_disorder_have_the_effect_of_each_once()
    {
        var dice = Setting.Dice(seed: 51);
        var now = DateTimeOffset.UtcNow;
        var sender = Wire.Sender(seed: 51);
        await using var server = await PostgresServer.Start();
        await using var instances = await Instances.Start(server, 3);
        var count = Setting.Count(1_500, 9_000);
        Happening[] messages =
        [
            .. Happenings.Messages(sender, count, now, dice),
            .. Happenings.InOneSecond(sender, count / 9, now, firstNumber: count + 1),
        ];
        await Deliver(instances, messages, sender, now, dice);
        await instances.UntilWorkedOff(patience);
        var drafts = (await Outcome.Of(instances.Store)).Drafts.Take(count / 18).Select(draft => (draft.Id, draft.Owner));
        var taps = Happenings.Taps(drafts, now);
        await Deliver(instances, taps, sender, now, dice);
        await instances.UntilWorkedOff(patience);

        Oracle.Complaints(messages, taps, await Outcome.Of(instances.Store)).ShouldBeEmpty();
        // The limit per person spreads the cards of one second over minutes; those that went, went once.
        var cards = instances.CardsAtWeCom();
        cards.ShouldNotBeEmpty();
        cards.Values.ShouldAllBe(times => times == 1);
    }

    /// <summary>Each sender's deliveries one after another, so that their order is a fact; the senders at once, each delivery to an instance of chance.</summary>
    static async Task Deliver(Instances instances, IReadOnlyCollection<Happening> happenings, Sender sender, DateTimeOffset now, Random dice)
    {
        var deliveries = instances.Addresses.Select(address => new Delivery(new Uri(address, Wire.CallbackPath))).ToList();
        var bySender = happenings.GroupBy(From).Select(group => group.Deliveries(sender, now, dice).Select(post => (post, To: deliveries[dice.Next(deliveries.Count)])).ToList()).ToList();
        await Parallel.ForEachAsync(bySender, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (posts, _) =>
        {
            foreach (var (post, to) in posts)
            {
                (await to.Post(post)).ShouldBe(200);
            }
        });
        deliveries.ForEach(delivery => delivery.Dispose());
    }

    static string From(Happening happening)
    {
        const string start = "<FromUserName><![CDATA[";
        var from = happening.Plaintext.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return happening.Plaintext[from..happening.Plaintext.IndexOf(']', from)];
    }

    [PostgresFact]
    public async Task An_instance_that_dies_in_mid_batch_is_replaced_and_everything_is_done_once()
    {
        await using var server = await PostgresServer.Start();
        await using var instances = await Instances.Start(server, 3);
        instances.WeCom.Faults.Delay(TimeSpan.FromMilliseconds(30), "message/send");
        using var messages = new Messages(instances.Addresses, Wire.Sender(seed: 91));
        await messages.Post(Setting.Count(300, 2_000));

        var held = await instances.Store.Look(tx => tx.One<long>("select (select count(*) from inbox where state = 1) + (select count(*) from outbox where state in (1, 2))"));
        var clock = Stopwatch.StartNew();
        await instances.Kill(0);
        await instances.UntilSent(patience);

        output.WriteLine($"{held} rows were claimed at the kill; all was done {clock.Elapsed.TotalSeconds:0.0} s after it");
        held.ShouldBeGreaterThan(0);
        await EverythingOnce(instances, messages);
    }

    [PostgresFact]
    public async Task Paused_instances_that_wake_up_do_no_harm()
    {
        await using var server = await PostgresServer.Start();
        await using var instances = await Instances.Start(server, 3, shortLeases);
        instances.WeCom.Faults.Delay(TimeSpan.FromMilliseconds(50), "message/send");
        using var messages = new Messages(instances.Addresses, Wire.Sender(seed: 81));
        var dice = Setting.Dice(seed: 81);
        for (var round = 0; round < Setting.Count(3, 40); round++)
        {
            var posting = messages.Post(120);
            await Task.Delay(dice.Next(50, 400));
            var asleep = round % 3;
            instances.Pause(asleep);
            var clock = Stopwatch.StartNew();
            await posting;
            await instances.UntilSent(patience);
            output.WriteLine($"round {round + 1}: the others did all {clock.Elapsed.TotalSeconds:0.0} s after the pause began");
            await Task.Delay(TimeSpan.FromSeconds(6) - clock.Elapsed is { Ticks: > 0 } rest ? rest : TimeSpan.Zero);
            instances.Wake(asleep);
        }

        await instances.UntilSent(patience);
        await EverythingOnce(instances, messages);
    }

    [PostgresFact]
    public async Task Control_a_lease_alone_does_not_stop_a_sender_that_wakes_up_and_the_gate_does()
    {
        await using var server = await PostgresServer.Start();
        var store = await server.CreateStore();
        await using Db asleep = store.Open(), awake = store.Open();
        await asleep.Migrate(DateTimeOffset.UtcNow);
        var now = DateTimeOffset.UtcNow;
        await asleep.Write(tx => tx.Outbox.Add(new Letter("k", Call.MessageSend, Lane.Card, "rep-1", "{}"), now));
        var claimed = (await asleep.Write(tx => tx.Outbox.Claim("asleep", 5, 0, now))).ShouldHaveSingleItem();
        var taken = (await awake.Write(tx => tx.Outbox.Claim("awake", 5, 10, now))).ShouldHaveSingleItem();

        int sentByLeaseAlone = 0, sentThroughTheGate = 0;
        foreach (var (db, letter) in new[] { (awake, taken), (asleep, claimed) })
        {
            sentByLeaseAlone++; // whoever once held the lease goes on, as a job lock lets it
            sentThroughTheGate += await db.Write(tx => tx.Outbox.Gate(letter, now)) ? 1 : 0;
        }

        sentByLeaseAlone.ShouldBe(2);
        sentThroughTheGate.ShouldBe(1);
        (await asleep.Write(tx => tx.Outbox.Sent(claimed, "sent", null, now))).ShouldBeFalse();
    }

    [PostgresFact]
    public async Task A_transaction_that_a_paused_instance_left_open_does_not_hold_up_the_others()
    {
        await using var server = await PostgresServer.Start();
        var store = await server.CreateStore();
        await using Db paused = store.Open(), other = store.Open();
        await paused.Migrate(DateTimeOffset.UtcNow);
        var holds = new TaskCompletionSource();
        var wake = new TaskCompletionSource();
        var stuck = paused.Write(async tx =>
        {
            await tx.Inbox.Claim("paused", 5, 10, DateTimeOffset.UtcNow);
            holds.TrySetResult();
            await wake.Task;
            return await tx.Inbox.Backlog();
        });
        await holds.Task;

        await other.Write(tx => tx.Inbox.Claim("other", 5, 10, DateTimeOffset.UtcNow)).WaitAsync(patience);
        wake.SetResult();

        // Its connection was taken from it: whoever waited for this write hears that it failed.
        await Should.ThrowAsync<System.Data.Common.DbException>(() => stuck);
    }

    async Task EverythingOnce(Instances instances, Messages messages)
    {
        var harvest = await Harvest.Of(instances.Store);
        harvest.Missing(messages.Acknowledged.Select(one => one.Number)).ShouldBeEmpty();
        harvest.Stored.ShouldBeUnique();
        harvest.GivenUp.ShouldBe(0);
        harvest.Drafts.Order().ShouldBe(harvest.Stored.Order());
        harvest.Cards.Order().ShouldBe(harvest.CardsOfDrafts.Order());
        var cards = instances.CardsAtWeCom();
        cards.Keys.Order().ShouldBe(harvest.CardsOfDrafts.Order());
        cards.Values.ShouldAllBe(times => times == 1);
        output.WriteLine($"{messages.Acknowledged.Count} acknowledged, {cards.Count} cards, each once; others: {string.Join(", ", messages.Others)}");
    }
}
