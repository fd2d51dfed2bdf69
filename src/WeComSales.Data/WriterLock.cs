namespace WeComSales.Data;

/// <summary>Another process writes to this SQLite file; two writers are refused (WAL-reset defect below 3.51.3).</summary>
public sealed class DatabaseInUseException(string path, Exception inner)
    : Exception($"Another process is writing to {path}. Stop it, or let it do this work.", inner);

/// <summary>Holds a file beside the database for as long as this process may write to it.</summary>
sealed class WriterLock : IDisposable
{
    readonly FileStream file;

    WriterLock(FileStream file) => this.file = file;

    /// <exception cref="DatabaseInUseException">Another process holds it.</exception>
    public static WriterLock Take(string databasePath)
    {
        var path = databasePath + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            return new WriterLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken) when (File.Exists(path))
        {
            throw new DatabaseInUseException(databasePath, taken);
        }
    }

    public void Dispose() => file.Dispose();
}
