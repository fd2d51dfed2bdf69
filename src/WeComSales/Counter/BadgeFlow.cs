using System.Security.Cryptography;
using System.Text;
using QRCoder;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Counter;

/// <summary>Badges: issued and taken out of force by the shop's manager; scanned, they take a shared phone in hand.</summary>
public sealed class BadgeFlow(Db db, Seats seats, TimeProvider time)
{
    const int MostPeople = 200;

    // The free border that a QR code needs (ISO/IEC 18004) is drawn by the page.
    const int Border = 4;

    /// <summary>Everybody of the shop with their badges; null for who may not manage here.</summary>
    public Task<BadgeList?> People(CurrentUser account) => db.Read(async tx => await Managing(tx, account, time.GetUtcNow()) is { } seat
        ? new BadgeList(
            Name(await tx.Badges.Shop(seat.StoreCode)),
            [.. (await tx.Badges.Holders(seat.StoreCode, MostPeople)).Select(one => new BadgeHolderView(
                one.Userid, one.Name, one.Role == Roles.Word(Role.StoreManager), one.BadgeId, one.IssuedAt))])
        : null);

    /// <summary>A new badge, shown this once; the person's earlier one is no longer in force.</summary>
    public Task<(CounterOutcome Outcome, IssuedBadge? Badge)> Issue(CurrentUser account, BadgeRequest request)
    {
        // Drawn before the transaction, which may run more than once.
        var code = Badge.CodeOf(RandomNumberGenerator.GetBytes(Badge.RandomBytes));
        return db.Write<(CounterOutcome, IssuedBadge?)>(async tx =>
        {
            var now = time.GetUtcNow();
            if (await Managing(tx, account, now) is not { } seat)
            {
                return (new CounterOutcome.Refused(), null);
            }

            var holder = request.Userid is null ? null : (await tx.Badges.Holders(seat.StoreCode, MostPeople)).FirstOrDefault(one => one.Userid == request.Userid);
            if (holder is null)
            {
                return (new CounterOutcome.Wrong(CounterTexts.NobodyHere), null);
            }

            return await tx.Badges.Add(new(request.Id!, Hash(code), holder.Userid, seat.StoreCode, seat.By.Userid, now))
                ? (new CounterOutcome.Done(request.Id!), new(request.Id!, holder.Name, Name(await tx.Badges.Shop(seat.StoreCode)), code, Modules(code)))
                : (new CounterOutcome.Late(CounterTexts.BadgeThere), null);
        });
    }

    public Task<CounterOutcome> Revoke(CurrentUser account, string id) => db.Write<CounterOutcome>(async tx =>
    {
        var now = time.GetUtcNow();
        return await Managing(tx, account, now) is { } seat && await tx.Badges.Revoke(id, seat.StoreCode, seat.By.Userid, now)
            ? new CounterOutcome.Done(id)
            : new CounterOutcome.Refused();
    });

    /// <summary>A badge was scanned on a phone: its owner has it in hand from now on.</summary>
    public Task<CounterOutcome> Begin(CurrentUser account, TurnRequest request) => db.Write<CounterOutcome>(async tx =>
    {
        var now = time.GetUtcNow();
        if (await seats.Of(tx, account, now) is not { } seat)
        {
            return new CounterOutcome.Wrong(CounterTexts.NoStore);
        }

        // One answer for every badge that does not do here: a stranger learns nothing from it.
        if (Badge.Read(request.Badge) is not { } code || await tx.Badges.InForce(Hash(code)) is not { } badge || badge.StoreCode != seat.StoreCode)
        {
            return new CounterOutcome.Wrong(CounterTexts.WrongBadge);
        }

        return await tx.BadgeTurns.Add(new(request.Id!, account.Userid, badge.Id, badge.Userid, badge.StoreCode, now, now, null))
                || await tx.BadgeTurns.ById(request.Id!) is { } same && same.Phone == account.Userid && same.BadgeId == badge.Id
            ? new CounterOutcome.Done(request.Id!)
            : new CounterOutcome.Refused();
    });

    /// <summary>The phone is given back. One's own phone has nobody to give it back to.</summary>
    public Task<CounterOutcome> Lock(CurrentUser account) => db.Write<CounterOutcome>(async tx =>
    {
        await tx.BadgeTurns.End(account.Userid, time.GetUtcNow());
        return new CounterOutcome.Done(account.Userid);
    });

    async Task<Seat?> Managing(Tx tx, CurrentUser account, DateTimeOffset now) => await seats.Of(tx, account, now) is { MayManage: true } seat ? seat : null;

    static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    static string Name(Shop shop) => shop.Name ?? shop.Code;

    static List<string> Modules(string code)
    {
        using var made = new QRCodeGenerator();
        using var qr = made.CreateQrCode(code, QRCodeGenerator.ECCLevel.M);
        var size = qr.ModuleMatrix.Count;
        return [.. qr.ModuleMatrix.Skip(Border).Take(size - (2 * Border)).Select(row =>
            string.Concat(Enumerable.Range(Border, size - (2 * Border)).Select(column => row[column] ? '1' : '0')))];
    }
}
