using System.Text;
using System.Text.Json.Nodes;

namespace WeComSales.WeCom.Tests;

public sealed class TemplateCardTests
{
    static readonly TemplateCard.ButtonInteraction note = new()
    {
        TaskId = "note-01",
        MainTitle = new("商机线索待确认", "来自转发 😀"),
        HorizontalContentList = [new("预算", "30万　左右"), new("官网", "打开", 1, "https://crm.example.com/a?b=1&c=2")],
        ButtonSelection = new("pair", "客户", [new("p1", "王先生 · 二手泵"), new("p2", "新建")], "p1"),
        ButtonList = [new("确认入库", "note.confirm", 1), new("不是商机", "note.drop", 2)],
    };

    [Fact]
    public void A_card_is_written_as_raw_text_with_its_kind_first_and_nothing_empty()
    {
        Encoding.UTF8.GetString(note.ToJson()).ShouldBe(
            """{"card_type":"button_interaction","horizontal_content_list":[{"keyname":"预算","value":"30万　左右"},{"keyname":"官网","value":"打开","type":1,"url":"https://crm.example.com/a?b=1&c=2"}],"button_selection":{"question_key":"pair","title":"客户","option_list":[{"id":"p1","text":"王先生 · 二手泵"},{"id":"p2","text":"新建"}],"selected_id":"p1"},"button_list":[{"text":"确认入库","key":"note.confirm","style":1},{"text":"不是商机","key":"note.drop","style":2}],"task_id":"note-01","main_title":{"title":"商机线索待确认","desc":"来自转发 😀"}}""");
    }

    [Theory]
    [InlineData("😀👨‍👩‍👧", "😀👨‍👩‍👧")]
    [InlineData("\u3000\u2028\ufeff\ue000\u00a0", "\u3000\u2028\ufeff\ue000\u00a0")]
    [InlineData("a\"b\\c\nd\te", "a\\\"b\\\\c\\nd\\te")]
    [InlineData("<a href='x'>&+", "<a href='x'>&+")]
    [InlineData("x\u0001y\u001fz\u007f", "x y z\u007f")]
    public void No_character_is_ever_written_as_a_unicode_escape(string title, string expected)
    {
        var json = Encoding.UTF8.GetString(new TemplateCard.TextNotice { MainTitle = new(title) }.ToJson());

        json.ShouldBe($$$"""{"card_type":"text_notice","main_title":{"title":"{{{expected}}}"}}""");
        TemplateCard.FromJson(Encoding.UTF8.GetBytes(json)).ShouldNotBeNull();
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character() =>
        Encoding.UTF8.GetString(new TemplateCard.TextNotice { TaskId = "x\ud83dy\ude00" }.ToJson()).ShouldBe("""{"card_type":"text_notice","task_id":"x�y�"}""");

    [Fact]
    public void The_same_card_gives_the_same_bytes() => (note with { }).ToJson().ShouldBe(note.ToJson());

    [Theory]
    [InlineData("""{"card_type":"new_kind","task_id":"1"}""")]
    [InlineData("""{"task_id":"1"}""")]
    [InlineData("""{"card_type":"vote_interaction"}""")]
    [InlineData("[")]
    public void What_is_not_one_of_the_five_kinds_is_no_card(string json) => TemplateCard.FromJson(Encoding.UTF8.GetBytes(json)).ShouldBeNull();

    [SharedFact]
    public void Every_sample_card_survives_reading_and_writing()
    {
        string[] files = [.. SharedSamples.Files("cards", "send.*.json"), .. SharedSamples.Files("cards", "update.*notice*.json"),
            .. SharedSamples.Files("cards", "update.multiple*.json"), .. SharedSamples.Files("aibot", "template_card.*.json")];
        files.Length.ShouldBeGreaterThanOrEqualTo(12);
        foreach (var file in files)
        {
            var sample = JsonNode.Parse(File.ReadAllBytes(file))!;
            var card = sample["template_card"] ?? sample;
            var read = TemplateCard.FromJson(Encoding.UTF8.GetBytes(card.ToJsonString())).ShouldNotBeNull(file);
            JsonNode.DeepEquals(JsonNode.Parse(read.ToJson()), card).ShouldBeTrue(file);
        }
    }

    [SharedFact]
    public void The_sample_cards_have_no_faults()
    {
        foreach (var file in SharedSamples.Files("cards", "send.*.json"))
        {
            var card = TemplateCard.FromJson(Encoding.UTF8.GetBytes(JsonNode.Parse(File.ReadAllBytes(file))!["template_card"]!.ToJsonString()))!;

            CardLimits.App.Fit(card).Faults.ShouldBeEmpty(file);
        }
    }
}
