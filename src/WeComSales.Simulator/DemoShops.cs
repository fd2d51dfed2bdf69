using System.Globalization;

namespace WeComSales.Simulator;

/// <summary>A recommendation of the demo: who tapped it for whom, and how they took it.</summary>
public sealed record DemoTap(string Clerk, string Member, string Product, string Reaction);

/// <summary>
/// What happened at the demo's counters two weeks ago, enough for the region's page: 徐汇店 sells to fewer of those who touch
/// a tin than 静安店, 虹桥店 has too few to say. Members and purchases are files to import; the taps come over the API.
/// </summary>
public static class DemoShops
{
    static readonly string[] names = ["若溪", "雨桐", "佳宁", "思彤", "梦瑶", "欣怡", "静雯", "晓岚", "书瑶", "语嫣", "嘉敏", "诗涵"];
    const string Families = "陈李张刘杨黄吴周徐朱林何郭高罗郑梁谢宋唐";

    static readonly Counter[] counters =
    [
        new("fanqi", "SH01", 21, [new("P1002", 288, "摸罐子", 60, 13), new("P2001", 26, "问价格", 34, 15)]),
        new("luman", "SH02", 22, [new("P1002", 288, "摸罐子", 60, 33), new("P2001", 26, "问价格", 32, 15)]),
        new("qinfang", "SH03", 23, [new("P1002", 288, "摸罐子", 18, 7)]),
    ];

    /// <summary>Everybody's taps, each member at most once for a product.</summary>
    public static IReadOnlyList<DemoTap> Taps =>
    [
        .. from counter in counters
           from goods in counter.Sold
           from number in Enumerable.Range(0, goods.Taps)
           select new DemoTap(counter.Clerk, counter.Member(number), goods.Product, goods.Reaction),
    ];

    /// <summary>Rows of <c>members.csv</c>, with babies of six to eleven months.</summary>
    public static IEnumerable<string> Members =>
        from counter in counters
        from number in Enumerable.Range(0, counter.Sold.Max(goods => goods.Taps))
        select $"{counter.Member(number)},{Name(counter.Region + number)},,-{190 + (number * 7 % 150)}d,{counter.Store}";

    /// <summary>Rows of <c>purchases.csv</c>, after the taps and within their two weeks.</summary>
    public static IEnumerable<string> Purchases =>
        from counter in counters
        from goods in counter.Sold
        from number in Enumerable.Range(0, goods.Bought)
        select string.Create(CultureInfo.InvariantCulture,
            $"{counter.Member(number)},{goods.Product},1,{goods.Price},{counter.Store},-{3 + (number % 10)}d {10 + (number % 9)}:{number * 7 % 60:00},");

    static string Name(int number) => $"{Families[number % Families.Length]}{names[number % names.Length]}";

    /// <param name="Region">The first digits of its members' numbers.</param>
    sealed record Counter(string Clerk, string Store, int Region, Goods[] Sold)
    {
        public string Member(int number) => string.Create(CultureInfo.InvariantCulture, $"YB{Region}{number:000}");
    }

    sealed record Goods(string Product, int Price, string Reaction, int Taps, int Bought);
}
