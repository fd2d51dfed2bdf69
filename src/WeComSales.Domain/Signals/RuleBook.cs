using System.Globalization;

namespace WeComSales.Domain;

/// <summary>All rules and words compiled into one automaton and the steps that each word can advance.</summary>
sealed class RuleBook
{
    readonly List<Rule> rules = [];
    readonly List<RuleStep> steps = [];
    readonly List<PatternSlot> slots = [];
    readonly Dictionary<string, int> slotNumbers = new(StringComparer.Ordinal);
    readonly Dictionary<int, List<int>> uses = [];
    readonly HashSet<int> watched = [];
    readonly Func<string, string> fold;
    readonly IReadOnlyDictionary<string, PatternSlot> families;
    readonly Dictionary<string, int> kinds = new(StringComparer.Ordinal);
    readonly HashSet<string> masks;

    public RuleBook(IReadOnlyDictionary<string, PatternSlot> families, IEnumerable<RuleLine> lines, IEnumerable<string> masks, Func<string, string> fold)
    {
        (this.families, this.fold, this.masks) = (families, fold, [.. masks.Select(fold)]);
        var negators = families.TryGetValue("negator", out var family) ? family : new([], []);
        Watch(negators);
        foreach (var line in lines) Add(line);
        var families_ = families.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, Slot: SlotNumber(one.Value))).ToList();
        (Words, WordSlots, IsMask) = Index();
        Finder = new(Words);
        SlotSteps = [.. slots.Select((_, slot) => uses.TryGetValue(slot, out var used) ? used.ToArray() : [])];
        Steps = [.. steps];
        IsNegator = [.. WordSlots.Select(filled => filled.Contains(Watch(negators)))];
        SlotFamilies = [.. slots.Select((_, slot) => families_.FirstOrDefault(one => one.Slot == slot).Key)];
        IsWatched = [.. slots.Select((_, slot) => watched.Contains(slot))];
    }

    public IReadOnlyList<Rule> Rules => rules;
    public RuleStep[] Steps { get; }
    public WordFinder Finder { get; }
    public IReadOnlyList<string> Words { get; }
    /// <summary>For each word of the finder, and behind them for each entity kind, the slots that it fills.</summary>
    public int[][] WordSlots { get; }
    public bool[] IsMask { get; }
    public int[][] SlotSteps { get; }
    /// <summary>For each slot whether some guard asks for it.</summary>
    public bool[] IsWatched { get; }
    /// <summary>For each slot the family that it is, or null.</summary>
    public string?[] SlotFamilies { get; }
    /// <summary>For each word whether it denies.</summary>
    public bool[] IsNegator { get; }

    /// <summary>The number under which an entity kind takes part in patterns, or -1 when no pattern asks for it.</summary>
    public int KindWord(string kind) => kinds.GetValueOrDefault(kind, -1);

    void Add(RuleLine line)
    {
        try
        {
            var reader = new PatternReader(families, fold);
            var (text, polarity, turns) = (line.Text, Polarity.Affirmed, true);
            if (text[0] == '-') (polarity, turns, text) = (Polarity.Negated, false, text[1..]);
            else if (text[0] == '=') (turns, text) = (false, text[1..]);
            var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var guards = parts.Where(IsGuard).Concat(line.Guards).Select(part => GuardOf(part, reader)).ToArray();
            var why = $"{line.Label}:{line.Number.ToString(CultureInfo.InvariantCulture)} {line.Text}";
            foreach (var pattern in reader.Read(string.Join(' ', parts.Where(part => !IsGuard(part)))))
            {
                rules.Add(new(line.Label, polarity, turns && line.Turns, line.Cue, line.Number == 0, guards, pattern.AtClauseStart, pattern.AtClauseEnd, why));
                Lay(pattern);
            }
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{line.Label}, line {line.Number.ToString(CultureInfo.InvariantCulture)}: {wrong.Message}", wrong);
        }
    }

    void Lay(Pattern pattern)
    {
        for (var i = 0; i < pattern.Steps.Count; i++)
        {
            var step = pattern.Steps[i];
            var slot = SlotNumber(step.Slot);
            if (!uses.TryGetValue(slot, out var used)) uses[slot] = used = [];
            used.Add(steps.Count);
            steps.Add(new(rules.Count - 1, i == 0, i == pattern.Steps.Count - 1, step.Gap, step.Crossing, step.Evidence));
        }
    }

    static bool IsGuard(string part) => part[0] is '!' or '&';

    Guard GuardOf(string part, PatternReader reader)
    {
        var wanted = part[0] == '&';
        var rest = part[1..];
        var (scope, reach) = (GuardScope.Clause, 0);
        if (rest[0] == part[0]) (scope, rest) = (GuardScope.Message, rest[1..]);
        else if (rest[0] is '<' or '>')
        {
            scope = rest[0] == '<' ? GuardScope.Before : GuardScope.Behind;
            var digits = 1;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits])) digits++;
            reach = digits > 1 ? int.Parse(rest.AsSpan(1, digits - 1), CultureInfo.InvariantCulture) : 2;
            rest = rest[digits..];
        }
        var slot = reader.Single(rest);
        return new(wanted, scope, reach, Watch(slot));
    }

    int Watch(PatternSlot slot)
    {
        var number = SlotNumber(slot);
        watched.Add(number);
        return number;
    }

    int SlotNumber(PatternSlot slot)
    {
        if (slotNumbers.TryGetValue(slot.Key, out var number)) return number;
        slots.Add(slot);
        return slotNumbers[slot.Key] = slots.Count - 1;
    }

    (List<string>, int[][], bool[]) Index()
    {
        var words = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var byKind = new List<List<int>>();
        foreach (var mask in masks.Where(mask => mask.Length > 0)) words[mask] = [];
        for (var slot = 0; slot < slots.Count; slot++)
        {
            foreach (var word in slots[slot].Words)
            {
                if (!words.TryGetValue(word, out var filled)) words[word] = filled = [];
                filled.Add(slot);
            }
            foreach (var kind in slots[slot].Kinds)
            {
                if (kinds.TryAdd(kind, byKind.Count)) byKind.Add([]);
                byKind[kinds[kind]].Add(slot);
            }
        }
        foreach (var kind in kinds.Keys) kinds[kind] += words.Count;
        var list = words.Keys.ToList();
        return (list, [.. words.Values.Concat(byKind).Select(filled => filled.ToArray())], [.. list.Select(masks.Contains)]);
    }
}
