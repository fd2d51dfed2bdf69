namespace WeComSales.Domain;

/// <summary>Where a word stands: indices into the searched text, and the word's number.</summary>
readonly record struct WordHit(int Start, int End, int Word);

/// <summary>Finds every occurrence of many words in one pass (Aho–Corasick, hashed goto); the cost follows the text, not the number of words.</summary>
sealed class WordFinder
{
    readonly int[] roots = new int[char.MaxValue + 1];
    readonly List<int> fails = [0], links = [0], words = [-1];
    readonly int[] lengths;
    long[] keys = new long[1024];
    int[] targets = new int[1024];
    int edges;

    /// <param name="vocabulary">Distinct, not empty; a word's number is its index.</param>
    public WordFinder(IReadOnlyList<string> vocabulary)
    {
        lengths = [.. vocabulary.Select(word => word.Length)];
        var parents = new List<(int State, char Letter, int Next)>();
        for (var i = 0; i < vocabulary.Count; i++) Plant(vocabulary[i], i, parents);
        Link(parents);
    }

    /// <summary>Adds all hits in the order of their ends. A Latin word or a number is found only as a whole, never inside a longer one.</summary>
    /// <returns>The number of transitions made, at most twice the length of the text.</returns>
    public int Find(ReadOnlySpan<char> text, List<WordHit> hits)
    {
        var state = 0;
        var steps = 0;
        for (var i = 0; i < text.Length; i++)
        {
            int next;
            while ((next = Next(state, text[i])) == 0 && state != 0)
            {
                state = fails[state];
                steps++;
            }
            state = next;
            steps++;
            for (var node = words[state] >= 0 ? state : links[state]; node != 0; node = links[node])
            {
                var word = words[node];
                var start = i + 1 - lengths[word];
                if (StandsAlone(text, start, i + 1)) hits.Add(new(start, i + 1, word));
            }
        }
        return steps;
    }

    void Plant(string word, int number, List<(int, char, int)> parents)
    {
        var state = 0;
        foreach (var letter in word)
        {
            var next = Next(state, letter);
            if (next == 0)
            {
                next = words.Count;
                words.Add(-1);
                fails.Add(0);
                links.Add(0);
                Connect(state, letter, next);
                parents.Add((state, letter, next));
            }
            state = next;
        }
        words[state] = number;
    }

    void Link(List<(int State, char Letter, int Next)> edgesInPlantingOrder)
    {
        var children = edgesInPlantingOrder.ToLookup(edge => edge.State);
        var queue = new Queue<int>([0]);
        while (queue.TryDequeue(out var state))
        {
            foreach (var (_, letter, next) in children[state])
            {
                var fail = state == 0 ? 0 : fails[state];
                while (state != 0 && fail != 0 && Next(fail, letter) == 0) fail = fails[fail];
                fails[next] = state == 0 ? 0 : Next(fail, letter);
                links[next] = words[fails[next]] >= 0 ? fails[next] : links[fails[next]];
                queue.Enqueue(next);
            }
        }
    }

    int Next(int state, char letter)
    {
        if (state == 0) return roots[letter];
        var key = ((long)state << 16) | letter;
        for (var slot = Hash(key); ; slot = (slot + 1) & (keys.Length - 1))
        {
            if (keys[slot] == key) return targets[slot];
            if (keys[slot] == 0) return 0;
        }
    }

    void Connect(int state, char letter, int next)
    {
        if (state == 0)
        {
            roots[letter] = next;
            return;
        }
        if (++edges * 2 > keys.Length) Grow();
        Put(((long)state << 16) | letter, next);
    }

    void Grow()
    {
        var (oldKeys, oldTargets) = (keys, targets);
        keys = new long[oldKeys.Length * 2];
        targets = new int[keys.Length];
        for (var i = 0; i < oldKeys.Length; i++) if (oldKeys[i] != 0) Put(oldKeys[i], oldTargets[i]);
    }

    void Put(long key, int next)
    {
        var slot = Hash(key);
        while (keys[slot] != 0) slot = (slot + 1) & (keys.Length - 1);
        (keys[slot], targets[slot]) = (key, next);
    }

    int Hash(long key) => (int)((ulong)(key * -7046029254386353131) >> 40) & (keys.Length - 1);

    static bool StandsAlone(ReadOnlySpan<char> text, int start, int end) =>
        !(start > 0 && Glued(text[start - 1], text[start])) && !(end < text.Length && Glued(text[end - 1], text[end]));

    static bool Glued(char left, char right) =>
        (char.IsAsciiLetter(left) && char.IsAsciiLetter(right)) || (char.IsAsciiDigit(left) && char.IsAsciiDigit(right));
}
