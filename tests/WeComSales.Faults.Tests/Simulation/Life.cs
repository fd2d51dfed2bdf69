using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeComSales.Callbacks;
using WeComSales.Data;
using WeComSales.Delivery;

namespace WeComSales.Faults.Tests;

/// <summary>What one worker has claimed and not yet worked on.</summary>
sealed record Hand<TRow>(string Owner, IDrained<TRow> Table)
    where TRow : class
{
    const int LeaseSeconds = 10;

    readonly List<TRow> rows = [];

    public bool IsEmpty => rows.Count == 0;

    public async Task<int> Claim(int count, DateTimeOffset now)
    {
        var claimed = await Table.Claim(Owner, count, LeaseSeconds, now);
        rows.AddRange(claimed);
        return claimed.Count;
    }

    /// <summary>Works on one of the rows that are the first of their key.</summary>
    public async Task Work(Random dice)
    {
        TRow[] first = [.. rows.GroupBy(row => Table.KeyOf(row) is { Length: > 0 } key ? key : (object)row).Select(group => group.First())];
        var row = first[dice.Next(first.Length)];
        rows.Remove(row);
        await Table.Work(row);
    }
}

/// <summary>The service between two crashes: the whole of it, except that nobody but the story moves its workers.</summary>
sealed class Life : IAsyncDisposable
{
    readonly WebApplication service;

    Life(WebApplication service, FragileDb db)
    {
        (this.service, Db) = (service, db);
        var (inbox, outbox) = (service.Services.GetRequiredService<InboxWorker>(), service.Services.GetRequiredService<OutboxWorker>());
        // Two workers of each kind, as two instances would have: one can sleep through its lease.
        Callbacks = [new("a", inbox), new("b", inbox)];
        Letters = [new("a", outbox), new("b", outbox)];
    }

    public FragileDb Db { get; }

    public IReadOnlyList<Hand<ClaimedCallback>> Callbacks { get; }

    public IReadOnlyList<Hand<ClaimedLetter>> Letters { get; }

    public static async Task<Life> Begin(AppSettings settings, TimeProvider clock, Mutant? mutant)
    {
        var source = settings.Database.ConnectionString.Reveal();
        var db = new FragileDb(new SqliteDb(source, SqliteSynchronous.Full, new StoryDialect(clock, mutant)), mutant);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.AddWeComSales(settings, clock);
        builder.Services.AddSingleton<Db>(db);
        // As the service does when it opens a file that nobody else can hold.
        await db.Write(async tx =>
        {
            await tx.Inbox.ReleaseAll();
            await tx.Outbox.ReleaseAll();
        });
        return new(builder.Build(), db);
    }

    /// <summary>The status that WeCom gets for it.</summary>
    public async Task<int> Deliver(Post post)
    {
        var http = new DefaultHttpContext { RequestServices = service.Services };
        http.Request.Method = HttpMethods.Post;
        http.Request.QueryString = new QueryString(post.Query);
        http.Request.Body = new MemoryStream(post.Body);
        await service.Services.GetRequiredService<Intake>().App(http);
        return http.Response.StatusCode;
    }

    /// <summary>What tells the content of a delivery from every other, as the service reads it.</summary>
    public string? KeyOf(Post post, DateTimeOffset now) =>
        service.Services.GetRequiredService<CallbackReaders>().App.ReadApp(post.Query, post.Body, now).Callback?.Key.Hash;

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await Db.DisposeAsync();
    }
}
