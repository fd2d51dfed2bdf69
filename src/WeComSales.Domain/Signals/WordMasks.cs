namespace WeComSales.Domain;

/// <summary>Words that hide what is inside them: 贵姓 has no 贵, 能不能 no 不.</summary>
static class WordMasks
{
    /// <summary>Removes every hit that lies inside a mask or a name or cuts into one; a hit that holds the whole of it stays.</summary>
    public static void Drop(List<WordHit> hits, bool[] isMask, List<Find> finds, int length)
    {
        var cover = new Cover(length);
        foreach (var hit in hits) if (isMask[hit.Word]) cover.Add(hit.Start, hit.End);
        foreach (var find in finds) if (find.Kind is EntityKind.Product or EntityKind.Competitor) cover.Add(find.Start, find.End);
        if (cover.IsUsed) hits.RemoveAll(hit => cover.Hides(hit.Start, hit.End));
    }

    sealed class Cover(int length)
    {
        int[] starts = [], ends = [];

        public bool IsUsed => starts.Length > 0;

        /// <summary>The longer of two masks at a place counts.</summary>
        public void Add(int start, int end)
        {
            if (!IsUsed)
            {
                Array.Fill(starts = new int[length], -1);
                ends = new int[length];
            }
            if (starts[start] >= 0 && ends[start] - starts[start] >= end - start) return;
            for (var i = start; i < end; i++) (starts[i], ends[i]) = (start, end);
        }

        public bool Hides(int start, int end)
        {
            var (first, last) = (starts[start], starts[end - 1]);
            var cutsLeft = first >= 0 && first < start && ends[start] < end;
            var cutsRight = last > start && ends[end - 1] > end;
            var inside = first >= 0 && first <= start && ends[start] >= end && ends[start] - first > end - start;
            return cutsLeft || cutsRight || inside;
        }
    }
}
