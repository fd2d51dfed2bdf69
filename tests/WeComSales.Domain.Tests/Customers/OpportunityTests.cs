using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Domain.Tests;

public sealed class OpportunityTests
{
    static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    static readonly Opportunity Fresh = Opportunity.New("id", "W-00000000", "wm1", "CT 采购项目", "lin", Stages.Default, Noon);

    [Fact]
    public void A_title_is_enough_to_begin_in_the_first_stage()
    {
        Fresh.Stage.ShouldBe("初步接触");
        Fresh.OwnerUserid.ShouldBe("lin");
        Fresh.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void Any_sequence_of_moves_ends_in_the_last_stage_and_is_closed_exactly_when_that_stage_is()
    {
        var moves = Gen.ListOf(Gen.Elements<string>([.. Stages.Default.Names]));

        Prop.ForAll(moves.ToArbitrary(), Holds).QuickCheckThrowOnFailure();

        static bool Holds(List<string> stages)
        {
            var (opportunity, recorded) = (Fresh, new List<StageMove>());
            foreach (var stage in stages)
            {
                if (opportunity.MoveTo(stage, Stages.Default, "lin", Noon, null) is { } moved)
                {
                    opportunity = moved.Moved;
                    recorded.Add(moved.Move);
                }
            }

            return opportunity.Stage == (stages.Count == 0 ? Fresh.Stage : stages[^1])
                && opportunity.IsOpen != Stages.Default.IsClosed(opportunity.Stage)
                && recorded.TrueForAll(move => move.From != move.To)
                && recorded.Zip(recorded.Skip(1)).All(pair => pair.First.To == pair.Second.From);
        }
    }

    [Fact]
    public void A_stage_that_does_not_exist_is_refused() =>
        Should.Throw<ArgumentException>(() => Fresh.MoveTo("谈恋爱", Stages.Default, "lin", Noon, null));

    [Fact]
    public void Codes_have_eight_characters_and_different_bytes_give_different_codes()
    {
        var bytes = Gen.ArrayOf(Gen.Choose(0, 255).Select(one => (byte)one), OpportunityCode.Bytes);

        Prop.ForAll(Gen.Two(bytes).ToArbitrary(), Holds).QuickCheckThrowOnFailure();

        static bool Holds((byte[] One, byte[] Other) two)
        {
            var (one, other) = (OpportunityCode.From(two.One), OpportunityCode.From(two.Other));
            return one.Length == 10 && one.StartsWith("W-", StringComparison.Ordinal) && (one == other) == two.One.SequenceEqual(two.Other);
        }
    }
}
