namespace WeComSales.Domain;

/// <summary>Words that hide what is inside them: 贵姓 has no 贵, 能不能 no 不.</summary>
static class WordMasks
{
    /// <summary>Removes every hit that lies inside a mask or cuts into one; a hit that holds the whole mask stays.</summary>
    public static void Drop(List<WordHit> hits, bool[] isMask, int length)
    {
        int[]? starts = null, ends = null;
        foreach (var hit in hits)
        {
            if (!isMask[hit.Word]) continue;
            if (starts is null) Array.Fill(starts = new int[length], -1);
            ends ??= new int[length];
            if (starts[hit.Start] >= 0 && ends[hit.Start] - starts[hit.Start] >= hit.End - hit.Start) continue;
            for (var i = hit.Start; i < hit.End; i++) (starts[i], ends[i]) = (hit.Start, hit.End);
        }
        if (starts is null) return;
        hits.RemoveAll(hit => isMask[hit.Word] ? Cuts(hit) : Cuts(hit) || Inside(hit));

        bool Cuts(WordHit hit) => (starts[hit.Start] >= 0 && starts[hit.Start] < hit.Start && ends![hit.Start] < hit.End)
            || (starts[hit.End - 1] >= 0 && ends![hit.End - 1] > hit.End && starts[hit.End - 1] > hit.Start);

        bool Inside(WordHit hit) => starts[hit.Start] >= 0 && starts[hit.Start] <= hit.Start && ends![hit.Start] >= hit.End && ends[hit.Start] - starts[hit.Start] > hit.End - hit.Start;
    }
}
