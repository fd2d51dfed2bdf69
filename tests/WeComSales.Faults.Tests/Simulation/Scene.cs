using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Simulator;
using Seeing = WeComSales.Simulator.Follow;

namespace WeComSales.Faults.Tests;

/// <summary>What outlives a crash: WeCom, its clock, the phones, the file.</summary>
sealed class Scene : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 2, 32, 0, TimeSpan.Zero);

    /// <summary>Sells to a customer, and decides on cards.</summary>
    public const string Seller = "linxiao";

    /// <summary>Only writes.</summary>
    public const string Writer = "chenmo";

    static readonly Lazy<Task<string>> readyFile = new(MakeFile);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-story-");

    Scene(SimulatorServer weCom, Postbox postbox) => (WeCom, Postbox) = (weCom, postbox);

    public SimulatorServer WeCom { get; }

    public Postbox Postbox { get; }

    public AppSettings Settings => SettingsFor(WeCom.BaseUrl, Path.Combine(folder.FullName, "story.db"), Path.Combine(folder.FullName, "secrets.key"));

    public static async Task<Scene> Open()
    {
        var company = new Company { Name = "示例公司" }
            .WithPerson(Seller, "林晓", "华东区")
            .WithPerson(Writer, "陈默", "华东区")
            .WithCustomer("wmWang", "王主任", "仁和医院", new Seeing(Seller, Start.AddDays(-30)));
        var scene = new Scene(await SimulatorServer.Start(new SimulatorOptions { StartAt = Start, Company = company }), await Postbox.Open());
        scene.WeCom.ConnectTo(scene.Postbox.Address);
        File.Copy(await readyFile.Value, Path.Combine(scene.folder.FullName, "story.db"));
        return scene;
    }

    /// <summary>A file with its tables and people, made once and copied for each story.</summary>
    static async Task<string> MakeFile()
    {
        var folder = new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "stories"));
        if (folder.Exists)
        {
            folder.Delete(recursive: true);
        }

        folder.Create();
        var path = Path.Combine(folder.FullName, "ready.db");
        await using var db = new SqliteDb($"Data Source={path}");
        await db.Migrate(Start);
        await db.Write(async tx =>
        {
            await tx.Staff.Put(Staff.New(Seller, "林晓"), Start);
            await tx.Staff.Put(Staff.New(Writer, "陈默"), Start);
            await tx.Customers.Put(new("wmWang", "王主任", "仁和医院", null, Seller, [], Start, Start), Start);
            await tx.RecentContacts.Touch(Seller, "wmWang", "added", Start.AddDays(-1));
            await tx.Follows.Put(new("wmWang", Seller, null, null, [], null, [], Start.AddDays(-30), null, null, null));
            await tx.Opportunities.Add(Opportunity.New("opp-ct", "W-CT000001", "wmWang", "CT 采购项目", Seller, Stages.Default, Start.AddDays(-20)));
        });
        return path;
    }

    static AppSettings SettingsFor(Uri weCom, string file, string key)
    {
        var values = Wire.Settings(new Uri("http://127.0.0.1:5080"), weCom, Store.File(file), key)!.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        var reading = AppSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        return reading.Settings ?? throw new InvalidOperationException(string.Join("; ", reading.Faults));
    }

    public async ValueTask DisposeAsync()
    {
        await WeCom.DisposeAsync();
        await Postbox.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
