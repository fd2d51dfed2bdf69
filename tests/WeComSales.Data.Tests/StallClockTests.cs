using WeComSales.Domain;

namespace WeComSales.Data.Tests;

public sealed class StallClockTests
{
    static readonly DateTimeOffset Noon = TempDatabase.Noon;

    [Theory]
    [InlineData(TimelineKinds.Note, true)]
    [InlineData(TimelineKinds.FollowUp, true)]
    [InlineData(TimelineKinds.Visit, true)]
    [InlineData(TimelineKinds.StageMove, true)]
    [InlineData(TimelineKinds.Message, false)]
    [InlineData(TimelineKinds.Support, false)]
    [InlineData(TimelineKinds.Alert, false)]
    public async Task Only_a_real_act_resets_the_clock_and_ends_the_episode(string kind, bool ends)
    {
        await using var database = await WithEpisode();

        await database.Db.Write(tx => tx.Timeline.Add(Row(kind, "opp", Noon)));

        (await State(database)).ShouldBe(ends ? "ended" : "open");
        (await IsDue(database)).ShouldBe(ends);
    }

    [Theory]
    [InlineData(179, "open")]
    [InlineData(180, "ended")]
    public async Task A_call_counts_from_three_minutes_on(int seconds, string state)
    {
        await using var database = await WithEpisode();

        (await database.Db.Write(tx => tx.Calls.Add(new("c1", "lin", "wm", Noon, seconds), Noon))).ShouldBeTrue();
        (await database.Db.Write(tx => tx.Calls.Add(new("c1", "lin", "wm", Noon, 600), Noon))).ShouldBeFalse();

        (await State(database)).ShouldBe(state);
    }

    [Fact]
    public async Task What_is_dated_before_the_last_sign_of_life_ends_nothing()
    {
        await using var database = await WithEpisode();

        await database.Db.Write(tx => tx.Timeline.Add(Row(TimelineKinds.Note, "opp", Noon.AddDays(-20))));

        (await State(database)).ShouldBe("open");
    }

    [Fact]
    public async Task Contact_without_an_opportunity_counts_for_the_customers_open_ones_and_for_nobody_elses()
    {
        await using var database = await WithEpisode();

        await database.Db.Write(tx => tx.Timeline.Add(Row(TimelineKinds.Visit, null, Noon) with { Id = "elsewhere", ExternalUserid = "wm-other" }));
        (await State(database)).ShouldBe("open");

        await database.Db.Write(tx => tx.Timeline.Add(Row(TimelineKinds.Visit, null, Noon)));
        (await State(database)).ShouldBe("ended");
    }

    [Fact]
    public async Task A_closed_opportunity_has_no_due_clock_and_a_new_one_has()
    {
        await using var database = await WithEpisode();
        await database.Db.Write(tx => tx.Opportunities.Add(Opportunity("late") with { ClosedAt = Noon }));

        (await database.Db.Read(tx => tx.One<long>("select count(*) from stall_clocks where next_check_at is not null"))).ShouldBe(0, "the episode's own was looked at");
        await database.Db.Write(tx => tx.Opportunities.Add(Opportunity("fresh")));
        (await database.Db.Read(tx => tx.One<long>("select count(*) from stall_clocks where next_check_at is not null"))).ShouldBe(1);
    }

    [Fact]
    public async Task An_opportunity_has_one_open_episode_whatever_the_code_does()
    {
        await using var database = await WithEpisode();

        await Should.ThrowAsync<System.Data.Common.DbException>(() => database.Db.Write(tx => Episode(tx, "second")));
    }

    [Theory]
    [InlineData("state = 'alerted'")]
    [InlineData("state = 'escalated', level = 1")]
    [InlineData("state = 'answered'")]
    [InlineData("state = 'postponed'")]
    [InlineData("state = 'ended'")]
    [InlineData("postponements = 3")]
    [InlineData("state = 'asleep'")]
    public async Task The_table_refuses_a_state_that_is_not_drawn(string change)
    {
        await using var database = await WithEpisode();

        await Should.ThrowAsync<System.Data.Common.DbException>(() => database.Db.Write(tx => tx.Run($"update stalls set {change}")));
    }

    static async Task<TempDatabase> WithEpisode()
    {
        var database = await TempDatabase.Create();
        await database.Db.Write(async tx =>
        {
            await tx.Opportunities.Add(Opportunity("opp"));
            await tx.Run("update stall_clocks set next_check_at = null");
            await Episode(tx, "stall");
        });
        return database;
    }

    static Task<int> Episode(Tx tx, string id) => tx.Run(
        """
        insert into stalls (id, opportunity_id, external_userid, rule_version, rule_name, stage, threshold_hours, hours, clock_base, due_at, opened_at,
          state, level, turn, escalated_after_answer, postponements, version)
        values (@id, 'opp', 'wm', 1, '提案', '提案', 72, 'natural', @began, @began, @began, 'open', 0, 0, @no, 0, 0)
        """,
        new { id, began = Noon.AddDays(-4), no = false });

    static Opportunity Opportunity(string id) =>
        new(id, id, "wm", "CT 采购项目", "提案", null, "CNY", "lin", null, Noon.AddDays(-10), Noon.AddDays(-10), null, null, null);

    static TimelineRow Row(string kind, string? opportunity, DateTimeOffset at) =>
        new("row", "wm", opportunity, kind, at, "lin", "…", null, null, Noon);

    static Task<string?> State(TempDatabase database) => database.Db.Read(tx => tx.One<string>("select state from stalls"));

    static async Task<bool> IsDue(TempDatabase database) =>
        await database.Db.Read(tx => tx.One<long>("select count(*) from stall_clocks where next_check_at is not null")) > 0;
}
