using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using WeComSales.Domain;

namespace WeComSales.Lexicon;

/// <summary><c>wecomsales signals</c>: extraction outside the service, over a file of messages or for one text with its reasons.</summary>
public static class SignalsCommand
{
    const int Done = 0;
    const int WrongInput = 2;

    public static Command Create()
    {
        var input = new Option<FileInfo?>("--in") { Description = "JSONL with id, text, sent_at, thread" };
        var output = new Option<FileInfo?>("--out") { Description = "JSONL with id, signals, entities" };
        var lexicon = new Option<FileInfo?>("--lexicon") { Description = "own words: CSV kind,label,term,replacement, or JSON with products and competitors" };
        var explain = new Option<string?>("--explain") { Description = "a text whose signals are shown with their reasons" };
        var command = new Command("signals", "Find signals and entities in customers' words") { input, output, lexicon, explain };
        command.Subcommands.Add(LearnCommand.Create());
        command.SetAction(parsed => Run(parsed.GetValue(input), parsed.GetValue(output), parsed.GetValue(lexicon), parsed.GetValue(explain), parsed.InvocationConfiguration));
        return command;
    }

    static int Run(FileInfo? input, FileInfo? output, FileInfo? lexicon, string? explain, InvocationConfiguration console)
    {
        try
        {
            var reader = new SignalReader(ShippedLexicon.With(lexicon is null ? [] : OwnWordsFile.Read(lexicon.FullName)));
            if (explain is not null) Explain(reader, explain, console.Output);
            else if (input is null || output is null) throw new FormatException("signals needs --in and --out, or --explain");
            else Extract(reader, input, output);
            return Done;
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine(wrong.Message);
            return WrongInput;
        }
    }

    static void Extract(SignalReader reader, FileInfo input, FileInfo output)
    {
        using var target = output.Create();
        var number = 0;
        foreach (var line in File.ReadLines(input.FullName))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var message = MessageLine.Parse(line, number);
            ReadingLine.Write(target, message.Id, reader.Read(message.Text, message.SentAt, message.Thread));
        }
    }

    static void Explain(SignalReader reader, string text, TextWriter console)
    {
        var reading = reader.Read(text, DateTimeOffset.UtcNow);
        foreach (var signal in reading.Signals)
        {
            var name = SignalLabels.NameOf(signal.Label) + (signal.Polarity == Polarity.Negated ? "（否认）" : "");
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {signal.Label} [{signal.Start},{signal.End}) 「{signal.Evidence}」"));
            console.WriteLine($"    依据：{signal.Why}");
            console.WriteLine($"    反面：{(signal.Against.Length > 0 ? signal.Against : "没有")}");
        }
        foreach (var entity in reading.Entities)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entity.Kind} {entity.Value} [{entity.Start},{entity.End}) 「{entity.Text}」 {entity.Why}"));
        console.WriteLine(reading.NextAction is { } action ? $"下一步：{action}" : "没有信号要求下一步");
    }
}
