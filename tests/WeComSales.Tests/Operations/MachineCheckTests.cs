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
        await File.WriteAllTextAsync(key, "key");
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        (await Check(AppContext.BaseDirectory, ("Secrets:KeyFile", key))).Single(finding => finding.Fix is not null).Fix.ShouldBe(MachineTexts.Close(key));
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
