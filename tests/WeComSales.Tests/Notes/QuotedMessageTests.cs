using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Notes;
using WeComSales.Simulator;

namespace WeComSales.Tests.Notes;

public sealed class QuotedMessageTests
{
    [Fact]
    public async Task A_message_quoted_to_the_bot_in_its_own_chat_is_asked_about_and_confirmed_there()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        var chat = rep.Group(House.BotChat);
        var said = rep.Say(chat, "王主任说价格太高，竞品在谈");

        await rep.QuoteToBot(chat, said, "转为商机备注");
        var card = BotCard(chat, rep);
        card.Title.ShouldBe("转为商机备注？");
        card.Desc.ShouldBe("王主任 · 仁和医院");
        await rep.Tap(card, "确认入库");

        BotCard(chat, rep).Title.ShouldBe("已入库");
        await house.Settle();
        var note = (await house.Notes()).ShouldHaveSingleItem();
        note.Text.ShouldBe("王主任说价格太高，竞品在谈");
        note.TimeIsForwarding.ShouldBeTrue();
    }

    [Fact]
    public async Task In_a_group_the_answer_is_a_link_and_names_none_of_the_askers_customers()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        var group = rep.Group("华东二组");

        await rep.QuoteToBot(group, rep.Say(group, "价格太高，竞品在谈"), "转为商机备注");
        await house.Settle();

        var draft = (await house.Db.Read(tx => tx.NoteDrafts.OpenOf("linxiao", 10))).ShouldHaveSingleItem().Draft;
        var answer = group.Messages.Where(message => message.From == Chat.BotSender).ShouldHaveSingleItem();
        answer.Cards.ShouldBeEmpty();
        answer.Text.ShouldContain($"/sidebar/drafts/{draft.Id}");
        answer.Text.ShouldNotContain("王主任");
    }

    [Fact]
    public async Task A_refusal_changes_the_card_of_who_was_refused_and_a_decision_everybodys()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        await rep.Forward("价格太高");
        await house.Settle();
        var draft = (await house.Db.Read(tx => tx.NoteDrafts.OpenOf("linxiao", 10))).Single().Draft;
        var cards = house.Services.GetRequiredService<NoteCards>();

        Named(new Outcome.Refused()).ShouldBe(["chenmo"]);
        Named(new Outcome.Dropped(draft, House.Start)).ShouldBeNull();

        IEnumerable<string?>? Named(Outcome outcome) =>
            JsonDocument.Parse(cards.BotUpdate(outcome, NoteCards.TaskId(draft.Id), "chenmo")).RootElement.TryGetProperty("userids", out var users)
                ? users.EnumerateArray().Select(user => user.GetString())
                : null;
    }

    [Fact]
    public async Task Somebody_else_cannot_decide_for_the_rep()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        await rep.Forward("价格太高");
        await house.Settle();

        var colleague = house.Phone("陈默");
        await colleague.Tap(rep.LastCard, "确认入库");
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

    static CardView BotCard(Chat chat, Phone phone) =>
        new(chat.Messages.Last(message => message.Cards.ContainsKey(phone.Owner.UserId)).Cards[phone.Owner.UserId]);
}
