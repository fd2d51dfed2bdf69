using System.CommandLine;
using System.Globalization;
using WeComSales.Domain;

namespace WeComSales.Lexicon;

/// <summary><c>wecomsales signals learn</c>: makes weights.txt from labelled messages, and measures what was learned on voices that were held back.</summary>
static class LearnCommand
{
    const int Folds = 8;

    /// <param name="zone">In which times without an offset are.</param>
    public static Command Create(Func<TimeZoneInfo> zone)
    {
        var examples = new Option<DirectoryInfo>("--examples") { Description = "标注例句所在的文件夹", Required = true };
        var authored = new Option<FileInfo?>("--authored") { Description = "标注消息的 JSONL，只用 source 以 authored: 开头的行" };
        var output = new Option<FileInfo?>("--out") { Description = "weights.txt 写到哪里" };
        var voices = new Option<bool>("--voices") { Description = "轮流留出每种口吻，打印读得怎么样" };
        var command = new Command("learn", "从标注消息学习信号的权重") { examples, authored, output, voices };
        command.SetAction(parsed =>
        {
            var lessons = LessonFiles.Examples(parsed.GetValue(examples)!);
            if (parsed.GetValue(authored) is { } file) lessons.AddRange(LessonFiles.Authored(file, zone()));
            if (parsed.GetValue(voices)) Measure(lessons, parsed.InvocationConfiguration.Output);
            if (parsed.GetValue(output) is { } target) File.WriteAllText(target.FullName, new Learner(ShippedLexicon.Taught(null), lessons).Learned(_ => true));
            return 0;
        });
        return command;
    }

    static void Measure(List<Lesson> lessons, TextWriter console)
    {
        var folds = lessons.Select(lesson => lesson.Voice).Distinct().Order(StringComparer.Ordinal).Select((voice, i) => (voice, i)).ToDictionary(one => one.voice, one => one.i % Folds);
        var (rules, both) = (new SortedDictionary<string, Tally>(StringComparer.Ordinal), new SortedDictionary<string, Tally>(StringComparer.Ordinal));
        var byRules = new SignalReader(ShippedLexicon.Taught(null));
        var learner = new Learner(ShippedLexicon.Taught(null), lessons);
        for (var fold = 0; fold < Folds; fold++)
        {
            var weights = learner.Learned(voice => folds[voice] != fold);
            var reader = new SignalReader(ShippedLexicon.Taught(weights));
            foreach (var lesson in lessons.Where(lesson => folds[lesson.Voice] == fold))
            {
                foreach (var voice in (string[])[lesson.Voice, "~all"])
                {
                    Of(rules, voice).Count(lesson.Marks, Marks(byRules, lesson));
                    Of(both, voice).Count(lesson.Marks, Marks(reader, lesson));
                }
            }
        }
        console.WriteLine("| voice | messages | rules F1 | with weights F1 | precision | recall | denied F1 | silence |\n|---|---|---|---|---|---|---|---|");
        foreach (var (voice, tally) in both)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {voice} | {tally.Messages} | {Of(rules, voice).F1:F3} | {tally.F1:F3} | {tally.Precision:F3} | {tally.Recall:F3} | {tally.Denied:F3} | {tally.Silence:F3} |"));
    }

    static Tally Of(SortedDictionary<string, Tally> tallies, string voice) => tallies.TryGetValue(voice, out var tally) ? tally : tallies[voice] = new();

    static HashSet<string> Marks(SignalReader reader, Lesson lesson) =>
        reader.Read(lesson.Text, lesson.SentAt, lesson.Thread).Signals.Select(signal => (signal.Polarity == Polarity.Negated ? "-" : "") + signal.Label).ToHashSet(StringComparer.Ordinal);
}
