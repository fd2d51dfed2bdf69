namespace WeComSales.Faults.Tests;

/// <summary>The folder and the address of one service, through all its lives.</summary>
sealed class ServiceHome(Uri weCom) : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-home-");

    public Uri Address { get; } = KilledProcess.FreeAddress();

    public string Database => Path.Combine(folder.FullName, "wecomsales.db");

    public Task<KilledProcess> Start() => KilledProcess.Start(
        "wecomsales.dll", new Uri(Address, "/health/ready"), folder.FullName, Wire.Settings(Address, weCom, Database));

    public Task<KilledProcess> StartAckFirst() => KilledProcess.Start(
        "WeComSales.Faults.Tests.dll", new Uri(Address, "/health/ready"), folder.FullName, new Dictionary<string, string>(),
        AckFirst.Name, $"{Address.Port}", Database);

    public void Dispose() => folder.Delete(recursive: true);
}
