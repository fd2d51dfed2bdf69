using System.Text;
using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Tests.Notes;

/// <summary>Images, voice messages, links and places become notes too; what was attached is kept, or its absence is told.</summary>
public sealed class ForwardedMediaTests
{
    static readonly byte[] Picture = [0x89, .. Encoding.ASCII.GetBytes("PNG\r\n"), 0x1a, 0x0a, 1, 2, 3];

    [Fact]
    public async Task An_image_is_fetched_at_once_and_kept_with_its_draft()
    {
        await using var house = await House.Open();
        await house.Phone("林晓").SendImageToApp(Picture);
        await house.Settle();

        var draft = await Draft(house);
        draft.Content.ShouldBe(NoteContent.Image);
        var kept = (await house.Db.Read(tx => tx.NoteDrafts.Attachment(draft.Id)))!;
        kept.Bytes.ShouldBe(Picture);
        kept.Missing.ShouldBeNull();
        house.Phone("林晓").LastCard.Title.ShouldBe("转为商机备注？");
    }

    [Fact]
    public async Task A_voice_message_becomes_a_note_with_its_recording()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        await rep.SendVoiceToApp();
        await house.Settle();

        await rep.Tap(rep.LastCard, "确认入库");
        await house.Settle();

        var note = (await house.Notes()).ShouldHaveSingleItem();
        note.Content.ShouldBe(NoteContent.Voice);
        (await house.Db.Read(tx => tx.NoteDrafts.Attachment(note.DraftId)))!.Bytes.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_image_that_cannot_be_fetched_does_not_keep_the_rep_waiting_and_says_so()
    {
        await using var house = await House.Open();
        house.WeCom.Faults.ErrCode(40007, "media/get");
        await house.Phone("林晓").SendImageToApp(Picture);
        await house.Settle();

        var kept = (await house.Db.Read(async tx => await tx.NoteDrafts.Attachment((await Draft(tx)).Id)))!;
        kept.Bytes.ShouldBeNull();
        kept.Missing.ShouldBe("图片没有取到，请重新转发一次");
    }

    [Fact]
    public async Task A_passing_fault_delays_the_image_and_loses_nothing()
    {
        await using var house = await House.Open();
        var down = house.WeCom.Faults.ErrCode(-1, "media/get");
        await house.Phone("林晓").SendImageToApp(Picture);
        await house.Settle();
        house.Phone("林晓").Cards.ShouldBeEmpty();

        down.SwitchOff();
        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(5));
        await house.Settle();

        (await house.Db.Read(async tx => await tx.NoteDrafts.Attachment((await Draft(tx)).Id)))!.Bytes.ShouldBe(Picture);
        house.Phone("林晓").Cards.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_link_is_read_by_its_title_and_words_and_a_place_by_its_label()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");

        await rep.SendLinkToApp("联影报价单", "比你们便宜 8 万", "https://example.com/quote");
        await house.Settle();
        rep.LastCard.Row("信号")!.ShouldContain("竞品");
        await rep.SendLocationToApp("仁和医院门诊楼", 31.2, 121.4);
        await house.Settle();

        rep.LastCard.Quote.Text.ShouldContain("仁和医院门诊楼");
    }

    static Task<NoteDraft> Draft(House house) => house.Db.Read(Draft);

    static async Task<NoteDraft> Draft(Tx tx) => (await tx.NoteDrafts.OpenOf("linxiao", 10)).ShouldHaveSingleItem().Draft;
}
