using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Counter;

/// <summary>Spoken or typed words become a service record: what is read in them is shown, one tap keeps it with the raw words.</summary>
public sealed class ServiceRecordFlow(Db db, Seats seats, LiveReader signals, TimeProvider time)
{
    /// <summary>What is read in the words; nothing is stored.</summary>
    public Reading Read(string text) => signals.Read(text, time.GetUtcNow());

    public Task<CounterOutcome> Confirm(CurrentUser account, ServiceRecordRequest request) => db.Write(tx =>
        seats.Acting(tx, account, request.TurnId, request.At, time.GetUtcNow(), async (tx, hand, at, now) =>
        {
            var member = MemberCode.Read(request.MemberCode);
            if (member is null || await tx.Members.ByCode(member) is null)
            {
                return new CounterOutcome.Wrong(CounterTexts.NoMember);
            }

            var (said, text) = (request.Said!.Trim(), request.Text?.Trim() is { Length: > 0 } edited ? edited : request.Said.Trim());
            var record = ServiceRecord.From(request.Id!, member, hand, (said, text, request.Spoken), signals.Read(text, at), [.. request.Struck ?? []], request.LeftOpen, at, now);
            return await tx.ServiceRecords.Add(record) || await tx.ServiceRecords.ById(record.Id) is { } same && same.Hand.Phone == hand.Phone
                ? new CounterOutcome.Done(record.Id)
                : new CounterOutcome.Refused();
        }));

    /// <summary>What an earlier shift left is seen to.</summary>
    public Task<CounterOutcome> Done(CurrentUser account, string id, TapRequest request) => db.Write(tx =>
        seats.Acting(tx, account, request.TurnId, request.At, time.GetUtcNow(), async (tx, hand, at, _) =>
        {
            if (await tx.ServiceRecords.ById(id) is not { } record || record.Hand.StoreCode != hand.StoreCode)
            {
                return new CounterOutcome.Refused();
            }

            await tx.ServiceRecords.Done(id, hand.By, at);
            return new CounterOutcome.Done(id);
        }));
}
