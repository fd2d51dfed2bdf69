using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.WeCom.Tests;

public sealed class CardLimitsTests
{
    static readonly string[] pieces = ["客", "户", "a", " ", "\n", "😀", "👨‍👩‍👧", "e\u0301", "🇨🇳", "ก\u0e33", "…", "\u0300"];

    static readonly Gen<string> words =
        from size in Gen.Choose(0, 60)
        from parts in Gen.ArrayOf(Gen.Elements(pieces), size)
        select string.Concat(parts);

    static readonly Gen<TemplateCard> cards = Gen.OneOf(
        from t in Gen.ArrayOf(words, 12) from n in Gen.Choose(0, 9) select (TemplateCard)new TemplateCard.TextNotice
        {
            TaskId = "t", Source = new(t[0]), MainTitle = new(t[1], t[2]), EmphasisContent = new(t[3], t[4]), SubTitleText = string.Concat(t),
            HorizontalContentList = Many(n, i => new CardLine(t[5], t[6], i % 4, "u", "m", "z")), CardAction = CardAction.Open("https://x"),
            JumpList = Many(n, i => new CardJump(t[7], i % 4, "u", "a", Question: t[8] + t[9] + t[10])),
            ActionMenu = new(t[11], Many(n, i => new CardMenuItem("推送", $"k{i}"))),
        },
        from t in Gen.ArrayOf(words, 8) from n in Gen.Choose(0, 9) from ratio in Gen.Choose(0, 400) select (TemplateCard)new TemplateCard.NewsNotice
        {
            Source = new(t[0]), MainTitle = new(t[1], t[2]), CardImage = new("u", ratio / 100.0),
            VerticalContentList = Many(n, i => new CardParagraph(t[3], t[4] + t[5] + t[6])), JumpList = Many(n, i => new CardJump(t[7], 1, "u")),
        },
        from t in Gen.ArrayOf(words, 6) from n in Gen.Choose(0, 14) select (TemplateCard)new TemplateCard.ButtonInteraction
        {
            TaskId = "t", MainTitle = new(t[0], t[1]), ButtonSelection = new("q", t[2], Many(n, i => new CardOption($"o{i}", t[3])), $"o{n - 1}"),
            ButtonList = Many(n, i => new CardButton(t[4], $"b{i}")), ReplaceText = t[5],
        },
        from t in Gen.ArrayOf(words, 3) from n in Gen.Choose(0, 25) select (TemplateCard)new TemplateCard.VoteInteraction
        {
            TaskId = "t", MainTitle = new(t[0]), Checkbox = new("q", Many(n, i => new CardOption($"o{i}", t[1])), 1), SubmitButton = new(t[2], "k"),
        },
        from t in Gen.ArrayOf(words, 3) from n in Gen.Choose(0, 5) select (TemplateCard)new TemplateCard.MultipleInteraction
        {
            TaskId = "t", MainTitle = new(t[0]), SelectList = Many(n, i => new CardSelect($"q{i}", t[1], Many(12, o => new CardOption($"o{o}", t[2])))),
            SubmitButton = new(t[2], "k"),
        });

