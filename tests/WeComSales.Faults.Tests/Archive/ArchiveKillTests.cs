using System.Diagnostics;
using System.Text.Json.Nodes;
using WeComSales.Fixtures;
using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>The archive's reader is killed at random while messages arrive: each is stored once, in the order of its chat.</summary>
public sealed class ArchiveKillTests(ITestOutputHelper output)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [CompiledFact]
    public async Task A_reader_that_is_killed_at_random_loses_nothing_and_doubles_nothing()
    {
        var (kills, messages) = (Setting.Count(5, 100), Setting.Count(2_000, 20_000));
        var dice = Setting.Dice(seed: 11);
        await using var desk = await ArchiveDesk.Open();
        desk.Arrive(messages / 4);
        var running = desk.Worker.StartAsync(CancellationToken.None);
        await running;
        var arriving = Task.Run(async () =>
        {
            for (var rest = messages - (messages / 4); rest > 0; rest -= 50)
            {
                desk.Arrive(Math.Min(50, rest));
                desk.Worker.Wake();
                await Task.Delay(dice.Next(1, 20));
            }
        });
        for (var kill = 1; kill <= kills; kill++)
        {
            var reader = await desk.Reader();
            await Task.Delay(dice.Next(50, 600));
            Kill(reader);
        }

        await arriving;
        await desk.Worker.Idle().WaitAsync(Patience);
        await desk.Worker.StopAsync(CancellationToken.None);

        output.WriteLine($"{kills} kills, {messages} messages");
        await desk.IsWhole(messages);
    }

    /// <summary>What the position must never do: move before the messages are durable. The kill then loses what lay between.</summary>
    [CompiledFact]
    public async Task Control_a_position_that_is_saved_first_loses_messages_when_the_reader_is_killed()
    {
        const int Messages = 2_000;
        var dice = Setting.Dice(seed: 12);
        await using var desk = await ArchiveDesk.Open();
        desk.Arrive(Messages);
        var (position, stored, deadline) = (0L, new HashSet<long>(), Stopwatch.GetTimestamp());
        for (var life = 0; position < Messages && Stopwatch.GetElapsedTime(deadline) < Patience; life++)
        {
            using var reader = desk.StartReader(position);
            using var killing = new CancellationTokenSource();
            var death = life < 10 ? Task.Delay(dice.Next(250, 700), killing.Token).ContinueWith(_ => Kill(reader.Id), TaskScheduler.Default) : Task.CompletedTask;
            while (Said(await reader.StandardOutput.ReadLineAsync()) is { } said)
            {
                if (said["caughtUp"] is not null)
                {
                    break;
                }

                // The batch that has begun counts as read: its end is its first seq and the reader's limit.
                var seq = said["seq"]!.GetValue<long>();
                position = Math.Max(position, Math.Min(Messages, ((seq - 1) / ArchiveDesk.Limit * ArchiveDesk.Limit) + ArchiveDesk.Limit));
                stored.Add(seq);
                if (seq == position)
                {
                    await ArchiveDesk.Acknowledge(reader, seq);
                }
            }

            await killing.CancelAsync();
            await death.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Kill(reader.Id);
        }

        output.WriteLine($"{Messages - stored.Count} of {Messages} lost");
        stored.Count.ShouldBeLessThan(Messages);
    }

    /// <summary>Null at the end of the output, and for the half of a line that a kill left.</summary>
    static JsonObject? Said(string? line)
    {
        try
        {
            return line is null ? null : JsonNode.Parse(line)!.AsObject();
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    static void Kill(int reader)
    {
        try
        {
            using var process = Process.GetProcessById(reader);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It had ended by itself.
        }
    }
}
