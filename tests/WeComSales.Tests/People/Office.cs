using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Operations;
using WeComSales.People;
using WeComSales.Fixtures;
using WeComSales.WeCom;

namespace WeComSales.Tests.People;

/// <summary>A database of its own with everything that is built on people and customers; gone when the test is over.</summary>
sealed class Office : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(8));
    static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-");

    readonly TestDatabase? database;
    readonly ContactFlow contacts;
    // Nobody listens there: whatever needs WeCom learns that it cannot be asked.
    readonly WeComClient weCom;

    Office(Db db, TestDatabase? database, ContactFlow? contacts)
    {
        (Db, this.database) = (db, database);
        Organisation = new(Db);
        weCom = new(new WeComAccount { ApiBase = new("http://127.0.0.1:9"), CorpId = "ww", Secret = "s", App = "1" }, new MemoryTokenVault(), Clock);
        this.contacts = contacts ?? new(Db, new ContactReading(weCom), Clock);
    }

    public Clock Clock { get; } = new(Noon);

    public Db Db { get; }

    public OrganisationFlow Organisation { get; }

    /// <summary>With a database of its own, and no WeCom to ask.</summary>
    public static async Task<Office> Open()
    {
        var database = await TestDatabase.Create();
        return new Office(database.Open(), database, null);
    }

    /// <summary>On top of somebody else's database.</summary>
    public static Task<Office> Over(Db db, ContactFlow? contacts = null) => Task.FromResult(new Office(db, null, contacts));

    public string FilePath(string name) => Path.Combine(folder.FullName, name);

    public ImportKind Kind(string name)
    {
        var context = new CellContext(Shanghai, Clock.GetUtcNow());
        return name switch
        {
            "directory" => new ImportDirectory(Db, Organisation),
            "customers" => new ImportCustomers(Db, contacts, context),
            "opportunities" => new ImportOpportunities(Db, contacts, context),
            "leads" => new ImportLeads(Db, context),
            "members" => new ImportMembers(Db),
            "products" => new ImportProducts(Db),
            "purchases" => new ImportPurchases(Db, context),
            "lexicon" => new ImportLexicon(Db),
            _ => throw new ArgumentException(name),
        };
    }

    public async Task<(ImportReport Report, IReadOnlyList<RejectedRow> Rejected)> Import(string kind, string text, System.Text.Encoding? encoding = null)
    {
        var path = FilePath($"{kind}.csv");
        await File.WriteAllTextAsync(path, text, encoding ?? new System.Text.UTF8Encoding(false));
        return await ImportFile(kind, path);
    }

    public async Task<(ImportReport Report, IReadOnlyList<RejectedRow> Rejected)> ImportFile(string kind, string path)
    {
        var rejected = new List<RejectedRow>();
        var import = new Import(Kind(kind), new CellContext(Shanghai, Clock.GetUtcNow()), (_, _) => { }, rejected.Add);
        return (await import.Run(path, CancellationToken.None), rejected);
    }

    public async Task<string> Export(string kind)
    {
        var path = FilePath($"{kind}.out.csv");
        await new Export(ExportKind.Of(Kind(kind)), Db, _ => { }).Run(path, CancellationToken.None);
        return await File.ReadAllTextAsync(path);
    }

    /// <summary>A customer as WeCom would have shown them, with these followers.</summary>
    public Task Knows(string externalUserid, string name, params string[] followers) => Db.Write(async tx =>
    {
        await tx.Customers.Put(new(externalUserid, name, null, null, null, [], null, Noon), Noon);
        foreach (var userid in followers)
        {
            await tx.Follows.Put(new(externalUserid, userid, null, null, [], null, [], Noon, null, null, null));
        }
    });

    public Task<Staff?> Person(string userid) => Db.Read(tx => tx.Staff.ByUserid(userid));

    public Task<Customer?> Customer(string externalUserid) => Db.Read(tx => tx.Customers.ByExternalId(externalUserid));

    public Task<Opportunity?> Opportunity(string code) => Db.Read(tx => tx.Opportunities.ByCode(code));

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await Db.DisposeAsync();
            await database.DisposeAsync();
        }

        weCom.Dispose();
        folder.Delete(recursive: true);
    }
}

/// <summary>Stands still until it is moved.</summary>
sealed class Clock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
