using FsCheck;
using FsCheck.Fluent;
using WeComSales.Domain;

namespace WeComSales.Domain.Tests.Notes;

public sealed class CopiedThreadTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("王主任 2026/11/19 15:20:03\n价格太高", "2026-11-19T15:20:03")]
    [InlineData("王主任 2026-11-19 15:20\n价格太高", "2026-11-19T15:20:00")]
    [InlineData("王主任 11/19 15:20\n价格太高", "2026-11-19T15:20:00")]
    [InlineData("王主任 11月19日 15:20\n价格太高", "2026-11-19T15:20:00")]
    [InlineData("王主任 9:05\n价格太高", "2026-11-20T09:05:00")]
    [InlineData("王主任 23:05\n价格太高", "2026-11-19T23:05:00")]
    [InlineData("王主任 12/24 15:20\n价格太高", "2025-12-24T15:20:00")]
    public void A_line_with_name_and_time_begins_a_message(string text, string at)
    {
        var message = CopiedThread.Of(text, Now).ShouldHaveSingleItem();

        message.Name.ShouldBe("王主任");
        message.At.ShouldBe(DateTimeOffset.Parse(at + "+08:00", System.Globalization.CultureInfo.InvariantCulture));
        text[message.Start..message.End].ShouldBe("价格太高");
    }

    [Theory]
    [InlineData("价格太高，竞品在谈")]
    [InlineData("明天 15:20 开会")]
    [InlineData("前面有话\n王主任 15:20\n价格太高")]
    [InlineData("王主任 13/45 15:20\n价格太高")]
    [InlineData("王主任 25:20\n价格太高")]
    [InlineData("")]
    public void Anything_else_is_one_message_without_a_speaker(string text) => CopiedThread.Of(text, Now).ShouldBeEmpty();

    [Fact]
    public void Several_lines_of_one_message_stay_together_and_empty_messages_are_nothing()
    {
        var messages = CopiedThread.Of("王主任 15:20\n第一行\n第二行\n\n林晓 15:21\n\n李工 15:22\n好", Now);

        messages.Select(message => message.Name).ShouldBe(["王主任", "李工"]);
    }

    [Fact]
    public void Whatever_is_pasted_the_messages_lie_inside_it_in_order_and_not_in_the_future()
    {
        Prop.ForAll<string[]>(parts =>
        {
            var text = string.Join('\n', (parts ?? []).Select((part, index) => index % 2 == 0 ? $"{part} {index % 24}:0{index % 10}" : part));
            var end = 0;
            foreach (var message in CopiedThread.Of(text, Now))
            {
                message.Start.ShouldBeGreaterThanOrEqualTo(end);
                message.End.ShouldBeGreaterThan(message.Start);
                message.End.ShouldBeLessThanOrEqualTo(text.Length);
                message.At.ShouldBeLessThanOrEqualTo(Now);
                end = message.End;
            }
        }).QuickCheckThrowOnFailure();
    }
}
