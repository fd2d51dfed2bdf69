namespace WeComSales.Domain;

/// <summary>Everything extraction decides with, as data: folding, word families, rules per label, entity words, and a company's own words (F7). Immutable.</summary>
public sealed class Lexicon
{
    static readonly string[] NotRules = ["fold", "rewrites", "masks", "families", "entities", "rivals", "conflicts", "cues", "classes", "weights"];

    Lexicon(Folding folding, RuleBook book, Names names, EntityWords entities, Conflicts conflicts, WordClasses classes) =>
        (Folding, Book, Names, Entities, Conflicts, Classes, Marks) = (folding, book, names, entities, conflicts, classes, new(book));

    internal Folding Folding { get; }
    internal RuleBook Book { get; }
    internal Names Names { get; }
    internal EntityWords Entities { get; }
    internal Conflicts Conflicts { get; }
    internal WordClasses Classes { get; }
    internal Marks Marks { get; }
    /// <summary>The company's exclusions, which the learned part must not hear either; null when there are none.</summary>
    internal WordFinder? Exclusions { get; private init; }
    /// <summary>Null while nothing was learned: then the rules decide alone.</summary>
    internal Weights? Weights { get; private init; }

    /// <summary>Compiles the shipped files and the company's words.</summary>
    /// <param name="files">Content by file name without ending: fold, rewrites, masks, families, entities, rivals, conflicts, cues, classes, weights, and one per label.</param>
    /// <exception cref="FormatException">A file cannot be read; the message names file, line and reason.</exception>
    public static Lexicon Parse(IReadOnlyDictionary<string, string> files, IReadOnlyList<TenantWord>? tenant = null)
    {
        var own = tenant ?? [];
        var folding = FoldingOf(files, own);
        var families = Families(files["families"], folding);
        var rules = files.Where(file => !NotRules.Contains(file.Key)).OrderBy(file => file.Key, StringComparer.Ordinal)
            .SelectMany(file => SignalLabels.IsKnown(file.Key) ? LexiconText.Rules(file.Key, file.Value) : throw new FormatException($"{file.Key} is no label"))
            .Concat(LexiconText.Cues(files["cues"]))
            .Concat(own.Select(OwnRule).OfType<RuleLine>());
        var masks = LexiconText.Words(files["masks"]).Concat(own.Where(word => word.Kind == TenantWordKind.Exclusion).Select(word => word.Term));
        var entities = new EntityWords(files["entities"], folding);
        var lexicon = new Lexicon(folding, new(families, rules, masks, folding.Canonical), new(files["rivals"], own, folding), entities, new(files["conflicts"]),
            new(files["classes"], families, folding.Canonical)) { Exclusions = ExclusionsOf(own, folding) };
        return files.TryGetValue("weights", out var weights) ? lexicon.With(weights) : lexicon;
    }

    Lexicon With(string weights) => new(Folding, Book, Names, Entities, Conflicts, Classes) { Weights = new(weights, Marks, Classes), Exclusions = Exclusions };

    static WordFinder? ExclusionsOf(IReadOnlyList<TenantWord> own, Folding folding)
    {
        var terms = own.Where(word => word.Kind == TenantWordKind.Exclusion).Select(word => folding.Canonical(word.Term)).Where(term => term.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return terms.Count > 0 ? new(terms) : null;
    }

    static Folding FoldingOf(IReadOnlyDictionary<string, string> files, IReadOnlyList<TenantWord> own)
    {
        var rewrites = own.Where(word => word.Kind == TenantWordKind.Rewrite && word.Replacement is not null)
            .Select(word => KeyValuePair.Create(word.Term, word.Replacement!))
            .Concat(LexiconText.Definitions(files["rewrites"]).SelectMany(definition => definition.Words.Select(word => KeyValuePair.Create(word, definition.Name))));
        return new(LexiconText.Words(files["fold"]), rewrites);
    }

    static Dictionary<string, PatternSlot> Families(string file, Folding folding)
    {
        var families = new Dictionary<string, PatternSlot>(StringComparer.Ordinal);
        var reader = new PatternReader(families, folding.Canonical);
        foreach (var (name, words) in LexiconText.Definitions(file))
        {
            var members = words.Select(word => reader.Single(word.Replace(' ', '_'))).ToList();
            families[name] = new([.. members.SelectMany(slot => slot.Words).Distinct(StringComparer.Ordinal)],
                [.. members.SelectMany(slot => slot.Kinds).Distinct(StringComparer.Ordinal)]);
        }
        return families;
    }

    static RuleLine? OwnRule(TenantWord word) => word is { Kind: TenantWordKind.Word, Label: { } label }
        ? new(label, 0, Literal(word.Term), [], true)
        : null;

    static string Literal(string term) => string.Concat(term.Select(c => c == ' ' ? '_' : c).Where(c => !"{}()[]|?~$^!&=-".Contains(c)));
}
