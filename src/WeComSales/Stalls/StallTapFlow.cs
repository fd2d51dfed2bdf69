using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.Stalls;

/// <summary>What somebody wants to do with an episode: by a tap on the card, or on the page.</summary>
/// <param name="Choice">Of a hand-over the rep's userid; otherwise null.</param>
public sealed record StallWish(StallAnswer Answer, int Days = 0, string? Reason = null, string? Choice = null);

/// <summary>How it stands after somebody wished something: told the same to the first tap and to the fifth.</summary>
/// <param name="Stall">As it is now.</param>
/// <param name="Line">What to show.</param>
public sealed record StallOutcome(Stall Stall, string Line, bool Done);

/// <summary>
/// Taps on stall cards and answers from the page. An answer stops the escalation and changes the other people's cards;
/// only a real act ends the episode.
/// </summary>
public sealed class StallTapFlow(Db db, StallCards cards, StallAlertFlow alerts, StallEndFlow ends, AppSettings settings, TimeProvider time)
{
    public Task Tapped(ClaimedCallback row, TemplateCardEvent tap) => db.Write(async tx =>
    {
        var now = time.GetUtcNow();
        var told = await Tapped(tx, row, tap, now);
        await tx.Inbox.Finish(row, told, now);
    });

    /// <summary>为什么提醒我: the reason as a message, with the page behind it.</summary>
    public Task Asked(ClaimedCallback row, TemplateCardMenuEvent tap) => db.Write(async tx =>
    {
        var now = time.GetUtcNow();
        if (await Own(tx, tap.TaskId, tap.FromUserName) is { } own && tap.EventKey == StallCards.WhyKey)
        {
            var terms = await StallTerms.At(tx, settings, now);
            var elapsed = StallTexts.Stalled(await StallAlertFlow.Elapsed(tx, own.Stall, terms, now), own.Stall.Hours);
            await tx.Outbox.Add(
                cards.Say(own.Alert.Userid, StallReasons.Short(own.Stall, own.Alert, elapsed, cards.StallPage(own.Stall), settings.TimeZone), $"{own.Alert.Id}:why:{row.Seq}"), now);
        }

        await tx.Inbox.Finish(row, "why", now);
    });

    /// <summary>From the page; null when the episode is not the person's to answer.</summary>
    public Task<StallOutcome?> Answer(string stallId, string by, bool leads, StallWish wish) => db.Write(async tx =>
    {
        var now = time.GetUtcNow();
        if (await tx.Stalls.ById(stallId) is not { } stall || !May(stall, by, leads, wish.Answer))
        {
            return null;
        }

        var outcome = await Apply(tx, stall, by, wish, $"page:{Ids.New(now)}", now);
        if (outcome.Done)
        {
            await Spread(tx, outcome, null, $"page:{outcome.Stall.Version + 1}:{Ids.New(now)}", now);
        }

        return (StallOutcome?)outcome;
    });

    async Task<string> Tapped(Tx tx, ClaimedCallback row, TemplateCardEvent tap, DateTimeOffset now)
    {
        var cause = $"tap:{row.Seq}";
        if (await Own(tx, tap.TaskId, tap.FromUserName) is not { } own || Wish(tap) is not { } wish)
        {
            await tx.Outbox.Add(cards.Refuse(tap.TaskId, tap.FromUserName ?? "", tap.ResponseCode, cause), now);
            return "refused";
        }

        var outcome = Parties(wish.Answer).Contains(own.Alert.Party)
            ? await Apply(tx, own.Stall, own.Alert.Userid, wish, cause, now)
            : new StallOutcome(own.Stall, StallTexts.NotEnough, false);
        await tx.Outbox.Add(cards.Update(own.Alert, outcome.Stall, await tx.Stalls.Facts(own.Stall.OpportunityId), outcome.Line, tap.ResponseCode, cause), now);
        if (outcome.Done)
        {
            await Spread(tx, outcome, own.Alert, cause, now);
        }

        return $"stall {outcome.Stall.Id}: {outcome.Stall.State}";
    }

    async Task<StallOutcome> Apply(Tx tx, Stall stall, string by, StallWish wish, string cause, DateTimeOffset now)
    {
        var name = await Name(tx, by);
        if (!stall.IsOpen)
        {
            return new(stall, StallTexts.Ended(stall, stall.EndedBy is { } ended ? await Name(tx, ended) : null, settings.TimeZone), false);
        }

        if (stall.Answer == wish.Answer && stall.AnsweredBy == by && stall.State is StallState.Answered or StallState.Postponed)
        {
            return new(stall, await Line(tx, stall), false);
        }

        var moved = wish.Answer switch
        {
            StallAnswer.Postponed => stall.Postpone(wish.Days, wish.Reason ?? "", by, now),
            StallAnswer.Handed => wish.Choice is { } rep && await tx.Staff.ByUserid(rep) is { Active: true } ? stall.HandTo(rep, by, now) : null,
            var answer => stall.AnsweredWith(answer, by, now),
        };
        if (moved is null || !await tx.Stalls.Move(stall, moved))
        {
            return new(stall, stall.Postponements >= Stall.MostPostponements && wish.Answer == StallAnswer.Postponed ? StallTexts.PostponedTwice : StallTexts.NotEnough, false);
        }

        var terms = await StallTerms.At(tx, settings, now);
        await tx.Stalls.Step(moved, stall.State, by, await Line(tx, moved), now);
        await tx.Stalls.LookAgain(stall.OpportunityId, moved.NextStepAt(terms.Rules) ?? now.AddDays(1));
        await Effects(tx, moved, wish, name, terms, cause, now);
        return new(moved, await Line(tx, moved), true);
    }

