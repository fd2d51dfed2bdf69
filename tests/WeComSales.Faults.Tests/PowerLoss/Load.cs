using System.Collections.Concurrent;
using System.Text;
using WeComSales.Data;

namespace WeComSales.Faults.Tests;

/// <summary>Callbacks and letters written as fast as the database takes them, and what it said it had stored.</summary>
sealed class Load(Db db, int seed)
{
    const int Clients = 24;
    static readonly DateTimeOffset noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    readonly ConcurrentQueue<int> acknowledged = new();
    volatile bool stopped;
    int next;

    /// <summary>Acknowledge before the write is even begun: what must never be done.</summary>
    public bool AckFirst { get; init; }

    /// <summary>Called on the client's thread right after each acknowledgement.</summary>
    public Action? Acked { get; set; }

    /// <summary>The numbers of everything that was acknowledged up to now.</summary>
    public IReadOnlyList<int> Acknowledged => [.. acknowledged];

    /// <summary>Ends when it is stopped, or with the first client that fails.</summary>
    public async Task Run()
    {
        var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(Client)).ToArray();
        await await Task.WhenAny(clients);
        await Task.WhenAll(clients);
    }

    public void Stop() => stopped = true;

    /// <summary>Every eighth is a letter in a transaction of its own, the others are callbacks on the hot path.</summary>
    public static bool IsLetter(int number) => number % 8 == 7;

    public static string LetterKey(int number) => $"letter:{number}";

    public InboxItem Callback(int number)
    {
        var key = new byte[16];
        BitConverter.TryWriteBytes(key, number);
        BitConverter.TryWriteBytes(key.AsSpan(8), seed);
        return new InboxItem(key, "app", "text", $"wm-{number % 100}", Encoding.UTF8.GetBytes(new string('价', 150) + number), noon);
    }

    async Task Client()
    {
        while (!stopped)
        {
            var number = Interlocked.Increment(ref next);
            var stored = AckFirst ? Late(number) : Store(number);
            if (!AckFirst)
            {
                await stored;
            }

            acknowledged.Enqueue(number);
            Acked?.Invoke();
            await stored;
        }
    }

    async Task Late(int number)
    {
        await Task.Yield();
        await Store(number);
    }

    public async Task Store(int number)
    {
        var isNew = IsLetter(number)
            ? await db.Write(tx => tx.Outbox.Add(Letter(number), noon))
            : await db.Accept(Callback(number));
        isNew.ShouldBeTrue($"number {number} was never written before");
    }

    static Letter Letter(int number) =>
        new(LetterKey(number), Call.MessageSend, Lane.Card, $"rep-{number % 10}", $$"""{"touser":"rep","n":{{number}}}""");
}
