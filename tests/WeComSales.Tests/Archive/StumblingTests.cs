using WeComSales.Archive;
using WeComSales.Data;

namespace WeComSales.Tests.Archive;

public sealed class StumblingTests
{
    static readonly SealedMessage Seventh = new(7, "m7", "unreadable", 1, "k", "t");

    [Fact]
    public void After_three_falls_messages_are_taken_one_by_one_and_after_three_over_the_same_one_it_is_left_behind()
    {
        var stumbling = new Stumbling();
        for (var fall = 0; fall < 3; fall++)
        {
            stumbling.Next(6).ShouldBe(new(false, 0));
            stumbling.Fell(null).ShouldBeNull();
        }

        stumbling.Next(6).ShouldBe(new(true, 0));
        stumbling.Fell(Seventh).ShouldBeNull();
        stumbling.Fell(Seventh).ShouldBeNull();
        stumbling.Fell(Seventh).ShouldBe((Seventh, 3));
        stumbling.Next(7).ShouldBe(new(false, 0));
    }

    [Fact]
    public void A_message_that_cannot_be_fetched_is_found_by_the_first_number_behind_which_a_reader_comes_through()
    {
        var stumbling = Fallen(6);
        stumbling.Next(10).ShouldBe(new(true, 1));
        stumbling.Fell(null);
        stumbling.Next(10).ShouldBe(new(true, 2));
        stumbling.CameThrough();

        stumbling.Next(10).ShouldBe(new(true, 0));
        stumbling.Fell(null).ShouldBeNull();
        stumbling.Fell(null).ShouldNotBeNull().Message.Seq.ShouldBe(12);
    }

    [Fact]
    public void A_library_that_falls_wherever_it_is_sent_leaves_nothing_behind()
    {
        var stumbling = new Stumbling();
        for (var fall = 0; fall < 500; fall++)
        {
            stumbling.Next(10).Ahead.ShouldBeLessThanOrEqualTo(Stumbling.Farthest);
            stumbling.Fell(null).ShouldBeNull();
        }
    }

    [Fact]
    public void A_place_that_was_only_unlucky_loses_nothing()
    {
        var stumbling = Fallen(6);
        stumbling.Next(10).Ahead.ShouldBe(1);
        stumbling.CameThrough();
        stumbling.Fell(null).ShouldBeNull();
        // The reader at the place itself came through.
        stumbling.Clear();

        stumbling.Fell(null).ShouldBeNull();
        stumbling.Next(10).ShouldBe(new(false, 0));
    }

    [Theory]
    [InlineData("Crashed", 139, true)]
    [InlineData("Crashed", 134, true)]
    [InlineData("Crashed", 137, false)]
    [InlineData("Crashed", 143, false)]
    [InlineData("Network", 16, false)]
    public void Who_is_killed_from_outside_did_not_fall(string fault, int exitCode, bool isFall) =>
        ArchiveFaults.IsFall(fault, exitCode).ShouldBe(isFall);

    static Stumbling Fallen(int times)
    {
        var stumbling = new Stumbling();
        for (var fall = 0; fall < times; fall++)
        {
            stumbling.Next(10);
            stumbling.Fell(null);
        }

        return stumbling;
    }
}
