using WeComSales.Data;
using WeComSales.Fixtures;
using WeComSales.Simulator;

namespace WeComSales.Tests.Callbacks;

/// <summary>Goal 6, its last sentence: a full queue is said at once, and nothing that was acknowledged is lost.</summary>
public sealed class FullQueueTests
{
    /// <summary>A kind that nothing follows from.</summary>
    const string Nothing = "nothing";

    [SqliteFact]
    public async Task A_callback_that_finds_the_queue_full_is_refused_at_once_and_taken_when_there_is_room()
    {
        await using var house = await House.Open(new SimulatorOptions { RetryPause = TimeSpan.FromMilliseconds(50) });
        house.Expect("could not be stored");
        house.Expect("cannot be read or written");
        using var held = new ManualResetEventSlim();
        var writer = house.Db.Write(tx =>
        {
            // Not for ever: a test that has failed must be able to close the house.
            held.Wait(TimeSpan.FromMinutes(1));
            return tx.One<long>("select 1");
        });
        var queued = Fill(house.Db);

        var forwarding = house.Phone("林晓").Forward("价格太高，竞品在谈");
        await Refused(house);
        queued.ShouldAllBe(one => !one.IsCompleted, "nobody in the queue was told that it is stored");
        held.Set();
        await Task.WhenAll(queued);
        await writer;
        await forwarding;
        await house.Settle();

        house.WeCom.CallbackDeliveries[^1].Status.ShouldBe(200);
        (await house.Db.Read(tx => tx.One<long>("select count(*) from inbox where kind = @Nothing", new { Nothing }))).ShouldBe(queued.Count);
        (await house.Db.Read(tx => tx.One<long>("select count(*) from note_drafts"))).ShouldBe(1);
    }

    static List<Task<bool>> Fill(Db db)
    {
        var queued = new List<Task<bool>>();
        try
        {
            while (true)
            {
                queued.Add(db.Accept(new(Key(queued.Count), "app", Nothing, "", [1], House.Start)));
            }
        }
        catch (WriterBusyException)
        {
            return queued;
        }
    }

    static byte[] Key(int number)
    {
        var key = new byte[16];
        BitConverter.TryWriteBytes(key, number);
        return key;
    }

    static async Task Refused(House house)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!house.WeCom.CallbackDeliveries.Any(delivery => delivery.Status == 503))
        {
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }
}
