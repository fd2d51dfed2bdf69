using WeComSales.Simulator;

namespace WeComSales.Tests.Notes;

/// <summary>When something on the way is slow or down, there is one note all the same, and the person is told the truth.</summary>
public sealed class LateAnswersTests
{
    [Fact]
    public async Task A_tap_while_the_API_is_down_makes_the_note_and_the_card_changes_when_it_is_back()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        await rep.Forward("价格太高，竞品在谈");
        await house.Settle();
        var down = house.WeCom.Faults.Status(502);

        await rep.Tap(rep.LastCard, "确认入库");
        await rep.Tap(rep.LastCard, "确认入库");
        await house.Settle();
        (await house.Notes()).ShouldHaveSingleItem();
        rep.LastCard.Version.ShouldBe(1);

        down.SwitchOff();
        house.WeCom.Clock.Advance(TimeSpan.FromHours(1));
        await house.Settle();

        (await house.Notes()).ShouldHaveSingleItem();
        rep.LastCard.Title.ShouldBe("已入库");
        rep.Cards.Count(card => card.Title == "已入库").ShouldBe(1);
    }

    [Fact]
    public async Task A_quote_that_the_worker_reads_too_late_is_answered_by_one_line_with_a_link()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        var group = rep.Group("华东二组");
        var said = rep.Say(group, "王主任说价格太高，竞品在谈");

        await using (await house.WorkerBusy())
        {
            await rep.QuoteToBot(group, said, "转为商机备注");
            group.Messages.ShouldNotContain(message => message.From == Chat.BotSender);
        }

        await house.Settle();

        var line = group.Messages.Where(message => message.From == Chat.BotSender).ShouldHaveSingleItem();
        line.Text.ShouldContain("备注草稿已准备好");
        var draft = (await house.Db.Read(tx => tx.NoteDrafts.OpenOf("linxiao", 10))).ShouldHaveSingleItem().Draft;
        line.Text.ShouldContain($"/sidebar/drafts/{draft.Id}");
        (await house.Notes()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_without_a_quote_that_is_read_too_late_is_still_told_how_to_do_it()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        var group = rep.Group("华东二组");

        await using (await house.WorkerBusy())
        {
            await rep.AskBot(group, "你好");
        }

        await house.Settle();

        group.Messages.Where(message => message.From == Chat.BotSender).ShouldHaveSingleItem().Text.ShouldContain("引用一条消息");
    }

    [Fact]
    public async Task A_tap_in_the_bots_chat_that_is_worked_on_too_late_makes_one_note_and_says_so()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        var chat = rep.Group(House.BotChat);
        await rep.QuoteToBot(chat, rep.Say(chat, "王主任说价格太高，竞品在谈"), "转为商机备注");
        var card = new CardView(chat.Messages.Last(message => message.Cards.ContainsKey("linxiao")).Cards["linxiao"]);

        await using (await house.WorkerBusy())
        {
            await rep.Tap(card, "确认入库");
        }

        await house.Settle();

        (await house.Notes()).ShouldHaveSingleItem();
        chat.Messages[^1].Text.ShouldContain("已入库");
    }
}
