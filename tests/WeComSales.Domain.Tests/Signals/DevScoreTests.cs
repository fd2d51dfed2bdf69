using System.Text.Json;
using Xunit.Abstractions;

namespace WeComSales.Domain.Tests.Signals;

/// <summary>The labelled development messages, counted as keywords/score.py counts: (label, polarity) once per message.</summary>
public sealed class DevScoreTests(ITestOutputHelper output)
{
    // The issue asks for 0.60; what was reached is in docs/signals.md and must not be lost unseen.
    const double LeastF1 = 0.80;

    [KeywordsFact]
    public void The_development_messages_are_read_well()
    {
        var reader = Shipped.With([.. Names()]);
        var tally = new Tally();
        foreach (var message in SharedKeywords.Lines("dev.jsonl"))
        {
            var reading = reader.Read(message.GetProperty("text").GetString()!, message.GetProperty("sent_at").GetDateTimeOffset(),
                message.TryGetProperty("thread", out var thread) && thread.GetBoolean());
            tally.Count(Marks(message, "signals"), Example.Marks(reading.Signals), Marks(message, "signals_optional"));
        }
        output.WriteLine($"F1 {tally.F1:F3}, recall {tally.Recall:F3}, silence {tally.Silence:F3}");

        tally.F1.ShouldBeGreaterThan(LeastF1);
        tally.Recall.ShouldBeGreaterThan(0.78);
        tally.Silence.ShouldBeGreaterThan(0.87);
    }

    static HashSet<string> Marks(JsonElement message, string property) =>
        message.TryGetProperty(property, out var signals)
            ? signals.EnumerateArray().Select(signal => (signal.GetProperty("polarity").GetString() == "negated" ? "-" : "") + signal.GetProperty("category").GetString()).ToHashSet(StringComparer.Ordinal)
            : [];

    static IEnumerable<TenantWord> Names()
    {
        var lexicon = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedKeywords.Root!, "tenant_lexicon.json"))).RootElement;
        foreach (var (property, kind) in new[] { ("products", TenantWordKind.Product), ("competitors", TenantWordKind.Competitor) })
        {
            foreach (var trade in lexicon.GetProperty(property).EnumerateObject())
            {
                foreach (var name in trade.Value.EnumerateArray()) yield return new(kind, null, name.GetString()!, null);
            }
        }
    }
}
