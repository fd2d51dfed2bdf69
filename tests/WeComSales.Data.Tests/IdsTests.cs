using WeComSales.Data;

namespace WeComSales.Data.Tests;

public sealed class IdsTests
{
    [Fact]
    public void Ids_of_one_millisecond_sort_in_the_order_in_which_they_were_made_and_behind_those_of_earlier_ones()
    {
        var now = TempDatabase.Noon;
        List<string> ids = [Ids.New(now.AddMilliseconds(-1)), .. Enumerable.Range(0, 20_000).Select(_ => Ids.New(now)), Ids.New(now.AddMilliseconds(1))];

        ids.ShouldBe(ids.Order(StringComparer.Ordinal));
        ids.ShouldBeUnique();
        ids.Select(id => Guid.ParseExact(id, "N")).ShouldAllBe(id => id.Version == 7 && (id.Variant & 0xc) == 8);
    }
}