    [Fact]
    public void Fitting_keeps_every_limit_and_changes_nothing_the_second_time()
    {
        foreach (var (limits, book) in new[] { (CardLimits.App, appLimits), (CardLimits.Bot, botLimits) })
        {
            Prop.ForAll(Arb.From(cards), card =>
            {
                var fitted = limits.Fit(card);

                Check(JsonNode.Parse(fitted.Card.ToJson())!.AsObject(), "", book);
                limits.Fit(fitted.Card).Card.ToJson().ShouldBe(fitted.Card.ToJson());
                limits.Fit(fitted.Card).Faults.ShouldBe(fitted.Faults);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
        }
    }

    [Fact]
    public void A_cut_ends_after_a_whole_character_and_loses_nothing_before_it()
    {
        Prop.ForAll(Arb.From(words), Arb.From(Gen.Choose(1, 40)), (text, max) =>
        {
            foreach (var cut in new[] { TextLimit.Chars(text, max), TextLimit.Bytes(text, max + 2) })
            {
                if (cut == text)
                {
                    continue;
                }

                cut.ShouldEndWith("…");
                var kept = cut[..^1];
                text.ShouldStartWith(kept, Case.Sensitive);
                StringInfo.ParseCombiningCharacters(text).Append(text.Length).ShouldContain(kept.Length);
                char.IsHighSurrogate(kept.LastOrDefault()).ShouldBeFalse();
            }

            TextLimit.Chars(text, max).Length.ShouldBeLessThanOrEqualTo(max);
            Encoding.UTF8.GetByteCount(TextLimit.Bytes(text, max + 2)).ShouldBeLessThanOrEqualTo(max + 2);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Theory]
    [InlineData("一二三四五", 5, "一二三四五")]
    [InlineData("一二三四五六", 5, "一二三四…")]
    [InlineData("一二三😀五", 5, "一二三…")]
    [InlineData("一二 四五六", 4, "一二…")]
    [InlineData("👨‍👩‍👧很长", 5, "…")]
    public void The_ellipsis_lies_inside_the_limit(string text, int max, string expected) => TextLimit.Chars(text, max).ShouldBe(expected);

    [Fact]
    public void Keys_and_ids_are_never_cut_but_named_as_faults()
    {
        var longKey = new string('k', 1025);
        var card = new TemplateCard.ButtonInteraction
        {
            MainTitle = new("标题"),
            ButtonSelection = new("q", "客户", [new(new string('i', 129), "甲"), new("same", "乙"), new("same", "")], "gone"),
            ButtonList = [new("好", longKey), new("", "b"), new("链接", null, Type: 1)],
        };

        var fitted = CardLimits.App.Fit(card);

        fitted.IsComplete.ShouldBeFalse();
        fitted.Faults.ShouldBe(
        [
            new(42014, "task_id"), new(42040, "button_selection.option_list.id"), new(42041, "button_selection.option_list.text"),
            new(42040, "button_selection.option_list.id"), new(42039, "button_list.key"), new(42038, "button_list.text"), new(42028, "button_list.url"),
        ]);
        var sent = fitted.Card.ShouldBeOfType<TemplateCard.ButtonInteraction>();
        sent.ButtonList[0].Key.ShouldBe(longKey);
        sent.ButtonSelection!.SelectedId.ShouldBeNull();
    }

    [Theory]
    [InlineData("task-1_a@B", true)]
    [InlineData("task 1", false)]
    [InlineData("任务", false)]
    [InlineData("", false)]
    public void A_task_id_has_only_the_letters_that_WeCom_takes(string taskId, bool allowed) =>
        CardLimits.App.Fit(new TemplateCard.TextNotice { TaskId = taskId, MainTitle = new("x"), CardAction = CardAction.Open("u") })
            .IsComplete.ShouldBe(allowed);

    [Fact]
    public void A_notice_must_say_something_and_lead_somewhere() =>
        CardLimits.App.Fit(new TemplateCard.TextNotice { HorizontalContentList = [new("", null, 1), new("a", "b", 2), new("c", "d", 3)], JumpList = [new("", 2)] })
            .Faults.Select(fault => fault.Errcode).ShouldBe([40058, 42045, 42027, 42028, 42029, 42050, 42033, 42030]);

    [Fact]
    public void A_bot_card_has_no_attachments_and_an_app_card_asks_no_bot()
    {
        var card = new TemplateCard.TextNotice
        {
            MainTitle = new("x"), CardAction = CardAction.Open("u"),
            HorizontalContentList = [new("文件", "a.pdf", 2, MediaId: "m")], JumpList = [new("问一下", 3, Question: "怎么办")],
        };

        ((TemplateCard.TextNotice)CardLimits.Bot.Fit(card).Card).HorizontalContentList.ShouldBe([new CardLine("文件", "a.pdf")]);
        ((TemplateCard.TextNotice)CardLimits.Bot.Fit(card).Card).JumpList!.Count.ShouldBe(1);
        ((TemplateCard.TextNotice)CardLimits.App.Fit(card).Card).JumpList!.ShouldBeEmpty();
    }

    // The limits once more, written from the tables of the documentation rather than from the code.
    static readonly Dictionary<string, int> appLimits = new()
    {
        ["source.desc"] = 20, ["main_title.title"] = 36, ["main_title.desc"] = 44, ["emphasis_content.title"] = 14, ["emphasis_content.desc"] = 22,
        ["sub_title_text"] = 160, ["horizontal_content_list"] = 6, ["horizontal_content_list.keyname"] = 5, ["horizontal_content_list.value"] = 30,
        ["jump_list"] = 3, ["jump_list.title"] = 18, ["vertical_content_list"] = 4, ["vertical_content_list.title"] = 38,
        ["vertical_content_list.desc"] = 160, ["action_menu.action_list"] = 3, ["button_list"] = 6, ["button_list.text"] = 10,
        ["button_selection.option_list"] = 10, ["button_selection.option_list.text"] = 16, ["select_list"] = 3, ["select_list.option_list"] = 10,
        ["select_list.option_list.text"] = 16, ["checkbox.option_list"] = 20, ["checkbox.option_list.text"] = 17, ["submit_button.text"] = 10,
    };

    static readonly Dictionary<string, int> botLimits = new(appLimits)
    {
        ["source.desc"] = 13, ["main_title.title"] = 26, ["main_title.desc"] = 30, ["emphasis_content.title"] = 10, ["emphasis_content.desc"] = 15,
        ["sub_title_text"] = 112, ["horizontal_content_list.value"] = 26, ["jump_list.title"] = 13, ["vertical_content_list.title"] = 26,
        ["vertical_content_list.desc"] = 112, ["button_selection.option_list.text"] = 10, ["select_list.option_list.text"] = 10,
        ["checkbox.option_list.text"] = 11, ["select_list.title"] = 13, ["button_selection.title"] = 13,
    };

    static void Check(JsonNode node, string path, Dictionary<string, int> limits)
    {
        var limit = limits.GetValueOrDefault(path, int.MaxValue);
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, member) in members)
                {
                    Check(member!, path.Length == 0 ? name : $"{path}.{name}", limits);
                }

                break;
            case JsonArray entries:
                entries.Count.ShouldBeLessThanOrEqualTo(limit, path);
                foreach (var entry in entries)
                {
                    Check(entry!, path, limits.Where(pair => pair.Key != path).ToDictionary());
                }

                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                text.Length.ShouldBeLessThanOrEqualTo(limit, path);
                text.ShouldNotContain('\ufffd');
                break;
            case JsonValue value when path == "card_image.aspect_ratio":
                value.GetValue<double>().ShouldBeInRange(1.3, 2.25);
                break;
        }
    }

    static T[] Many<T>(int count, Func<int, T> make) => [.. Enumerable.Range(0, count).Select(make)];
}
