using System.Runtime.Versioning;
using WeComSales.Data;
using WeComSales.Operations;
using WeComSales.Tests.Settings;

namespace WeComSales.Tests.Operations;

public sealed class MachineCheckTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-machine-");

    [Fact]
    public async Task A_machine_on_which_everything_is_there_has_nothing_to_fix()
    {
        (await Check(AppContext.BaseDirectory)).ShouldAllBe(finding => finding.Fix == null);
    }

    [Fact]
    public async Task Missing_fonts_are_named()
    {
        var font = (await Check(folder.FullName)).Single(finding => finding.Fix is not null);

        (font.What, font.Fix).ShouldBe(("日报字体", MachineTexts.Fonts));
        font.Seen.ShouldContain("NotoSansSC-Regular.ttf");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_key_that_others_can_read_is_a_fault()
    {
        var key = Path.Combine(folder.FullName, "secrets.key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        (await Check(AppContext.BaseDirectory, ("Secrets:KeyFile", key))).Single(finding => finding.Fix is not null).Fix.ShouldBe(MachineTexts.Close(key));
    }

    [Theory]
    [InlineData("Sqlite", "not a key")]
    [InlineData("PostgreSql", "not a key")]
    [InlineData("PostgreSql", null)]
    public async Task A_key_that_was_spoilt_or_lost_while_the_service_runs_is_a_fault_with_the_way_to_a_new_one(string provider, string? content)
    {
        var key = Path.Combine(folder.FullName, "secrets.key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        var settings = Given.With(("Secrets:KeyFile", key), ("Database:Provider", provider), ("Database:ConnectionString", provider == "Sqlite" ? "Data Source=x.db" : "Host=127.0.0.1")).Settings!;
        File.Delete(key);
        if (content is not null)
        {
            await File.WriteAllTextAsync(key, content);
        }

        await using var db = new SqliteDb($"Data Source={Path.Combine(folder.FullName, "check.db")}");
        await db.Migrate(House.Start);
        var fault = (await new MachineCheck(settings, db, AppContext.BaseDirectory).Run()).Single(finding => finding.Fix is not null);

        (fault.What, fault.Fix).ShouldBe(("密钥文件", MachineTexts.Key(key)));
        fault.Fix!.ShouldContain($"base64 > {key}");
    }

    /// <summary>On SQLite nobody can be kept from it.</summary>
    [Fact]
    public async Task An_empty_database_in_which_no_table_can_be_made_is_a_fault_with_the_grant()
    {
        await using var database = await Fixtures.TestDatabase.CreateEmpty();
        await using var owner = database.Open();
        (await DatabaseState.WhyNoTable(owner)).ShouldBeNull();
        (await owner.Pending()).Count.ShouldBe(Migration.All(owner.Dialect).Count);
        if (database.Provider != DatabaseProvider.PostgreSql)
        {
            return;
        }

        var user = $"guest_{Guid.NewGuid():N}";
        await owner.Write(tx => tx.Run($"create role {user} login"));
        await owner.Write(tx => tx.Run("revoke create on schema public from public"));
        var connection = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = user }.ToString();
        await using (var guest = Db.Open(DatabaseProvider.PostgreSql, connection))
        {
            var key = Path.Combine(folder.FullName, "secrets.key");
            await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
            var settings = Given.With(("Secrets:KeyFile", key), ("Database:Provider", "PostgreSql"), ("Database:ConnectionString", connection)).Settings!;

            var fault = (await new MachineCheck(settings, guest, AppContext.BaseDirectory).Run())[0];

            fault.Seen.ShouldContain("42501");
            fault.Fix!.ShouldContain($"GRANT USAGE, CREATE ON SCHEMA public TO \"{user}\"");
        }

        await owner.Write(tx => tx.Run($"drop role {user}"));
    }

    [Fact]
    public async Task Another_zone_than_Chinas_is_a_fault()
    {
        (await Check(AppContext.BaseDirectory, ("TimeZone", "Europe/Berlin"))).Single(finding => finding.Fix is not null).Fix.ShouldBe(MachineTexts.Zone);
    }

    [Fact]
    public async Task A_schema_that_is_behind_is_a_fault()
    {
        await using var db = new SqliteDb($"Data Source={Path.Combine(folder.FullName, "old.db")}");
        await db.Migrate(House.Start);
        await db.Write(tx => tx.Run("delete from migrations where name = (select max(name) from migrations)"));

        (await Check(db, AppContext.BaseDirectory)).Single(finding => finding.Fix is not null).Fix.ShouldBe(MachineTexts.For(Trouble.TooOld));
    }

    async Task<IReadOnlyList<Finding>> Check(string program, params (string Key, string? Value)[] changes)
    {
        await using var db = new SqliteDb($"Data Source={Path.Combine(folder.FullName, "check.db")}");
        await db.Migrate(House.Start);
        return await Check(db, program, changes);
    }

    async Task<IReadOnlyList<Finding>> Check(SqliteDb db, string program, params (string Key, string? Value)[] changes)
    {
        (string, string?)[] own = [("Secrets:KeyFile", Path.Combine(folder.FullName, "none.key"))];
        return await new MachineCheck(Given.With([.. own, .. changes]).Settings!, db, program).Run();
    }

    public void Dispose() => folder.Delete(recursive: true);
}
