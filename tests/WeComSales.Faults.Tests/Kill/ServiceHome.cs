using WeComSales.Fixtures;

namespace WeComSales.Faults.Tests;

/// <summary>The folder and the address of one service, through all its lives.</summary>
/// <param name="shared">The database that it shares with others; without it a SQLite file of its own.</param>
/// <param name="changes">Settings besides the usual ones.</param>
sealed class ServiceHome(Uri weCom, Store? shared = null, params (string Key, string Value)[] changes) : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-home-");

    public Uri Address { get; } = FreeAddress.Take();

    public string Folder => folder.FullName;

    /// <summary>The SQLite file, where it is one.</summary>
    public string File => Path.Combine(folder.FullName, "wecomsales.db");

    public Store Store => shared ?? Store.File(File);

    public Task<KilledProcess> Start(string readiness = "/health/ready") => KilledProcess.Start(
        "wecomsales.dll", new Uri(Address, readiness), folder.FullName, Settings());

    public Task<KilledProcess> StartAckFirst() => KilledProcess.Start(
        "WeComSales.Faults.Tests.dll", new Uri(Address, "/health/ready"), folder.FullName, new Dictionary<string, string>(),
        AckFirst.Name, $"{Address.Port}", $"{Store.Provider}", Store.ConnectionString);

    /// <summary>A command on the same settings, in the same folder.</summary>
    public CommandProcess Command(params string[] words) => new(folder.FullName, Settings(), words);

    Dictionary<string, string> Settings()
    {
        var key = Path.Combine(folder.FullName, "secrets.key");
        if (shared is not null && !System.IO.File.Exists(key))
        {
            System.IO.File.WriteAllText(key, Convert.ToBase64String(new byte[32]));
        }

        var settings = Wire.Settings(Address, weCom, Store, key);
        Array.ForEach(changes, change => settings[change.Key] = change.Value);
        return settings;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
