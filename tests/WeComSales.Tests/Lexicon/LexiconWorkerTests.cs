using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeComSales.Domain;

namespace WeComSales.Tests.Lexicon;

public sealed class LexiconWorkerTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Words_that_cannot_be_read_stop_nothing_are_told_once_and_are_taken_when_they_can()
    {
        using var heard = new Heard(12001);
        await using var house = await House.Heard(heard, null);
        var number = await house.Db.Write(async tx =>
        {
            var added = (await tx.Lexicons.Add([], "展会", "chenmo", House.Start))!.Value;
            await tx.Lexicons.Activate(added, "chenmo", House.Start);
            await tx.Run("update lexicon_versions set words = '{}'");
            return added;
        });

        house.WeCom.Clock.Advance(TimeSpan.FromSeconds(2));
        await heard.First.WaitAsync(Patience);
        await house.Phone("林晓").Forward("价格太高，竞品在谈");
        await house.Settle();
        house.Phone("林晓").Cards.ShouldHaveSingleItem();

        await house.Db.Write(tx => tx.Run("update lexicon_versions set words = '[]'"));
        using var patience = new CancellationTokenSource(Patience);
        while (house.Services.GetRequiredService<LiveReader>().Version != number)
        {
            patience.Token.ThrowIfCancellationRequested();
            house.WeCom.Clock.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        heard.Times.ShouldBe(1);
    }

    sealed class Heard(int number) : ILoggerProvider, ILogger
    {
        readonly ConcurrentQueue<string> lines = new();
        readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task First => first.Task;

        public int Times => lines.Count;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == number)
            {
                lines.Enqueue(formatter(state, exception));
                first.TrySetResult();
            }
        }

        public void Dispose()
        {
        }
    }
}
