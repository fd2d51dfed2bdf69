using WeComSales.Simulator;

namespace WeComSales.Tests.Notes;

public sealed class QuotedMessageTests
{
    [Fact]
    public async Task A_message_quoted_to_the_bot_is_asked_about_in_the_same_chat_and_confirmed_there()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        var group = rep.Group("华东二组");
        var said = rep.Say(group, "王主任说价格太高，竞品在谈");

        await rep.QuoteToBot(group, said, "转为商机备注");
        var card = BotCard(group, rep);
        card.Title.ShouldBe("转为商机备注？");
        card.Desc.ShouldBe("王主任 · 仁和医院");
        await rep.Tap(card, "确认入库");

        BotCard(group, rep).Title.ShouldBe("已入库");
        await house.Settle();
        var note = (await house.Notes()).ShouldHaveSingleItem();
        note.Text.ShouldBe("王主任说价格太高，竞品在谈");
        note.TimeIsForwarding.ShouldBeTrue();
    }

    [Fact]
    public async Task Somebody_else_in_the_chat_cannot_decide_for_the_rep()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        var group = rep.Group("华东二组");
        await rep.QuoteToBot(group, rep.Say(group, "价格太高"), "");

        var colleague = house.Phone("陈默");
        await colleague.Tap(BotCard(group, colleague), "确认入库");
        await house.Settle();

        (await house.Notes()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Calling_the_bot_without_a_quote_is_answered_with_how_to_do_it()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        var group = rep.Group("华东二组");

        await rep.AskBot(group, "你好");

        group.Messages[^1].Text.ShouldContain("引用一条消息");
    }

    static CardView BotCard(Chat group, Phone phone) =>
        new(group.Messages.Last(message => message.Cards.ContainsKey(phone.Owner.UserId)).Cards[phone.Owner.UserId]);
}
