using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Counter;

/// <summary>Who stands at the counter with this phone: the account that is signed in, and who of the shop has it in hand.</summary>
/// <param name="By">Who acts: the badge's owner on a shared phone, else the account itself.</param>
/// <param name="Turn">The badge's turn; null on a phone of one's own.</param>
/// <param name="Locked">Nobody has it in hand: it was idle, given back, or the badge is out of force.</param>
public sealed record Seat(CurrentUser Account, Staff By, string StoreCode, BadgeTurn? Turn, bool Locked)
{
    public bool IsShared => Turn is not null;

    public CounterHand Hand => new(By.Userid, Account.Userid, Turn?.Id, StoreCode);

    /// <summary>Rights are the account's; who has it in hand must have them too, or a clerk's badge would do on the manager's phone.</summary>
    public bool MayManage => Account.Role == Role.StoreManager && By.Role == Role.StoreManager && !Locked;
}

/// <summary>Finds out who stands there.</summary>
public sealed class Seats(StoreSettings settings)
{
    /// <summary>Clocks of phones and of the service differ by this much and no harm is done.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>Null for somebody without a shop.</summary>
    public async Task<Seat?> Of(Tx tx, CurrentUser account, DateTimeOffset now)
    {
        var staff = await tx.Staff.ByUserid(account.Userid);
        if (staff?.StoreCode is not { Length: > 0 } store)
        {
            return null;
        }

        // The last badge decides: somebody else's makes the phone a shared one, one's own makes it one's own again.
        var turn = await tx.BadgeTurns.Last(account.Userid);
        if (turn is not { IsSomebodyElses: true })
        {
            return new(account, staff, store, null, false);
        }

        var by = await tx.Staff.ByUserid(turn.Userid);
        return new(account, by ?? staff, store, turn, turn.IsLocked(now, settings.IdleLock) || by is not { Active: true } || by.StoreCode != store);
    }

    /// <summary>Acts in whose hand a tap was, at its own time; says why where that cannot be.</summary>
    /// <param name="told">When it was tapped, as the phone tells it.</param>
    public async Task<CounterOutcome> Acting(
        Tx tx, CurrentUser account, string? turnId, DateTimeOffset? told, DateTimeOffset now, Func<Tx, CounterHand, DateTimeOffset, DateTimeOffset, Task<CounterOutcome>> act)
    {
        if (await Of(tx, account, now) is not { } seat)
        {
            return new CounterOutcome.Wrong(CounterTexts.NoStore);
        }

        var at = TapTime.Of(told, now);
        if (await HandOf(tx, seat, turnId, at) is not { } hand)
        {
            return new CounterOutcome.Locked();
        }

        if (hand.TurnId is { } turn)
        {
            await tx.BadgeTurns.Touch(turn, at);
        }

        return await act(tx, hand, at, now);
    }

    /// <summary>
    /// Whose hand a tap was, which may have waited for a network: the turn that the page names, as long as it covers the time.
    /// Null where that cannot be: somebody else's turn, a time before it began or after it ended, a shared phone without a badge.
    /// </summary>
    static async Task<CounterHand?> HandOf(Tx tx, Seat seat, string? turnId, DateTimeOffset at)
    {
        if (turnId is null)
        {
            return !seat.IsShared || at < seat.Turn!.BeganAt ? new(seat.Account.Userid, seat.Account.Userid, null, seat.StoreCode) : null;
        }

        return await tx.BadgeTurns.ById(turnId) is { } turn && turn.Phone == seat.Account.Userid && turn.StoreCode == seat.StoreCode && turn.Covers(at, Slack)
            ? new(turn.Userid, seat.Account.Userid, turn.Id, seat.StoreCode)
            : null;
    }
}
