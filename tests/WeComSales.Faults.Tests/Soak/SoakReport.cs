using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace WeComSales.Faults.Tests;

/// <summary>What a soak showed: what is wrong, and the figures for docs/performance.md.</summary>
/// <param name="Complaints">Empty: everything acknowledged is there once and had its effect once.</param>
sealed record SoakReport(IReadOnlyList<string> Complaints, IReadOnlyList<(string What, string Seen)> Figures)
{
    public static async Task<SoakReport> Of(SoakPlan plan, Instances instances, SteadyLoad load, Gauges gauges, Troubles troubles, TimeSpan left, bool isWorkedOn)
    {
        var harvest = await Harvest.Of(instances.Store);
        var complaints = new List<string>();
        Complain(complaints, harvest.Missing(load.Acknowledged.Keys), "acknowledged and not stored");
        Complain(complaints, [.. harvest.Stored.CountBy(number => number).Where(one => one.Value > 1).Select(one => one.Key)], "stored more than once");
        Count(complaints, load.GivenUpInCalm, "given up although nothing was broken");
        Count(complaints, load.StrangeRepeats, "repeats refused");
        if (isWorkedOn)
        {
            Worked(complaints, instances, harvest);
        }

        return new(complaints, Tell(plan, instances, load, gauges, troubles, left, harvest).ToList());
    }

    public string Table() => Figures.Aggregate(
        new StringBuilder("| what | seen |\n|---|---|\n"), (text, line) => text.Append(CultureInfo.InvariantCulture, $"| {line.What} | {line.Seen} |\n")).ToString();

    static void Worked(List<string> complaints, Instances instances, Harvest harvest)
    {
        Complain(complaints, Difference(harvest.Stored.Where(SoakPlan.IsMessage), harvest.Drafts), "worked on never or more than once");
        Complain(complaints, Difference(harvest.CardsOfDrafts, harvest.Cards), "cards written never or more than once");
        var cards = instances.CardsAtWeCom();
        Complain(complaints, Difference(harvest.CardsOfDrafts, cards.Keys), "cards that WeCom did not get, or that nobody wrote");
        Complain(complaints, [.. cards.Where(card => card.Value != 1).Select(card => card.Key)], "cards that came more than once");
        Complain(complaints, [.. instances.WeCom.Calls.SelectMany(call => call.Dropped).Distinct()], "people to whom WeCom dropped messages");
        Count(complaints, harvest.GivenUp, "callbacks and letters given up");
    }

    static void Count(List<string> complaints, long count, string what)
    {
        if (count > 0)
        {
            complaints.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {count:N0}"));
        }
    }

    static void Complain<T>(List<string> complaints, IReadOnlyCollection<T> these, string what)
    {
        if (these.Count > 0)
        {
            complaints.Add($"{what}: {these.Count}, such as {string.Join(", ", these.Take(5))}");
        }
    }

    /// <summary>Values that stand more often on one side than on the other.</summary>
    static List<T> Difference<T>(IEnumerable<T> one, IEnumerable<T> other)
        where T : notnull
    {
        var counts = one.CountBy(value => value).ToDictionary();
        foreach (var value in other)
        {
            counts[value] = counts.GetValueOrDefault(value) - 1;
        }

        return [.. counts.Where(count => count.Value != 0).Select(count => count.Key)];
    }

    static IEnumerable<(string What, string Seen)> Tell(
        SoakPlan plan, Instances instances, SteadyLoad load, Gauges gauges, Troubles troubles, TimeSpan left, Harvest harvest)
    {
        yield return ("load", Text($"{plan.PerSecond} callbacks a second for {plan.Length.TotalMinutes:0.#} minutes to {plan.Instances} instances, four of ten with a card; one of 32 sent again; the generator late by {load.Late:0} ms at most"));
        yield return ("troubles", string.Join(", ", troubles.Count.Select(one => Text($"{one.Value} × {one.Key}"))));
        yield return ("callbacks", Text($"{load.Last:N0} sent, {load.Acknowledged.Count:N0} acknowledged, {harvest.Stored.Count:N0} stored; not acknowledged in four tries {load.NotAcknowledged:N0}, {load.GivenUpInCalm:N0} of them while nothing was broken; tries without a 200: {(load.Others.IsEmpty ? "none" : string.Join(", ", load.Others.Select(one => Text($"{one.Key} {one.Value:N0}"))))}"));
        yield return ("cards", Text($"{harvest.CardsOfDrafts.Count:N0} written"));
        yield return ("acknowledged, from when it was due, nothing broken", Spread(load.Calm, "ms"));
        yield return ("the same, all", Spread(load.All, "ms"));
        yield return ("from the acknowledgement to the card's call at WeCom, all", Spread(CardWaits(instances, load), "s"));
        foreach (var queue in gauges.Queues.GroupBy(sample => sample.Name))
        {
            yield return (Text($"queue {queue.Key}: waiting; age of the oldest while nothing was broken"),
                Text($"{Spread(queue.Select(sample => (double)sample.Waiting), "rows")}; {Spread(queue.Select(sample => sample.Seconds).OfType<double>(), "s")}"));
        }

        yield return ("after the load everything was done within", Text($"{left.TotalSeconds:0.0} s"));
        foreach (var line in Memory(plan, gauges))
        {
            yield return line;
        }

        yield return ("connections to the database", Text($"{Spread(gauges.Connections.Select(count => (double)count), "")}; at the end {gauges.Connections.LastOrDefault()}"));
    }

    static IEnumerable<(string What, string Seen)> Memory(SoakPlan plan, Gauges gauges)
    {
        foreach (var life in gauges.Memory.GroupBy(sample => (sample.Instance, sample.Process)).OrderBy(life => life.Key.Instance))
        {
            var samples = life.Where(sample => sample.At >= life.First().At + plan.WarmUp.TotalSeconds).ToList();
            if (Trend.Of([.. samples.Select(sample => (sample.At, sample.WorkingSetMb))]) is not { } set || samples[^1].At - samples[0].At < plan.Length.TotalSeconds / 4)
            {
                continue;
            }

            var heap = Trend.Of([.. samples.Where(sample => sample.HeapMb is not null).Select(sample => (sample.At, sample.HeapMb!.Value))]);
            yield return (
                Text($"memory of instance {life.Key.Instance + 1}, {(samples[^1].At - samples[0].At) / 60:0.0} minutes after its warm-up"),
                Text($"working set {set.Mean:0} MB, {set.PerHour:+0.0;-0.0} MB/h = {set.PercentInTenMinutes:+0.00;-0.00} % in 10 min ({set.Samples} samples)")
                + (heap is null ? "" : Text($"; heap after the last collection {heap.Mean:0.0} MB, {heap.PerHour:+0.0;-0.0} MB/h")));
        }
    }

    static IEnumerable<double> CardWaits(Instances instances, SteadyLoad load) => instances.WeCom.Calls
        .Where(call => call.Path == "message/send" && call.ErrCode == 0 && call.Status == 200 && !call.Duplicate)
        .Select(call => (call.Arrived, Number: MessageNumbers.In(call.BodyText)))
        .Where(card => card.Number is { } number && load.Acknowledged.ContainsKey(number))
        .Select(card => Math.Max(0, Stopwatch.GetElapsedTime(load.Acknowledged[card.Number!.Value], card.Arrived).TotalSeconds));

    static string Spread(IEnumerable<double> values, string unit)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? "no sample"
            : Text($"p50 {At(0.5):0.##}, p99 {At(0.99):0.##}, worst {sorted[^1]:0.##} {unit}").TrimEnd();

        double At(double share) => sorted[(int)(share * (sorted.Count - 1))];
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
