using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WeComSales.Simulator;
using WeComSales.Tests.Settings;

namespace WeComSales.Tests.Schedule;

public sealed class ScheduleTests
{
    [Fact]
    public async Task A_job_runs_at_its_time_in_the_services_time_zone_when_the_clock_gets_there()
    {
        var clock = new SimulatorClock(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(8)));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var settings = Given.With().Settings!;
        builder.Services.AddSingleton(settings).AddSingleton<TaskCompletionSource<DateTimeOffset>>();
        builder.Services.AddJob<TellingJob>("telling", "0 13 2 * * ?", "tells when it ran").AddSchedule(settings, clock);
        using var host = builder.Build();
        await host.StartAsync();
        var told = host.Services.GetRequiredService<TaskCompletionSource<DateTimeOffset>>().Task;

        told.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromHours(24));

        (await told.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(new DateTimeOffset(2026, 11, 21, 2, 13, 0, TimeSpan.FromHours(8)));
        await host.StopAsync();
    }

    sealed class TellingJob(TaskCompletionSource<DateTimeOffset> told) : NamedJob
    {
        public override Task<JobResult> Run(DateTimeOffset at, CancellationToken stop)
        {
            told.TrySetResult(at);
            return Task.FromResult(new JobResult(true, ""));
        }
    }
}