    async Task Effects(Tx tx, Stall stall, StallWish wish, string name, StallTerms terms, string cause, DateTimeOffset now)
    {
        var stalled = StallTexts.Stalled(await StallAlertFlow.Elapsed(tx, stall, terms, now), stall.Hours);
        switch (wish.Answer)
        {
            case StallAnswer.Urged when stall.Rep is { } rep && await tx.Stalls.Facts(stall.OpportunityId) is { } facts:
                await tx.Outbox.Add(cards.Say(rep, StallTexts.Urging(name, facts, stalled, cards.FollowUpPage(stall)), $"{stall.Id}:urge:{cause}"), now);
                break;
            case StallAnswer.Handed:
                var scan = new Scanning(tx, terms, new StallPeople(settings), now, new Counts());
                await tx.StallAlerts.Add([StallAddressing.Alert(
                    scan, AlertedOf.Stall(stall), StallParty.Rep, "", StallTexts.Found(FoundBy.Handed), stall.Rep!, terms.Sending.NextWorking(now))]);
                break;
            case StallAnswer.Asked when stall.Ops is { } ops:
                await tx.SupportRequests.Add(new SupportRequest(
                    Ids.New(now), stall.ExternalUserid, stall.OpportunityId, wish.Reason ?? StallTexts.AskFor(stall.Stage, stalled), [ops], stall.AnsweredBy!, now));
                break;
            case StallAnswer.Handled:
                foreach (var request in (await tx.SupportRequests.OpenFor(stall.AnsweredBy!, 50)).Where(one => one.OpportunityId == stall.OpportunityId))
                {
                    await tx.SupportRequests.Answer(Ids.New(now), request, stall.AnsweredBy!, StallTexts.Handled, now);
                }

                break;
        }
    }

    /// <summary>The other people's cards say what was done; the ops card stays usable when support was asked for.</summary>
    async Task Spread(Tx tx, StallOutcome outcome, StallAlert? tapped, string cause, DateTimeOffset now)
    {
        var stall = outcome.Stall;
        if (stall.Answer == StallAnswer.Asked
            && (await tx.StallAlerts.Of(stall.Id)).LastOrDefault(alert => alert is { Party: StallParty.Ops, State: AlertState.Sent }) is { } forOps
            && await alerts.Content(tx, forOps, await StallTerms.At(tx, settings, now), now) is { } content
            && await tx.Cards.Spend(StallCards.TaskId(forOps.Id), now) is { } code)
        {
            await tx.Outbox.Add(cards.Asked(content, outcome.Line, code, cause), now);
        }

        await ends.UpdateCards(tx, stall, outcome.Line, cause, tapped, now);
    }

    static async Task<(StallAlert Alert, Stall Stall)?> Own(Tx tx, string taskId, string? userid) =>
        await tx.StallAlerts.ById(StallCards.AlertId(taskId)) is { } alert && alert.Userid == userid && await tx.Stalls.ById(alert.StallId) is { } stall
            ? (alert, stall)
            : null;

    static StallWish? Wish(TemplateCardEvent tap)
    {
        var choice = tap.SelectedItems.FirstOrDefault(item => item.QuestionKey == StallCards.ChoiceKey) is { OptionIds: [var chosen, ..] } ? chosen : null;
        return tap.EventKey switch
        {
            StallCards.SupportKey => new(StallAnswer.Asked),
            StallCards.PostponeKey => StallCards.Postponement(choice) is { } chosenDays ? new(StallAnswer.Postponed, chosenDays.Days, chosenDays.Reason) : null,
            StallCards.UrgeKey => new(StallAnswer.Urged),
            StallCards.HandKey => new(StallAnswer.Handed, Choice: choice),
            StallCards.OfferKey => new(StallAnswer.Supporting),
            StallCards.HandledKey => new(StallAnswer.Handled),
            _ => null,
        };
    }

    static StallParty[] Parties(StallAnswer answer) => answer switch
    {
        StallAnswer.Asked or StallAnswer.Postponed => [StallParty.Rep],
        StallAnswer.Urged or StallAnswer.Handed => [StallParty.Manager, StallParty.Leader],
        _ => [StallParty.Ops, StallParty.Missing],
    };

    /// <param name="leads">Whether the person leads the owner's department or one above it.</param>
    static bool May(Stall stall, string by, bool leads, StallAnswer answer) => Parties(answer)[0] switch
    {
        StallParty.Rep => stall.Rep == by,
        StallParty.Manager => leads || stall.Manager == by || stall.Leader == by,
        _ => stall.Ops == by,
    };

    async Task<string> Line(Tx tx, Stall stall) => StallTexts.Answered(
        stall.Answer!.Value, await Name(tx, stall.AnsweredBy!), stall.AnsweredAt!.Value, stall, stall.Rep is { } rep ? await Name(tx, rep) : null, settings.TimeZone);

    static async Task<string> Name(Tx tx, string userid) => (await tx.Staff.ByUserid(userid))?.Name ?? userid;
}
