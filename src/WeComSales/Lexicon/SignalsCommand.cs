using System.CommandLine;
using System.Globalization;
using WeComSales.Domain;

namespace WeComSales.Lexicon;

/// <summary><c>wecomsales signals</c>: extraction outside the service, over a file of messages or for one text with its reasons.</summary>
public static class SignalsCommand
{
    const int Done = 0;
    const int WrongInput = 2;

    /// <param name="zone">In which times without an offset are; throws <see cref="FormatException"/> where that is set wrongly.</param>
    public static Command Create(Func<TimeZoneInfo> zone)
    {
        var input = new Option<FileInfo?>("--in") { Description = "JSONL，每行有 id、text、sent_at，可以有 thread" };
        var output = new Option<FileInfo?>("--out") { Description = "写到这个 JSONL，每行有 id、signals、entities" };
        var lexicon = new Option<FileInfo?>("--lexicon") { Description = "自己的词：CSV（kind,label,term,replacement），或有 products 和 competitors 的 JSON" };
        var explain = new Option<string?>("--explain") { Description = "这段话的信号和依据" };
        var command = new Command("signals", "从客户的话里找出信号和要素") { input, output, lexicon, explain };
        command.Subcommands.Add(LearnCommand.Create(zone));
        command.SetAction(parsed => Run(parsed.GetValue(input), parsed.GetValue(output), parsed.GetValue(lexicon), parsed.GetValue(explain), zone, parsed.InvocationConfiguration));
        return command;
    }

    static int Run(FileInfo? input, FileInfo? output, FileInfo? lexicon, string? explain, Func<TimeZoneInfo> zone, InvocationConfiguration console)
    {
        try
        {
            foreach (var missing in new[] { input, lexicon }.Where(file => file?.Exists == false)) throw new FormatException($"没有这个文件：{missing!.FullName}");
            var reader = new SignalReader(ShippedLexicon.With(lexicon is null ? [] : OwnWordsFile.Read(lexicon.FullName)));
            if (explain is not null) Explain(reader, explain, console.Output);
            else if (input is null || output is null) throw new FormatException("signals 要有 --in 和 --out，或者 --explain");
            else Extract(reader, input, output, zone());
            return Done;
        }
        catch (Exception wrong) when (wrong is FormatException or IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine(wrong.Message);
            return WrongInput;
        }
    }

    static void Extract(SignalReader reader, FileInfo input, FileInfo output, TimeZoneInfo zone)
    {
        using var target = output.Create();
        var number = 0;
        foreach (var line in File.ReadLines(input.FullName))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var message = MessageLine.Parse(line, number, zone);
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
