using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeComSales.Data;
using WeComSales.Fixtures;
using WeComSales.Operations;
using WeComSales.People;

namespace WeComSales.Tests.Security;

/// <summary>Goal 21: what belongs to somebody is said to nobody else, also when everything is logged and much goes wrong.</summary>
public sealed class LeakTests
{
    [Fact]
    public async Task On_a_day_full_of_trouble_no_canary_is_heard_where_it_does_not_belong()
    {
        using var canaries = new Canaries();
        await using var house = await TalkativeDay.Open(canaries);
        using var day = new TalkativeDay(house, canaries);

        await day.Pass();

        canaries.Leaks.ShouldBeEmpty();
        canaries.Planted.ShouldBeGreaterThan(25);
        foreach (var kind in (string[])["log", "trace", "page", "error", "doctor", "metrics", "health", "dead", "reason", "export", "database"])
        {
            canaries.Heard.GetValueOrDefault(kind).ShouldBePositive(kind);
        }
    }

    [Fact]
    public async Task A_leak_is_heard_wherever_it_is_planted()
    {
        using var canaries = new Canaries();
        await using var house = await TalkativeDay.Open(canaries);
        var log = house.Services.GetRequiredService<ILoggerFactory>().CreateLogger("leak");

        await Heard(() => Say(log, $"somebody said {TalkativeDay.Words}"));
        await Heard(() => Say(log, new Dictionary<string, object?> { ["number"] = TalkativeDay.Phone }));
        await Heard(() => log.BeginScope(new Dictionary<string, object> { ["who"] = "wmWang" }));
        await Heard(() => Say(log, house.WeCom.Options.Secret, new InvalidOperationException()));
        await Heard(() =>
        {
            using var step = Tracing.Step("callback.work", (string?)null);
            step!.SetTag("customer", "王主任");
        });
        await Heard(() => canaries.Hear("reason", $"40058: {TalkativeDay.Phone}", Canary.Personal));

        Task Heard(Action leak)
        {
            var before = canaries.Leaks.Count;
            leak();
            canaries.Leaks.Count.ShouldBeGreaterThan(before);
            return Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData("String or binary data would be truncated in table 'wecomsales.dbo.notes', column 'text'. Truncated value: 'it's 金丝雀 said 'so''.", "String or binary data would be truncated in table 'wecomsales.dbo.notes', column 'text'. Truncated value: …")]
    [InlineData("Violation of PRIMARY KEY constraint 'customers_pk'. The duplicate key value is (wmwang).", "Violation of PRIMARY KEY constraint 'customers_pk'. The duplicate key value is …")]
    [InlineData("duplicate key value violates unique constraint \"notes_draft\"", "duplicate key value violates unique constraint \"notes_draft\"")]
    [InlineData("invalid input syntax for type integer: \"13900055512, 金丝雀\" and more", "invalid input syntax for type integer: …")]
    public void Of_what_a_database_says_nothing_behind_the_beginning_of_a_value_is_told(string message, string told) =>
        Failure.Of(new Npgsql.NpgsqlException(message)).ShouldBe($"NpgsqlException: {told}");

    [Fact]
    public async Task A_leak_is_found_in_every_place_that_is_looked_through()
    {
        using var canaries = new Canaries();
        await using var house = await TalkativeDay.Open(canaries, routes =>
        {
            routes.MapGet("/planted/error", () => Results.Problem(title: TalkativeDay.Words)).ForAnyone();
            routes.MapGet("/planted/page", (AppSettings settings) => Results.Text(settings.WeCom.Secret.Reveal())).ForAnyone();
        });
        using var day = new TalkativeDay(house, canaries);
        using var http = new HttpClient { BaseAddress = house.Address };
        using var meter = new Meter("WeComSales.Careless");
        meter.CreateObservableGauge("careless", () => new Measurement<int>(1, new KeyValuePair<string, object?>("who", TalkativeDay.Phone)));
        await house.Db.Write(tx => Plant(tx, house.WeCom.Options.Secret, house.WeCom.Clock.GetUtcNow()));
        canaries.Leaks.ShouldBeEmpty();

        await day.Look();
        await day.Tell(http.GetAsync(new Uri("/planted/error", UriKind.Relative)));
        await day.Tell(http.GetAsync(new Uri("/planted/page", UriKind.Relative)));
        await day.Ask(ActivatorUtilities.CreateInstance<Doctor>(house.Services, (FeatureCheck)((_, _, _) => Task.FromResult<IReadOnlyList<Finding>>([new("archive", TalkativeDay.Words)]))));

        foreach (var place in (string[])
            ["metrics ", "health ", "dead ", "reason in send_lanes ", "reason in inbox ", "export audit ", "database inbox.payload ", "database typed.content ", "error 500 ", "page ", "doctor "])
        {
            canaries.Leaks.ShouldContain(leak => leak.StartsWith(place, StringComparison.Ordinal), place);
        }

        canaries.Leaks.Any(leak => leak.StartsWith("database file ", StringComparison.Ordinal)).ShouldBe(TestDatabase.Wanted == DatabaseProvider.Sqlite);
    }

    /// <summary>Careless rows: a lane closed and a callback given up with somebody's words for a reason, an audit of a phone number, a secret in bytes and in a text.</summary>
    static async Task Plant(Tx tx, string secret, DateTimeOffset now)
    {
        await tx.SendLanes.Close("message/send", now.AddHours(1), TalkativeDay.Words);
        await tx.Audit.Add(new(Ids.New(now), now, "zhoulei", "planted", TalkativeDay.Phone, null));
        await tx.TypedTexts.Keep("linxiao", "wmWang", new("note", $$"""{"text":"{{secret}}"}""", now));
        await tx.Run(
            """
            insert into inbox (dedupe_key, source, kind, order_key, payload, received_at, state, attempts, outcome, done_at)
            values (@Key, 'app', 'text', 'planted', @Payload, @Now, 3, 8, @Outcome, @Now)
            """,
            new { Key = new byte[16], Payload = System.Text.Encoding.UTF8.GetBytes(secret), Now = now, Outcome = TalkativeDay.Words });
    }

    [Fact]
    public void A_failure_tells_its_kind_and_place_and_none_of_the_words_it_choked_on()
    {
        var heard = new Canaries();
        heard.Plant(Canary.Personal, "words", TalkativeDay.Words);
        using var loggers = new QuietLoggers(new LoggerFactory([heard]));
        var log = loggers.CreateLogger("x");

        var failure = Thrown(() => int.Parse(TalkativeDay.Words, System.Globalization.CultureInfo.InvariantCulture));
        Say(log, "it broke", new InvalidOperationException(TalkativeDay.Words, failure));

        heard.Leaks.ShouldBeEmpty();
        Failure.Of(failure).ShouldBe("FormatException");
        Failure.Of(new NotLearnedException("externalcontact/get 40058")).ShouldBe("NotLearnedException: externalcontact/get 40058");
        heard.Said(nameof(A_failure_tells_its_kind_and_place_and_none_of_the_words_it_choked_on)).ShouldBeTrue();
        // The control: the same without the quiet way.
        using var loud = new LoggerFactory([heard]);
        Say(loud.CreateLogger("x"), "it broke", failure);
        heard.Leaks.ShouldNotBeEmpty();
    }

    [Fact]
    public void People_are_digests_in_a_log_equal_for_the_same_and_under_a_key()
    {
        var digest = new Personal("wmWang", [1, 2, 3]).ToString();

        digest.ShouldMatch("^#[0-9a-f]{12}$");
        new Personal("wmWang", [1, 2, 3]).ToString().ShouldBe(digest);
        new Personal("wmLi", [1, 2, 3]).ToString().ShouldNotBe(digest);
        new Personal("wmWang", [1, 2, 4]).ToString().ShouldNotBe(digest);
        new Personal(null, [1]).ToString().ShouldBe("-");
    }

    /// <summary>Names of texts that a log message may take: kinds, ids, reasons of the service's own.</summary>
    static readonly string[] Harmless = ["reason", "kind", "id", "api", "path", "engine", "words", "job", "fault", "stall", "doubt", "method", "route"];

    [Fact]
    public void No_log_message_takes_a_person_or_a_text_but_as_a_digest()
    {
        Suspicious(typeof(AppSettings).Assembly).ShouldBeEmpty();
        Suspicious(typeof(LeakTests).Assembly).ShouldBe(["Planted(customer)", "Planted(text)"], ignoreOrder: true);
    }

    static IEnumerable<string> Suspicious(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where method.GetCustomAttribute<LoggerMessageAttribute>() is not null
        from parameter in method.GetParameters()
        let kind = parameter.ParameterType
        where !typeof(ILogger).IsAssignableFrom(kind) && !typeof(Exception).IsAssignableFrom(kind) && kind != typeof(Personal)
            && !(kind.IsPrimitive || kind == typeof(DateTimeOffset) || kind == typeof(DateOnly) || kind == typeof(TimeSpan))
            && !(kind == typeof(string) && Harmless.Contains(parameter.Name))
        select $"{method.Name}({parameter.Name})";

    static void Say(ILogger log, object state, Exception? failure = null) => log.Log(LogLevel.Trace, default, state, failure, (said, _) => $"{said}");

    static Exception Thrown(Action act) => Record.Exception(act)!;
}

/// <summary>What a careless message looks like.</summary>
static partial class PlantedLog
{
    [LoggerMessage(1, LogLevel.Information, "{Customer} said {Text}")]
    public static partial void Planted(this ILogger log, Domain.Customer customer, string text);
}
