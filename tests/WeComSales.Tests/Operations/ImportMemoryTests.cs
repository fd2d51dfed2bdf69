using System.Globalization;
using WeComSales.Operations;
using WeComSales.Tests.People;

namespace WeComSales.Tests.Operations;

/// <summary>What is measured here is the memory of the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
[Collection("alone")]
public sealed class ImportMemoryTests
{
    [Fact]
    public async Task A_long_file_is_told_as_it_goes_and_holds_one_chunk_in_memory()
    {
        const int Rows = 20_000;
        await using var office = await Office.Open();
        await office.Import("members", "member_code,name,phone,baby_birthday,store_code\nM001,王小明,13800000001,2026-03-14,SH01\n");
        var path = office.FilePath("long.csv");
        await File.WriteAllLinesAsync(path, Enumerable.Range(0, Rows).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"M001,P{i % 7},1,10,SH01,{Office.Noon.AddMinutes(-i):yyyy-MM-ddTHH:mm:sszzz},")).Prepend("member_code,product_code,quantity,amount,store_code,purchased_at,kit_remaining"));
        var (told, most) = (new List<int>(), 0L);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var import = new Import(office.Kind("purchases"), new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), office.Clock.GetUtcNow()), (done, of) =>
        {
            of.ShouldBe(Rows);
            told.Add(done);
            if (done % 5000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }, _ => { });
        var report = await import.Run(path, CancellationToken.None);

        report.Added.ShouldBe(Rows);
        told.Count.ShouldBe(Rows / ImportKind.ChunkLength);
        most.ShouldBeLessThan(8 << 20, "bytes held while importing");
    }
}
