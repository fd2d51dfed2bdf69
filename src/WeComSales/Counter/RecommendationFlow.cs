using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Counter;

/// <summary>已推荐, the reaction, and taking back: each tap counts once, at its own time, for who had the phone in hand.</summary>
public sealed class RecommendationFlow(Db db, Seats seats, CounterListFlow lists, AppSettings app, TimeProvider time)
{
    public Task<CounterOutcome> Recommend(CurrentUser account, RecommendRequest request) => With(account, request.TurnId, request.At, async (tx, hand, at, now) =>
    {
        var (member, product) = (MemberCode.Read(request.MemberCode), MemberCode.Read(request.ProductCode));
        if (member is null || await tx.Members.ByCode(member) is null)
        {
            return new CounterOutcome.Wrong(CounterTexts.NoMember);
        }

        if (product is null || (await tx.Products.ByCodes([product])).Count == 0)
        {
            return new CounterOutcome.Wrong(CounterTexts.NoProduct);
        }

        var one = new Recommendation(request.Id!, member, product, hand, at, now);
        return await tx.Recommendations.Add(one, DayOf(at)) || await tx.Recommendations.ById(one.Id) is { } same && same.Hand.Phone == hand.Phone
            ? new CounterOutcome.Done(one.Id)
            : new CounterOutcome.Refused();
    });

    DateTimeOffset DayOf(DateTimeOffset at)
    {
        var midnight = TimeZoneInfo.ConvertTime(at, app.TimeZone).Date;
        return new(midnight, app.TimeZone.GetUtcOffset(midnight));
    }

    /// <summary>Whoever of the shop sees it may tap it: what a shift left open, the next one closes.</summary>
    public Task<CounterOutcome> React(CurrentUser account, string id, ReactRequest request) => With(account, request.TurnId, request.At, async (tx, hand, at, _) =>
    {
        if (await tx.Recommendations.ById(id) is not { } one || one.Hand.StoreCode != hand.StoreCode)
        {
            return new CounterOutcome.Refused();
        }

        if ((await lists.Current(tx)).ByName(request.Reaction) is not { } reaction)
        {
            return new CounterOutcome.Wrong(CounterTexts.NoReaction);
        }

        await tx.Recommendations.React(id, reaction, hand.By, at < one.At ? one.At : at);
        return new CounterOutcome.Done(id);
    });

    public Task<CounterOutcome> Undo(CurrentUser account, string id, TapRequest request) => With(account, request.TurnId, request.At, async (tx, hand, at, now) =>
    {
        if (await tx.Recommendations.ById(id) is not { } one || one.Hand.Phone != hand.Phone || one.Hand.By != hand.By)
        {
            return new CounterOutcome.Refused();
        }

        if (one.UndoneAt is null && !one.MayUndo(at, now))
        {
            return new CounterOutcome.Late(CounterTexts.TooLate);
        }

        await tx.Recommendations.Undo(id, at);
        return new CounterOutcome.Done(id);
    });

    Task<CounterOutcome> With(CurrentUser account, string? turnId, DateTimeOffset? told, Func<Tx, CounterHand, DateTimeOffset, DateTimeOffset, Task<CounterOutcome>> act) =>
        db.Write(tx => seats.Acting(tx, account, turnId, told, time.GetUtcNow(), act));
}
