using System.Globalization;
using WeComSales.Simulator;

namespace WeComSales.Faults.Tests;

/// <summary>What a story was, step by step, and what was wrong at its end.</summary>
sealed record Telling(IReadOnlyList<string> Steps, IReadOnlyList<string> Complaints);

/// <summary>
/// Goal 15: steps in the order that a seed gives, one at a time, on a real file and the simulator; then everything
/// calms down, what is due is done, and the result is judged.
/// </summary>
sealed class Story : IAsyncDisposable
{
    const int Length = 70;
    const int Burst = 35;

    readonly Scene scene;
    readonly Mutant? mutant;
    readonly Random dice;
    readonly Ledger ledger = new();
    readonly List<string> steps = [];
    readonly List<(Post Post, string Key)> mail = [];
    readonly Dictionary<string, CardView> cards = [];
    Life life;
    int written;

    Story(Scene scene, Life life, Mutant? mutant, int seed) => (this.scene, this.life, this.mutant, dice) = (scene, life, mutant, new(seed));

    SimulatorClock Clock => scene.WeCom.Clock;

    public static async Task<Telling> Tell(int seed, Mutant? mutant = null)
    {
        var scene = await Scene.Open();
        await using var story = new Story(scene, await Life.Begin(scene.Settings, scene.WeCom.Clock, mutant), mutant, seed);
        for (var step = 0; step < Length; step++)
        {
            await story.Survive(story.Next());
        }

        await story.Calm();
        return new(story.steps, await story.ledger.Complaints(story.scene, story.life.Db));
    }

    (string Name, Func<Task> Act) Next() => dice.Next(100) switch
    {
        < 14 => ("write", () => Write(1)),
        < 15 => ("write much", WriteMuch),
        < 24 => ("tap", Tap),
        < 42 => ("deliver", Deliver),
        < 52 => ("claim callbacks", () => Pick(life.Callbacks).Claim(dice.Next(1, 5), Clock.GetUtcNow())),
        < 66 => ("work on a callback", () => Pick(life.Callbacks) is { IsEmpty: false } hand ? hand.Work(dice) : Task.CompletedTask),
        < 75 => ("claim letters", () => Pick(life.Letters).Claim(dice.Next(1, 5), Clock.GetUtcNow())),
        < 88 => ("send a letter", () => Pick(life.Letters) is { IsEmpty: false } hand ? hand.Work(dice) : Task.CompletedTask),
        < 92 => ("time", Pass),
        < 96 => ("power", PowerWillGo),
        _ => ("fault", Fault),
    };

    /// <summary>One step. When the power goes in it, a new life begins on the same file.</summary>
    async Task Survive((string Name, Func<Task> Act) step)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        var tokens = Ledger.TokensGiven(scene.WeCom);
        var isKept = true;
        try
        {
            await step.Act();
        }
        catch (Exception broken) when (broken is PowerCut or Refused)
        {
            // What was under way is gone, or stays in a hand until its lease ends.
            isKept = false;
        }

        if (!isKept)
        {
            // A token that the database did not keep is asked for again.
            ledger.TokensAllowed += Ledger.TokensGiven(scene.WeCom) - tokens;
        }

        await TakeMail();
        steps.Add($"{step.Name} {mail.Count} {scene.WeCom.Calls.Count}{(life.Db.IsDead ? " †" : "")}");
        if (life.Db.IsDead)
        {
            await life.DisposeAsync();
            // Longer than any lease: it takes a while until somebody has started it again.
            Clock.Advance(TimeSpan.FromSeconds(12));
            life = await Life.Begin(scene.Settings, Clock, mutant);
        }

