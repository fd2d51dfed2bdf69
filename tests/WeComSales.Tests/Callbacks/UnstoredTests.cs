using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeComSales.Callbacks;
using WeComSales.Fixtures;
using WeComSales.Simulator;

namespace WeComSales.Tests.Callbacks;

/// <summary>While nothing can be stored: nobody is kept waiting, and one alarm is enough.</summary>
public sealed class UnstoredTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void Thousands_of_callbacks_that_cannot_be_stored_are_one_line_a_minute()
    {
        var clock = new SimulatorClock(House.Start);
        var lines = new Lines();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(lines));
        var unstored = new UnstoredLog(clock, factory.CreateLogger<UnstoredLog>());

        for (var i = 0; i < 5000; i++)
        {
            unstored.NotStored(new IOException("the disk is full"));
        }

        lines.Told.ShouldBe([1006]);
        clock.Advance(TimeSpan.FromMinutes(1));
        unstored.NotStored(new IOException("the disk is full"));
        lines.Told.ShouldBe([1006, 1009, 1006]);
        lines.Texts[1].ShouldContain("4999");
    }

    /// <summary>The writer hangs in a disk that does not answer.</summary>
    [SqliteFact]
    public async Task A_bot_and_a_monitor_get_an_answer_though_the_database_gives_none()
    {
        await using var house = await House.Open();
        house.Expect("could not be stored");
        using var disk = new ManualResetEventSlim();
        var hanging = house.Db.Write(tx =>
        {
            disk.Wait(TimeSpan.FromMinutes(1));
            return Task.CompletedTask;
        });
        using var client = new HttpClient { Timeout = Patience };

        using var body = new StringContent(Sealed(house, out var query), Encoding.UTF8, "application/json");
        var bot = client.PostAsync(new Uri(house.Address, $"/wecom/bot{query}"), body);
        var ready = client.GetAsync(new Uri(house.Address, "/health/ready"));

        (await bot).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        disk.Set();
        await hanging;
    }

    static string Sealed(House house, out string query)
    {
        const string message = """{"msgid":"m1","aibotid":"bot","chattype":"single","from":{"userid":"linxiao"},"msgtype":"text","text":{"content":"你好"}}""";
        var crypto = house.Services.GetRequiredService<CallbackReaders>().BotCrypto!;
        var encrypted = crypto.Encrypt(Encoding.UTF8.GetBytes(message), RandomNumberGenerator.GetBytes(16));
        var time = house.WeCom.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        query = $"?msg_signature={crypto.Sign(time, "n1", encrypted)}&timestamp={time}&nonce=n1";
        return $$"""{"encrypt":"{{encrypted}}"}""";
    }

    sealed class Lines : ILoggerProvider, ILogger
    {
        public List<int> Told { get; } = [];

        public List<string> Texts { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Told.Add(eventId.Id);
            Texts.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
