using System.Collections.Concurrent;

namespace WeComSales.Faults.Tests;

/// <summary>
/// A folder whose power can be cut: it knows what fsync has covered and what would be gone. The model is harder than
/// most real disks: an unsynced write may be lost although a later one was kept, and each 512-byte sector on its own.
/// </summary>
sealed class Disk : IDisposable
{
    static readonly ConcurrentDictionary<string, Disk> disks = new();
    readonly ConcurrentDictionary<string, Platter> platters = new();
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-disk-");

    public Disk()
    {
        WatchedVfs.Use();
        disks[folder.FullName] = this;
    }

    public string Path(string name) => System.IO.Path.Combine(folder.FullName, name);

    /// <summary>Told the file's name after every write, truncation and sync, on the thread that did it.</summary>
    public Action<string>? Witness { get; set; }

    public int Syncs(string name) => platters.TryGetValue(Path(name), out var platter) ? platter.Syncs : 0;

    /// <summary>What a machine would find after losing power now.</summary>
    /// <param name="survivor">Decides for each unsynced sector whether it survived; null: none did.</param>
    public DiskImage Cut(Func<bool>? survivor = null) => new(
        platters.Select(pair => (System.IO.Path.GetFileName(pair.Key), pair.Value.After(survivor)))
            .Where(file => file.Item2 is not null)
            .ToDictionary(file => file.Item1, file => file.Item2!));

    public static Disk? Holding(string path) =>
        System.IO.Path.GetDirectoryName(path) is { } parent && disks.TryGetValue(parent, out var disk) ? disk : null;

    public Platter Platter(string path) =>
        platters.GetOrAdd(path, _ => new Platter(this, System.IO.Path.GetFileName(path)));

    public void Tell(Platter platter) => Witness?.Invoke(platter.Name);

    /// <summary>With the first sync of a new log or journal SQLite syncs the folder too (os_unix.c, UNIXFILE_DIRSYNC).</summary>
    public void Synced(Platter platter)
    {
        if (platter.Synced() && (platter.Name.EndsWith("-wal", StringComparison.Ordinal) || platter.Name.EndsWith("-journal", StringComparison.Ordinal)))
        {
            foreach (var other in platters.Values)
            {
                other.FolderSynced();
            }
        }
    }

    public void Dispose()
    {
        disks.TryRemove(folder.FullName, out _);
        folder.Delete(recursive: true);
    }
}

/// <summary>The files that a cut left.</summary>
sealed record DiskImage(IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>Puts them in a new folder, as the machine would find them.</summary>
    public DirectoryInfo Restore()
    {
        var folder = Directory.CreateTempSubdirectory("wecomsales-after-");
        foreach (var (name, content) in Files)
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, name), content);
        }

        return folder;
    }
}
