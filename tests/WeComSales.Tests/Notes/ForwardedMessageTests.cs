namespace WeComSales.Tests.Notes;

public sealed class ForwardedMessageTests
{
    [Fact]
    public async Task A_forwarded_message_becomes_a_note_with_its_evidence_after_one_tap()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        await rep.Forward("价格太高，竞品在谈");
        await house.Settle();

        var card = rep.LastCard;
        card.Title.ShouldBe("转为商机备注？");
        card.Desc.ShouldBe("王主任 · 仁和医院");
        card.Row("信号").ShouldBe("价格异议 · 竞品在谈");
        card.Selection.Chosen.ShouldBe("王主任 · CT 采购项目");
        await rep.Tap(card, "确认入库");
        await house.Settle();

        var note = (await house.Notes()).ShouldHaveSingleItem();
        note.Text.ShouldBe("价格太高，竞品在谈");
        note.Place.Nickname.ShouldBe("王主任");
        note.Place.OpportunityTitle.ShouldBe("CT 采购项目");
        note.At.ShouldBe(House.Start);
        note.TimeIsForwarding.ShouldBeTrue();
        note.ConfirmedBy.ShouldBe("linxiao");
        note.Signals.ShouldContain(signal => signal.Label == "price_objection" && signal.Evidence == "价格太高");
        rep.LastCard.Title.ShouldBe("已入库");
        rep.LastCard.Desc.ShouldBe("王主任 · CT 采购项目");
        rep.LastCard.Version.ShouldBe(2);
    }

    [Fact]
    public async Task Amounts_and_days_keep_the_word_that_bounds_them_and_signals_are_told_whole()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        await rep.Forward("预算就 30 万以内，竞品那边还在谈，月底前我们要定下来");
        await house.Settle();
        rep.LastCard.Row("预算").ShouldBe("30 万以内");
        rep.LastCard.Row("时间").ShouldStartWith("月底前（");

        await rep.Forward("测算还没收到呀，下周二老板要拍板，另一家已经把合同发来了，价格也太高");
        await house.Settle();
        rep.LastCard.Row("信号").ShouldNotBeNull().ShouldMatch(@"^\w+( · \w+)+ 等 \d 个$");
    }

    [Fact]
    public async Task Tapping_confirm_twice_makes_one_note()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        await rep.Forward("价格太高，竞品在谈");
        await house.Settle();
        var card = rep.LastCard;

        await rep.Tap(card, "确认入库");
        await rep.Tap(card, "确认入库");
        await house.Settle();

        (await house.Notes()).ShouldHaveSingleItem();
        rep.LastCard.Title.ShouldBe("已入库");
    }

    [Fact]
    public async Task The_second_device_is_shown_what_the_first_one_did()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        await rep.Forward("价格太高，竞品在谈");
        await house.Settle();
        var onTheOtherDevice = rep.LastCard;

        await rep.Tap(rep.LastCard, "确认入库");
        await house.Settle();
        await rep.Tap(onTheOtherDevice, "不是商机");
        await house.Settle();

        (await house.Notes()).ShouldHaveSingleItem();
        rep.LastCard.Title.ShouldBe("已入库");
    }

    [Fact]
    public async Task A_discarded_draft_says_so_and_stays_out()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        await rep.Forward("今天天气不错");
        await house.Settle();
        var card = rep.LastCard;

        await rep.Tap(card, "不是商机");
        await house.Settle();
        rep.LastCard.Title.ShouldBe("已丢弃");
        await rep.Tap(card, "确认入库");
        await house.Settle();

        (await house.Notes()).ShouldBeEmpty();
        rep.LastCard.Title.ShouldBe("已丢弃");
    }

    [Fact]
    public async Task A_tap_after_three_days_still_makes_the_note_and_tells_so()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        await rep.Forward("价格太高，竞品在谈");
        await house.Settle();

        house.WeCom.Clock.Advance(TimeSpan.FromHours(73));
        await rep.Tap(rep.LastCard, "确认入库");
        await house.Settle();

        var note = (await house.Notes()).ShouldHaveSingleItem();
        note.At.ShouldBe(House.Start);
        note.ConfirmedAt.ShouldBe(House.Start.AddHours(73));
        rep.LastCard.Title.ShouldBe("已入库");
    }

    [Fact]
    public async Task Choosing_another_customer_puts_the_note_there_and_is_remembered()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        await rep.Forward("价格太高，竞品在谈");
        await house.Settle();

        await rep.Tap(rep.Select(rep.LastCard, "李老师 · 新建商机"), "确认入库");
        await house.Settle();

        (await house.Notes()).ShouldBeEmpty();
        var note = (await house.Notes("wmLi")).ShouldHaveSingleItem();
        note.Changes.ChoseOther.ShouldBeTrue();
        var made = (await house.Db.Read(tx => tx.Opportunities.OpenOf("wmLi"))).ShouldHaveSingleItem();
        made.Id.ShouldBe(note.Place.OpportunityId);
        made.Stage.ShouldBe("初步接触");
        made.OwnerUserid.ShouldBe("linxiao");
        made.Code.ShouldStartWith("W-");
    }

    [Fact]
    public async Task A_customer_whom_nobody_knows_is_made_with_the_note()
    {
        await using var house = await House.Open();
        var rep = house.Phone("陈默");
        await rep.Forward("赵主任说下周三前要报价");
        await house.Settle();

        rep.LastCard.Selection.Chosen.ShouldBe("新建客户：赵主任");
        await rep.Tap(rep.LastCard, "确认入库");
        await house.Settle();

        rep.LastCard.Title.ShouldBe("已入库");
        rep.LastCard.Desc.ShouldStartWith("赵主任 · ");
        var pair = (await house.Db.Read(tx => tx.RecentContacts.For("chenmo", 10))).ShouldHaveSingleItem();
        pair.CustomerName.ShouldBe("赵主任");
        (await house.Notes(pair.ExternalUserid)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_customer_whom_nobody_names_is_called_after_the_local_time()
    {
        await using var house = await House.Open();
        var rep = house.Phone("陈默");
        await rep.Forward("下周要报价");
        await house.Settle();

        await rep.Tap(rep.LastCard, "确认入库");
        await house.Settle();

        (await house.Db.Read(tx => tx.RecentContacts.For("chenmo", 10))).ShouldHaveSingleItem().CustomerName.ShouldBe("新客户 11-20 10:32");
    }

    [Fact]
    public async Task A_file_is_answered_with_what_to_do_instead()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");

        await rep.SendUnknownToApp("file", "报价单.xlsx");
        await house.Settle();

        rep.AppMessages[^1].Text.ShouldContain("复制其中的文字");
        rep.Cards.ShouldBeEmpty();
    }
}
