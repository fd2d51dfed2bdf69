using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Counter;

/// <summary>What looking a code up gave.</summary>
/// <param name="Refusal">Null when the card is there.</param>
public sealed record MemberSeen(Seat? Seat, CounterOutcome? Refusal, CounterMember? Card, IReadOnlyList<OpenView> Open);

/// <summary>From a scanned code to the member's card. Every look is written down, also one at a code that nobody has.</summary>
public sealed class MemberLookFlow(Db db, Seats seats, CounterListFlow lists, OfferShelf shelf, StoreSettings settings, AppSettings app, TimeProvider time)
{
    const int PurchasesRead = 40;
    const int Earlier = 5;
    const int RecentTaps = 200;

    /// <param name="source"><c>page</c> or <c>menu</c>.</param>
    public async Task<MemberSeen> Look(CurrentUser account, string? scanned, string source)
    {
        var now = time.GetUtcNow();
        var (seat, refusal, member) = await db.Write(tx => Admit(tx, account, MemberCode.Read(scanned), source, now));
        if (seat is null || member is null)
        {
            return new(seat, refusal, null, []);
        }

        return await db.Read(async tx => new MemberSeen(seat, null, (await Card(tx, seat, member, now)).Seen(), []));
    }

    /// <summary>The limit is exact, because looks of one phone wait for each other.</summary>
    async Task<(Seat? Seat, CounterOutcome? Refusal, Member? Member)> Admit(Tx tx, CurrentUser account, string? code, string source, DateTimeOffset now)
    {
        if (await seats.Of(tx, account, now) is not { } seat)
        {
            return (null, new CounterOutcome.Wrong(CounterTexts.NoStore), null);
        }

        if (seat.Locked)
        {
            return (seat, new CounterOutcome.Locked(), null);
        }

        await tx.Lock($"counter-looks:{account.Userid}");
        if (await tx.MemberLooks.Count(account.Userid, now.AddMinutes(-1)) >= settings.CodesPerMinute)
        {
            return (seat, new CounterOutcome.TooMany(), null);
        }

        var member = code is null ? null : await tx.Members.ByCode(code);
        await tx.MemberLooks.Add(new(Ids.New(now), code ?? "", member is not null, member is not null && member.StoreCode != seat.StoreCode, seat.Hand, source, now));
        if (seat.Turn is { } turn)
        {
            await tx.BadgeTurns.Touch(turn.Id, now);
        }

        return (seat, code is null ? new CounterOutcome.Wrong(CounterTexts.NoCode) : member is null ? new CounterOutcome.Refused() : null, member);
    }

    async Task<MemberReading> Card(Tx tx, Seat seat, Member member, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, app.TimeZone).DateTime);
        var inUse = await lists.Current(tx);
        var kit = await tx.Purchases.Kit(member.Code);
        var offered = await Offered(tx, member, kit, inUse, today);
        var card = MemberCard.From(member, await tx.Purchases.OfMember(member.Code, PurchasesRead), kit, offered, inUse, today, now);
        var recommendations = await tx.Recommendations.OfMember(member.Code, Earlier);
        var records = await tx.ServiceRecords.OfMember(member.Code, Earlier);
        var recent = (await tx.Recommendations.RecentProducts(seat.StoreCode, RecentTaps)).Take(MemberReading.ProductsOffered).ToList();
        var products = card.Purchases.Select(one => one.ProductCode).Concat(recommendations.Select(one => one.ProductCode)).Concat(recent).Distinct();
        var people = recommendations.Select(one => one.Hand.By).Concat(records.Select(one => one.Hand.By)).Distinct();
        return new(seat, card, offered, recommendations, records, recent, await tx.Products.ByCodes([.. products]), await tx.Staff.ByUserids([.. people]));
    }

    /// <summary>What could be offered: of the categories of the age, and whatever is named like a missing thing.</summary>
    async Task<IReadOnlyList<Product>> Offered(Tx tx, Member member, IReadOnlyList<string> kit, CounterLists lists, DateOnly today)
    {
        var age = member.BabyBirthday is { } birthday ? BabyAge.On(birthday, today) : (BabyAge?)null;
        var found = new List<Product>();
        foreach (var item in kit.Take(MemberCard.MostSuggestions))
        {
            found.AddRange(await shelf.Like(tx, item));
        }

        found.AddRange(await shelf.Of(tx, MemberCard.Categories(age, lists)));
        return [.. found.DistinctBy(product => product.Code)];
    }
}
