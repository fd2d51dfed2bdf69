using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 15: stories that nobody would think of, each of which can be told again.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    /// <summary>At most so many stories are told until a mutant is found.</summary>
    const int Patience = 150;

    [Fact]
    public async Task Whatever_happens_in_whatever_order_each_thing_that_was_acknowledged_has_its_effect_once()
    {
        var failed = new List<string>();
        for (var seed = 1; seed <= Setting.Count(200, 10_000); seed++)
        {
            var told = await Story.Tell(seed);
            if (told.Complaints.Count > 0)
            {
                failed.Add($"seed {seed}: {string.Join("; ", told.Complaints)}");
            }
        }

        failed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_seed_tells_the_same_story_again()
    {
        foreach (var seed in new[] { 3, 14, 159 })
        {
            (await Story.Tell(seed)).Steps.ShouldBe((await Story.Tell(seed)).Steps);
        }
    }

    public static TheoryData<string> Mutants => [.. Mutant.All.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task Control_a_mistake_is_found(string name)
    {
        var mutant = Mutant.All.Single(one => one.Name == name);
        for (var seed = 1; seed <= Patience; seed++)
        {
            var told = await Story.Tell(seed, mutant);
            if (told.Complaints.Count > 0)
            {
                output.WriteLine($"found by seed {seed}: {told.Complaints[0]}");
                (mutant.Words.Length == 0 || mutant.Said > 0).ShouldBeTrue("the wrong words were said");
                return;
            }
        }

        Assert.Fail($"{Patience} stories did not show it");
    }
}