        await ledger.SeeOrder(life.Db);
    }

    async Task TakeMail()
    {
        await scene.WeCom.Idle();
        mail.AddRange(scene.Postbox.Empty().Select(post => (post, life.KeyOf(post, Clock.GetUtcNow())!)));
    }

    /// <summary>More than WeCom shows a person in a minute.</summary>
    async Task WriteMuch()
    {
        var before = mail.Count;
        await Write(Burst);
        await TakeMail();
        foreach (var one in mail[before..])
        {
            await Deliver(one);
        }
    }

    async Task Write(int count)
    {
        for (var left = count; left > 0; left--)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(1));
            var phone = scene.WeCom.Phone(count == 1 && dice.Next(3) == 0 ? Scene.Writer : Scene.Seller);
            await phone.SendToApp(string.Create(CultureInfo.InvariantCulture, $"第 {++written} 条：价格还要再谈"));
        }
    }

    /// <summary>Either answer, on the card as it first looked: perhaps on a device that has not heard of the other answer.</summary>
    async Task Tap()
    {
        var phone = scene.WeCom.Phone(Scene.Seller);
        foreach (var card in phone.Cards.Where(card => card.Buttons.Count > 1))
        {
            cards.TryAdd(card.TaskId, card);
        }

        if (cards.Count > 0)
        {
            var card = Pick([.. cards.Values]);
            await phone.Tap(card, dice.Next(2) == 0 ? "确认入库" : "不是商机");
        }
    }

    /// <summary>Anything that WeCom has posted, for the first time or once more.</summary>
    async Task Deliver()
    {
        if (mail.Count == 0)
        {
            return;
        }

        var waiting = mail.Where(one => !ledger.Acknowledged.Contains(one.Key)).ToList();
        await Deliver(Pick(waiting.Count == 0 || dice.Next(4) == 0 ? mail : waiting));
    }

    async Task Deliver((Post Post, string Key) one)
    {
        if (await life.Deliver(one.Post) == 200)
        {
            ledger.Acknowledged.Add(one.Key);
        }
    }

    /// <summary>Never into the last part of a token's life: there it is renewed beside the story, and no seed could be told again.</summary>
    Task Pass()
    {
        int[] seconds = [1, 5, 12, 61, 200, 3 * 3600];
        Clock.Advance(TimeSpan.FromSeconds(Pick(seconds)));
        ledger.PassTokenEnd(scene.WeCom);
        return Task.CompletedTask;
    }

    Task PowerWillGo()
    {
        life.Db.LosePower(dice.Next(1, 6), afterItsCommit: dice.Next(2) == 0);
        return Task.CompletedTask;
    }

    Task Fault()
    {
        var faults = scene.WeCom.Faults;
        var path = Pick(["message/send", "message/send", "message/update_template_card", null]);
        switch (dice.Next(7))
        {
            case 0: faults.ResetAfter(path, 1); break;
            case 1: faults.ResetBefore(path, 1); break;
            case 2: faults.ErrCode(-1, path, 2); break;
            case 3: faults.Status(502, path, 1); break;
            case 4: faults.Frequency("message/send"); break;
            case 5: life.Db.Refuse(dice.Next(1, 5)); break;
            default:
                faults.ExpireTokens();
                ledger.TokensAllowed++;
                break;
        }

        return Task.CompletedTask;
    }

    /// <summary>No more faults: everything that is due is done, until nothing is.</summary>
    async Task Calm()
    {
        const int most = 400;
        scene.WeCom.Faults.Clear();
        for (var round = 0; round < most && await Ledger.Backlog(life.Db) > 0; round++)
        {
            foreach (var hand in life.Callbacks)
            {
                await Empty(hand, "work on a callback");
            }

            foreach (var hand in life.Letters)
            {
                await Empty(hand, "send a letter");
            }

            Clock.Advance(TimeSpan.FromSeconds(round < most / 2 ? 12 : 3600));
            ledger.PassTokenEnd(scene.WeCom);
        }
    }

    async Task Empty<TRow>(Hand<TRow> hand, string step)
        where TRow : class
    {
        await Survive(("claim", () => hand.Claim(50, Clock.GetUtcNow())));
        while (!hand.IsEmpty)
        {
            await Survive((step, () => hand.Work(dice)));
        }
    }

    T Pick<T>(IReadOnlyList<T> some) => some[dice.Next(some.Count)];

    public async ValueTask DisposeAsync()
    {
        await life.DisposeAsync();
        await scene.DisposeAsync();
    }
}
