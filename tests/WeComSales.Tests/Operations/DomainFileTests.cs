namespace WeComSales.Tests.Operations;

public sealed class DomainFileTests
{
    [Fact]
    public async Task The_file_of_the_console_is_served_at_its_own_name_and_no_other()
    {
        var folder = Directory.CreateTempSubdirectory("domain-");
        var path = Path.Combine(folder.FullName, "WW_verify_aB3dE5.txt");
        await File.WriteAllTextAsync(path, "aB3dE5");
        await using var house = await House.Open(null, ("WeCom:DomainFile", path));
        using var browser = new HttpClient { BaseAddress = house.Address };

        (await browser.GetStringAsync("/WW_verify_aB3dE5.txt")).ShouldBe("aB3dE5");
        (await browser.GetAsync("/WW_verify_other.txt")).IsSuccessStatusCode.ShouldBeFalse();
        folder.Delete(recursive: true);
    }
}
