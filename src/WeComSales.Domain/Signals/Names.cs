namespace WeComSales.Domain;

/// <summary>The names of products and rivals: the company's own list, and well-known channels and makers that ship with the product.</summary>
sealed class Names
{
    readonly WordFinder finder;
    readonly EntityKind[] kinds;
    readonly string[] shown;

    public Names(string rivals, IReadOnlyList<TenantWord> own, Folding folding)
    {
        var names = new Dictionary<string, (EntityKind Kind, string Shown)>(StringComparer.Ordinal);
        foreach (var word in own.Where(word => word.Kind is TenantWordKind.Product or TenantWordKind.Competitor))
            names.TryAdd(folding.Canonical(word.Term), (word.Kind == TenantWordKind.Product ? EntityKind.Product : EntityKind.Competitor, word.Term));
        foreach (var word in LexiconText.Words(rivals)) names.TryAdd(folding.Canonical(word), (EntityKind.Competitor, word));
        names.Remove("");
        finder = new([.. names.Keys]);
        kinds = [.. names.Values.Select(name => name.Kind)];
        shown = [.. names.Values.Select(name => name.Shown)];
    }

    /// <summary>Every name, the longest where several begin or overlap.</summary>
    public List<Find> Find(FoldedText text)
    {
        var hits = new List<WordHit>();
        finder.Find(text.Text, hits);
        hits.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        var (finds, end) = (new List<Find>(hits.Count), 0);
        foreach (var hit in hits)
        {
            if (hit.Start < end) continue;
            finds.Add(new(kinds[hit.Word], shown[hit.Word], hit.Start, hit.End, "名称表"));
            end = hit.End;
        }
        return finds;
    }
}
