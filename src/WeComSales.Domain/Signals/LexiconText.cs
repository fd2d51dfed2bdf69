namespace WeComSales.Domain;

/// <summary>One line of a rule file: the pattern language, the label it stands for, and what its file says for all lines.</summary>
sealed record RuleLine(string Label, int Number, string Text, IReadOnlyList<string> Guards, bool Turns, bool Cue = false);

/// <summary>The plain-text forms of the lexicon files: comments begin with #, a definition goes on over indented lines.</summary>
static class LexiconText
{
    public static IEnumerable<(int Number, string Line)> Lines(string file)
    {
        var number = 0;
        foreach (var raw in file.Split('\n'))
        {
            number++;
            var comment = raw.StartsWith('#') ? 0 : raw.IndexOf(" # ", StringComparison.Ordinal);
            var line = (comment >= 0 ? raw[..comment] : raw).TrimEnd();
            if (line.Length > 0) yield return (number, line);
        }
    }

    public static IEnumerable<string> Words(string file) =>
        Lines(file).SelectMany(line => line.Line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(Unescape);

    /// <summary><c>name = word word …</c>, in the order of the file.</summary>
    public static IEnumerable<(string Name, List<string> Words)> Definitions(string file)
    {
        (string Name, List<string> Words)? open = null;
        foreach (var (number, line) in Lines(file))
        {
            if (line[0] is ' ' or '\t')
            {
                if (open is null) throw new FormatException($"line {number}: words without a name: {line}");
                open.Value.Words.AddRange(Split(line));
                continue;
            }
            if (open is not null) yield return open.Value;
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) throw new FormatException($"line {number}: expected 'name = words': {line}");
            open = (Unescape(line[..equals].Trim()), Split(line[(equals + 1)..]));
        }
        if (open is not null) yield return open.Value;
    }

    /// <summary>A rule file; <c>@</c> lines give guards for every rule behind them, <c>@turns no</c> says that negators leave the label as it is.</summary>
    public static IEnumerable<RuleLine> Rules(string label, string file)
    {
        IReadOnlyList<string> guards = [];
        var turns = true;
        foreach (var (number, line) in Lines(file))
        {
            if (line == "@turns no") turns = false;
            else if (line == "@turns yes") turns = true;
            else if (line.StartsWith('@')) guards = line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            else yield return new(label, number, line.Trim(), guards, turns);
        }
    }

    /// <summary>The file of hints: <c>@label NAME</c> says what the lines behind it hint at.</summary>
    public static IEnumerable<RuleLine> Cues(string file)
    {
        const string heading = "@label ";
        var label = "";
        foreach (var (number, line) in Lines(file))
        {
            if (!line.StartsWith(heading, StringComparison.Ordinal)) yield return new(label, number, line.Trim(), [], false, Cue: true);
            else if (SignalLabels.IsKnown(line[heading.Length..])) label = line[heading.Length..];
            else throw new FormatException($"cues, line {number}: no label {line}");
        }
    }

    static List<string> Split(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Unescape)];

    // A blank ends a word, so a word that has one is written with _.
    static string Unescape(string word) => word.Replace('_', ' ');
}
