namespace WeComSales.Domain.Tests.Signals;

public sealed class AmountTests
{
    [Theory]
    [InlineData("35万", "350000")]
    [InlineData("30w", "300000")]
    [InlineData("三十五万", "350000")]
    [InlineData("3万5", "35000")]
    [InlineData("一万二", "12000")]
    [InlineData("预算80到100万", "800000-1000000")]
    [InlineData("两毛", "0.2")]
    [InlineData("三块五", "3.5")]
    [InlineData("1,200.5元", "1200.5")]
    [InlineData("两万多", "20000")]
    [InlineData("预算5000刀", "USD 5000")]
    [InlineData("$300", "USD 300")]
    [InlineData("10k USD", "USD 10000")]
    [InlineData("这款才399", "399")]
    [InlineData("280一箱", "280")]
    [InlineData("三四百块", "300-400")]
    [InlineData("每平方八百八", "880")]
    [InlineData("开模费80000太高", "80000")]
    public void Money_is_a_number_in_yuan(string text, string value) => Only(text, EntityKind.Money).ShouldBe(value);

    [Theory]
    [InlineData("低8个点", "8%")]
    [InlineData("50%", "50%")]
    [InlineData("一成", "10%")]
    [InlineData("打八折", "80%")]
    [InlineData("九五折", "95%")]
    [InlineData("先付一半", "50%")]
    [InlineData("百分之三", "3%")]
    public void Shares_are_percent(string text, string value) => Only(text, EntityKind.Percent).ShouldBe(value);

    [Theory]
    [InlineData("试用两周", "P2W")]
    [InlineData("半年", "P6M")]
    [InlineData("半个月", "P15D")]
    [InlineData("半小时", "PT30M")]
    [InlineData("俩月", "P2M")]
    [InlineData("账期六十天", "P60D")]
    [InlineData("等了十分钟", "PT10M")]
    [InlineData("三个多月了还没到", "P3M")]
    public void Spans_are_durations(string text, string value) => Only(text, EntityKind.Duration).ShouldBe(value);

    [Theory]
    [InlineData("50箱", "50 箱")]
    [InlineData("两百箱", "200 箱")]
    [InlineData("2万件", "20000 件")]
    [InlineData("80个账号", "80 个账号")]
    [InlineData("两三百件", "200-300 件")]
    [InlineData("机油4L的", "4 L")]
    public void Counts_are_quantities(string text, string value) => Only(text, EntityKind.Quantity).ShouldBe(value);

    [Theory]
    [InlineData("我手机13912345678", "13912345678")]
    [InlineData("打139 1234 5678", "13912345678")]
    [InlineData("电话一三八零零一三八零零零", "13800138000")]
    [InlineData("幺三九幺二三四五六七八", "13912345678")]
    [InlineData("400-820-8820", "4008208820")]
    public void Phones_are_digits(string text, string value) => Only(text, EntityKind.Phone).ShouldBe(value);

    [Theory]
    [InlineData("轴承6205-2RS")]
    [InlineData("订单号202603091234567")]
    [InlineData("HRC58-62")]
    [InlineData("ISO9001")]
    [InlineData("尾号3321")]
    [InlineData("A3B7-99")]
    [InlineData("第三个")]
    public void Codes_are_no_amounts(string text) => Shipped.Read(text).Entities.ShouldBeEmpty();

    [Theory]
    [InlineData("隔壁的李主任说了", "李主任")]
    [InlineData("我要问老周", "老周")]
    [InlineData("跟孩子爸爸商量", "孩子爸爸")]
    [InlineData("找商品部孙经理", "孙经理")]
    public void People_are_found_by_role(string text, string value) => Only(text, EntityKind.PersonRole).ShouldBe(value);

    [Theory]
    [InlineData("王总好")]
    [InlineData("李主任，在吗")]
    public void The_one_spoken_to_is_no_third_party(string text) => Shipped.Read(text).Entities.ShouldBeEmpty();

    static string Only(string text, EntityKind kind) => Shipped.Read(text).Entities.Where(entity => entity.Kind == kind).ShouldHaveSingleItem().Value;
}
