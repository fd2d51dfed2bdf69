namespace WeComSales.Faults.Tests;

/// <summary>One file: the bytes that fsync covered, and what was asked of it since.</summary>
sealed class Platter(Disk disk, string name)
{
    const int Sector = 512;
    readonly Lock gate = new();
    readonly List<Unsynced> unsynced = [];
    Image durable = new();
    Image? found;
    bool deleted;

    public Disk Disk => disk;

    public string Name => name;

    public int Syncs { get; private set; }

    /// <summary>A file made anew under a deleted name has none of the old bytes.</summary>
    public void Opened()
    {
        lock (gate)
        {
            if (deleted)
            {
                (durable, deleted) = (new Image(), false);
                unsynced.Clear();
            }
        }
    }

    public void Written(long offset, ReadOnlySpan<byte> bytes) => Asked(new Unsynced(offset, bytes.ToArray()));

    public void Truncated(long length) => Asked(new Unsynced(length, null));

    /// <returns>True when the name is new in the folder.</returns>
    public bool Synced()
    {
        lock (gate)
        {
            var isNew = found != durable;
            unsynced.ForEach(durable.Apply);
            unsynced.Clear();
            found = durable;
            Syncs++;
            return isNew;
        }
    }

    /// <summary>The folder was synced: a deletion before it cannot be undone any more.</summary>
    public void FolderSynced()
    {
        lock (gate)
        {
            found = deleted ? null : found;
        }
    }

    /// <summary>A deletion whose folder was not synced may be undone by the cut: the name then leads to the old bytes.</summary>
    public void Deleted(bool forSure)
    {
        lock (gate)
        {
            deleted = true;
            found = forSure ? null : found;
        }
    }

    /// <summary>The content after a cut; null when the name is not in the folder any more, or not yet.</summary>
    public byte[]? After(Func<bool>? survivor)
    {
        lock (gate)
        {
            var image = found?.Copy();
            if (image is not null && found == durable && survivor is not null)
            {
                unsynced.SelectMany(Sectors).Where(_ => survivor()).ToList().ForEach(image.Apply);
            }

            return image?.Bytes;
        }
    }

    void Asked(Unsynced what)
    {
        lock (gate)
        {
            unsynced.Add(what);
        }
    }

    static IEnumerable<Unsynced> Sectors(Unsynced what)
    {
        if (what.Bytes is null)
        {
            yield return what;
            yield break;
        }

        for (var start = 0; start < what.Bytes.Length;)
        {
            var length = Math.Min(Sector - (int)((what.At + start) % Sector), what.Bytes.Length - start);
            yield return new Unsynced(what.At + start, what.Bytes[start..(start + length)]);
            start += length;
        }
    }

    /// <summary>A write at an offset, or with no bytes a truncation to that length.</summary>
    sealed record Unsynced(long At, byte[]? Bytes);

    sealed class Image
    {
        byte[] room = [];
        int length;

        public byte[] Bytes => room[..length];

        public Image Copy() => new() { room = Bytes, length = length };

        public void Apply(Unsynced what)
        {
            var at = checked((int)what.At);
            Resize(what.Bytes is null ? at : Math.Max(length, at + what.Bytes.Length));
            what.Bytes?.CopyTo(room, at);
        }

        void Resize(int wanted)
        {
            if (wanted > room.Length)
            {
                Array.Resize(ref room, Math.Max(wanted, room.Length * 2));
            }

            if (wanted < length)
            {
                Array.Clear(room, wanted, length - wanted);
            }

            length = wanted;
        }
    }
}
