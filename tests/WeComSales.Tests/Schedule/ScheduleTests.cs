using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WeComSales.Data;
using WeComSales.Fixtures;
using WeComSales.Simulator;
using WeComSales.Tests.Settings;

namespace WeComSales.Tests.Schedule;

public sealed class ScheduleTests
{
    static readonly TimeSpan EightHours = TimeSpan.FromHours(8);
    static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, EightHours);
    static readonly DateTimeOffset LastNight = new(2026, 11, 20, 2, 13, 0, EightHours);

    [Fact]
    public async Task A_job_runs_at_its_time_in_the_services_time_zone_when_the_clock_gets_there()
    {
        await using var company = await Company.Open();
        await company.Start();
        await company.Told(1);

        company.Clock.Advance(TimeSpan.FromHours(24));

        await company.Told(2);
        company.RunsAt.ShouldBe([LastNight, LastNight.AddDays(1)]);
    }

    [Fact]
    public async Task A_time_that_was_missed_is_made_up_for_at_the_start_and_only_once()
    {
        await using var company = await Company.Open();
        await company.Start();
        await company.Told(1);
        await company.Stop();

        await company.Start();
        await company.Idle();

        company.RunsAt.ShouldBe([LastNight]);
    }

    [Fact]
    public async Task A_job_that_fails_is_tried_again_until_it_is_done()
    {
        await using var company = await Company.Open(failures: 2);
        await company.Start();

        await company.Told(1);
        await company.Idle();
        company.Clock.Advance(TimeSpan.FromSeconds(1));
        await company.Told(2);
        await company.Idle();
        company.Clock.Advance(TimeSpan.FromSeconds(5));
        await company.Told(3);
        await company.Idle();
        company.Clock.Advance(TimeSpan.FromMinutes(30));
        await company.Idle();

        company.RunsAt.ShouldBe([LastNight, LastNight, LastNight]);
    }

    [ServerFact]
    public async Task Three_instances_whose_clocks_all_ring_do_the_job_once()
    {
        await using var company = await Company.Open();
        await company.Start();
        await company.Start();
        await company.Start();
        await company.Told(1);

        company.Clock.Advance(TimeSpan.FromHours(24));

        await company.Told(2);
        await company.Idle();
        company.RunsAt.ShouldBe([LastNight, LastNight.AddDays(1)]);
    }

    /// <summary>Instances of a service that has one job, on one database, with one clock.</summary>
    sealed class Company : IAsyncDisposable
    {
        readonly TestDatabase database;
        readonly Db db;
        readonly List<IHost> instances = [];
        readonly Telling telling;

        Company(TestDatabase database, int failures)
        {
            (this.database, db) = (database, database.Open());
            telling = new(failures);
        }

        public SimulatorClock Clock { get; } = new(Noon);

        public IReadOnlyList<DateTimeOffset> RunsAt => [.. telling.RunsAt];

        public static async Task<Company> Open(int failures = 0) => new(await TestDatabase.Create(), failures);

        public async Task Start()
        {
            var builder = Host.CreateEmptyApplicationBuilder(null);
            var settings = Given.With().Settings!;
            builder.Services.AddSingleton(settings).AddSingleton(telling).AddSingleton<TimeProvider>(Clock).AddSingleton(new DrainPace());
            // One writer for all of them, as on SQLite; a server's instances each bring their own connections.
            builder.Services.AddSingleton(db.IsShared ? database.Open() : db);
            builder.Services.AddJob<TellingJob>("telling", "0 13 2 * * ?", "tells when it ran").AddSchedule(settings, Clock);
            var host = builder.Build();
            await host.StartAsync();
            instances.Add(host);
        }

        public Task Told(int times) => telling.Until(times).WaitAsync(TimeSpan.FromSeconds(30));

        public async Task Idle()
        {
            foreach (var instance in instances)
            {
                await instance.Services.GetServices<IHostedService>().OfType<JobWorker>().Single().Idle().WaitAsync(TimeSpan.FromSeconds(30));
            }
        }

        public async Task Stop()
        {
            foreach (var instance in instances)
            {
                await instance.StopAsync();
            }

            instances.Clear();
        }

        public async ValueTask DisposeAsync()
        {
            await Stop();
            await db.DisposeAsync();
            await database.DisposeAsync();
        }
    }

    sealed class Telling(int failures)
    {
        readonly ConcurrentDictionary<int, TaskCompletionSource> reached = new();

        public ConcurrentQueue<DateTimeOffset> RunsAt { get; } = new();

        public Task Until(int times) => At(times).Task;

        public bool Tell(DateTimeOffset at)
        {
            RunsAt.Enqueue(at);
            At(RunsAt.Count).TrySetResult();
            return RunsAt.Count > failures;
        }

        TaskCompletionSource At(int times) => reached.GetOrAdd(times, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    sealed class TellingJob(Telling telling) : NamedJob
    {
        public override Task<JobResult> Run(DateTimeOffset at, CancellationToken stop) => Task.FromResult(new JobResult(telling.Tell(at), "told"));
    }
}
