using Microsoft.Extensions.DependencyInjection;
using WeComSales.Callbacks;
using WeComSales.Delivery;
using WeComSales.People;

namespace WeComSales.Tests.People;

/// <summary>Whoever stops the service does not wait for WeCom.</summary>
public sealed class SyncStopTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_sync_that_is_stopped_ends_in_the_middle_of_a_member()
    {
        await using var house = await House.Open();
        var hanging = house.WeCom.Faults.Hang("externalcontact/batch/get_by_user");
        using var stop = new CancellationTokenSource();
        using var patience = new CancellationTokenSource(Patience);

        var run = house.Services.GetRequiredService<CustomerSync>().Run(stop.Token);
        while (!house.WeCom.Calls.Any(call => call.Path == "externalcontact/list"))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(run.WaitAsync(Patience));
        hanging.SwitchOff();
    }

    [Fact]
    public async Task Waiting_until_everything_is_sent_ends_when_it_is_stopped()
    {
        await using var house = await House.Open();
        var hanging = house.WeCom.Faults.Hang("message/send");
        await house.Phone("林晓").Forward("价格太高，竞品在谈");
        await house.Services.GetRequiredService<InboxWorker>().Idle();
        using var stop = new CancellationTokenSource();

        var settled = house.Services.GetRequiredService<OutboxWorker>().Settled(stop.Token);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(settled.WaitAsync(Patience));
        hanging.SwitchOff();
    }
}
