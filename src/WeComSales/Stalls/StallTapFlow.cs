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
    public Task<StallOutcome?> Answer(string stallId, string by, StallWish wish) => db.Write(async tx =>
    {
        var now = time.GetUtcNow();
        if (await tx.Stalls.ById(stallId) is not { } stall || !await StallActing.May(tx, new StallPeople(settings), stall, by, wish.Answer))
        {
            return null;
        }

        var outcome = await Apply(tx, stall, by, wish, $"page:{Ids.New(now)}", now);
        if (outcome.Done)
        {
            await ends.UpdateCards(tx, outcome.Stall, outcome.Line, $"page:{outcome.Stall.Version + 1}:{Ids.New(now)}", null, now);
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

        var may = !own.Stall.IsOpen || await StallActing.May(tx, new StallPeople(settings), own.Stall, own.Alert.Userid, wish.Answer, own.Alert.Party);
        var outcome = may
            ? await Apply(tx, own.Stall, own.Alert.Userid, wish, cause, now)
            : new StallOutcome(own.Stall, StallTexts.NotEnough, false);
        await tx.Outbox.Add(cards.Update(own.Alert, outcome.Stall, await tx.Stalls.Facts(own.Stall.OpportunityId), outcome.Line, tap.ResponseCode, cause), now);
        if (outcome.Done)
        {
            await ends.UpdateCards(tx, outcome.Stall, outcome.Line, cause, own.Alert, now);
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
            StallAnswer.Handed => (await StallActing.Receivers(tx, stall, by)).FirstOrDefault(one => one.Userid == wish.Choice) is { } rep ? stall.HandTo(rep.Userid, by, now) : null,
            StallAnswer.Asked => await Helper(tx, stall) is { } ops ? (stall with { Ops = ops }).AnsweredWith(StallAnswer.Asked, by, now) : null,
            var answer => stall.AnsweredWith(answer, by, now),
        };
        if (moved is null || !await tx.Stalls.Move(stall, moved))
        {
            return new(stall, StallTexts.Impossible(stall, wish.Answer, moved is null), false);
        }

        var terms = await StallTerms.At(tx, settings, now);
        await tx.Stalls.Step(moved, stall.State, by, await Line(tx, moved), now);
        await tx.Stalls.LookAgain(stall.OpportunityId, moved.NextStepAt(terms.Rules) ?? now.AddDays(1));
        var outcome = new StallOutcome(moved, await Line(tx, moved), true);
        await Effects(tx, outcome, wish, name, terms, cause, now);
        return outcome;
    }

    async Task Effects(Tx tx, StallOutcome outcome, StallWish wish, string name, StallTerms terms, string cause, DateTimeOffset now)
    {
        var stall = outcome.Stall;
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
            case StallAnswer.Asked:
                var asked = new SupportRequest(
                    Ids.New(now), stall.ExternalUserid, stall.OpportunityId, wish.Reason ?? StallTexts.AskFor(stall.Stage, stalled), [stall.Ops!], stall.AnsweredBy!, now);
                await tx.SupportRequests.Add(asked);
                await TellOps(tx, outcome, asked, name, terms, cause, now);
                break;
            case StallAnswer.Handled:
                foreach (var request in (await tx.SupportRequests.OpenFor(stall.AnsweredBy!, 50)).Where(one => one.OpportunityId == stall.OpportunityId))
                {
                    await tx.SupportRequests.Answer(Ids.New(now), request, stall.AnsweredBy!, StallTexts.Handled, now);
                }

                break;
        }
    }

    /// <summary>The ops card stays usable and says who asked. Where none is left to change (a digest, a code that is over), a card of its own is sent.</summary>
    async Task TellOps(Tx tx, StallOutcome outcome, SupportRequest asked, string name, StallTerms terms, string cause, DateTimeOffset now)
    {
        var (stall, ops) = (outcome.Stall, asked.Addressees[0]);
        var request = new SupportCardContent(asked, ops, stall, await tx.Stalls.Facts(stall.OpportunityId), name);
        if ((await tx.StallAlerts.Of(stall.Id)).LastOrDefault(alert => alert is { Party: StallParty.Ops, State: AlertState.Sent } && alert.Userid == ops) is { } forOps
            && await alerts.Content(tx, forOps, terms, now) is { } content
            && await tx.Cards.Spend(StallCards.TaskId(forOps.Id), now) is { } code)
        {
            await tx.Outbox.Add(cards.Asked(content, request, outcome.Line, code, cause), now);
        }
        else
        {
            await tx.Outbox.Add(cards.Support(request), now);
        }
    }

    /// <summary>Who is asked for support: the episode's ops specialist, or whoever stands in when that one left.</summary>
    async Task<string?> Helper(Tx tx, Stall stall) => stall.Ops is { } ops && await tx.Staff.ByUserid(ops) is { Active: true }
        ? ops
        : (await new StallPeople(settings).Ops(tx, stall.Owner) as Party.Found)?.Userid;

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

    async Task<string> Line(Tx tx, Stall stall) => StallTexts.Answered(
        stall.Answer!.Value, await Name(tx, stall.AnsweredBy!), stall.AnsweredAt!.Value, stall, stall.Rep is { } rep ? await Name(tx, rep) : null, settings.TimeZone);

    static async Task<string> Name(Tx tx, string userid) => (await tx.Staff.ByUserid(userid))?.Name ?? userid;
}
