namespace WeComSales.Domain.Tests.Signals;

/// <summary>Every case is sent on Monday, 9 March 2026, 10:00 in Shanghai.</summary>
public sealed class DateTests
{
    [Theory]
    [InlineData("今天", "2026-03-09")]
    [InlineData("大后天", "2026-03-12")]
    [InlineData("周五", "2026-03-13")]
    [InlineData("下周三", "2026-03-18")]
    [InlineData("上周", "2026-03-02/2026-03-08")]
    [InlineData("下个礼拜", "2026-03-16/2026-03-22")]
    [InlineData("周末", "2026-03-14/2026-03-15")]
    [InlineData("月底", "2026-03-25/2026-03-31")]
    [InlineData("4月底", "2026-04-25/2026-04-30")]
    [InlineData("下个月", "2026-04-01/2026-04-30")]
    [InlineData("5月份", "2026-05-01/2026-05-31")]
    [InlineData("7月10号", "2026-07-10")]
    [InlineData("20号", "2026-03-20")]
    [InlineData("5号", "2026-04-05")]
    [InlineData("年底", "2026-11-01/2026-12-31")]
    [InlineData("下半年", "2026-07-01/2026-12-31")]
    [InlineData("Q4", "2026-10-01/2026-12-31")]
    [InlineData("明年Q1", "2027-01-01/2027-03-31")]
    [InlineData("两个月后", "2026-05-09")]
    [InlineData("三天内", "2026-03-09/2026-03-12")]
    [InlineData("周六上午10点", "2026-03-14T10:00")]
    [InlineData("明天下午三点半", "2026-03-10T15:30")]
    [InlineData("618", "2026-06-18")]
    [InlineData("双十一", "2026-11-11")]
    [InlineData("年后", "2026-02-17/..")]
    [InlineData("年前", "../2026-02-16")]
    [InlineData("2026-05-01", "2026-05-01")]
    [InlineData("腊月二十", "2027-01-27")]
    [InlineData("农历八月十五", "2026-09-25")]
    [InlineData("阴历四月初八", "2026-05-24")]
    [InlineData("正月初八", "2026-02-24")]
    [InlineData("腊月底", "2027-02-01/2027-02-05")]
    [InlineData("5/20", "2026-05-20")]
    [InlineData("5.20前装好", "2026-05-20")]
    [InlineData("最晚6-18", "2026-06-18")]
    [InlineData("二零二六年五月", "2026-05-01/2026-05-31")]
    public void Dates_count_from_the_day_the_message_was_sent(string text, string value) =>
        Shipped.Read(text).Entities.Where(entity => entity.Kind == EntityKind.Date).ShouldHaveSingleItem().Value.ShouldBe(value);

    [Theory]
    [InlineData("一共5.20元")]
    [InlineData("尺寸3-5公分")]
    [InlineData("3/4的人不用")]
    [InlineData("24/7都有人")]
    [InlineData("型号A5-20")]
    [InlineData("单号5/20/77")]
    public void Two_numbers_with_a_mark_are_no_day_by_themselves(string text) =>
        Shipped.Read(text).Entities.ShouldNotContain(entity => entity.Kind == EntityKind.Date);

    [Fact]
    public void The_day_is_the_one_in_Shanghai()
    {
        var lateInLondon = new DateTimeOffset(2026, 3, 9, 17, 30, 0, TimeSpan.Zero);

        Shipped.Reader.Read("明天", lateInLondon).Entities.ShouldHaveSingleItem().Value.ShouldBe("2026-03-11");
    }

    [Fact]
    public void A_bare_day_belongs_to_the_month_that_was_named() =>
        Shipped.Read("4月10号到货，15号装").Entities.Select(entity => entity.Value).ShouldBe(["2026-04-10", "2026-04-15"]);

    [Theory]
    [InlineData("现在")]
    [InlineData("刚才")]
    [InlineData("最近")]
    [InlineData("周到")]
    [InlineData("3号楼")]
    public void What_names_no_day_is_no_date(string text) => Shipped.Read(text).Entities.ShouldNotContain(entity => entity.Kind == EntityKind.Date);
}
