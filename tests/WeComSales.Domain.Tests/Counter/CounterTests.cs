namespace WeComSales.Domain.Tests;

public sealed class CounterTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 26, 4, 0, 0, TimeSpan.Zero);
    static readonly DateOnly Today = new(2026, 11, 26);
    static readonly Member Eight = new("M001", "王小明", "13800000001", new DateOnly(2026, 3, 14), "SH01");
    static readonly Product Second = new("P2", "爱贝 二段奶粉 800g", "二段奶粉", 268m);
    static readonly Product Pads = new("P7", "防溢乳垫 60 片", "待产用品", 39m);
    static readonly Product Puffs = new("P8", "米饼", "辅食", 25m);

    [Fact]
    public void What_the_kit_lacks_is_offered_first_and_then_what_the_age_calls_for()
    {
        var card = MemberCard.From(Eight, [], ["防溢乳垫", "产褥垫"], [Second, Pads, Puffs], CounterLists.Default, Today, Now);

        card.Suggestions.ShouldBe([new(Pads, "防溢乳垫", null), new(null, "产褥垫", null), new(Second, null, "二段奶粉")]);
        card.Age.ShouldBe(new BabyAge(8, 12, 0));
    }

    [Fact]
    public void What_was_bought_these_days_is_not_offered_again()
    {
        Purchase Bought(string product, int daysAgo) => new("M001", product, 1, null, "SH01", Now.AddDays(-daysAgo), []);

        var card = MemberCard.From(Eight, [Bought("P7", 2), Bought("P2", 20), Bought("P8", 40)], ["防溢乳垫"], [Second, Pads, Puffs], CounterLists.Default, Today, Now);

        card.Suggestions.ShouldBe([new(Puffs, null, "辅食")]);
    }

    [Fact]
    public void Of_many_purchases_three_are_shown_and_somebody_without_birthday_has_no_age()
    {
        var purchases = Enumerable.Range(1, 9).Select(day => new Purchase("M001", $"X{day}", 1, null, "", Now.AddDays(-day), [])).ToList();

        var card = MemberCard.From(Eight with { BabyBirthday = null }, purchases, [], [Second], CounterLists.Default, Today, Now);

        (card.Purchases.Count, card.Purchases[0].ProductCode, card.Age, card.Suggestions.Count).ShouldBe((3, "X1", null, 0));
    }

    [Theory]
    [InlineData("王小明", "王**")]
    [InlineData("𠮷", "𠮷**")]
    [InlineData("", "")]
    public void Of_a_name_the_first_letter_is_shown(string name, string shown) => (Eight with { Name = name }).MaskedName.ShouldBe(shown);

    [Theory]
    [InlineData("13800000001", "138****0001")]
    [InlineData("021-5555", "********")]
    [InlineData(null, null)]
    public void Of_a_phone_number_too_little_is_shown_to_call_it(string? phone, string? shown) => (Eight with { Phone = phone }).MaskedPhone.ShouldBe(shown);

    [Fact]
    public void Every_reaction_that_is_shipped_means_a_signal_and_the_lists_have_no_fault()
    {
        CounterLists.Default.Faults().ShouldBeEmpty();
        CounterLists.Default.Reactions.ShouldAllBe(reaction => SignalLabels.IsKnown(reaction.Signal));
    }

    [Fact]
    public void Lists_that_would_confuse_somebody_are_told_what_is_wrong()
    {
        var lists = new CounterLists([new("问价格", "quote_request", ""), new("问价格", "quote_request", ""), new("这个反应的名字太长了", "no_such", "")], [new(6, 6, "奶粉"), new(0, 6, " ")]);

        lists.Faults().Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(-30, -30)] // half a minute ago
    [InlineData(60, 0)] // a phone whose clock is ahead
    [InlineData(-20 * 86400, -14 * 86400)]
    public void A_tap_happened_when_the_phone_says_but_never_in_the_future(int told, int kept) =>
        TapTime.Of(Now.AddSeconds(told), Now).ShouldBe(Now.AddSeconds(kept));

    [Fact]
    public void A_badge_is_read_however_a_gun_types_it_and_no_other_text_is_one()
    {
        var code = Badge.CodeOf([.. Enumerable.Range(1, Badge.RandomBytes).Select(i => (byte)(i * 37))]);

        code.Length.ShouldBe(28);
        Badge.Read($" {code.ToLowerInvariant()}\n").ShouldBe(code);
        Badge.Read(code[..27]).ShouldBeNull();
        Badge.Read("WB" + new string('U', 26)).ShouldBeNull();
        Badge.Read("M001").ShouldBeNull();
        Badge.Read(null).ShouldBeNull();
    }

    [Fact]
    public void Badges_of_different_chance_differ_in_every_part()
    {
        var codes = Enumerable.Range(0, 128).Select(bit =>
        {
            var random = new byte[Badge.RandomBytes];
            random[bit / 8] = (byte)(1 << (bit % 8));
            return Badge.CodeOf(random);
        });

        codes.Append(Badge.CodeOf(new byte[Badge.RandomBytes])).ShouldBeUnique();
    }

    [Theory]
    [InlineData(179, null, false)]
    [InlineData(181, null, true)]
    [InlineData(5, 3, true)]
    public void A_phone_locks_when_it_was_idle_for_three_minutes_or_given_back(int idle, int? endedAfter, bool locked)
    {
        var turn = new BadgeTurn("t", "phone1", "b", "xu", "SH01", Now, Now, endedAfter is { } after ? Now.AddSeconds(after) : null);

        turn.IsLocked(Now.AddSeconds(idle), TimeSpan.FromMinutes(3)).ShouldBe(locked);
    }
}
