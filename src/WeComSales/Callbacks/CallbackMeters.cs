using System.Diagnostics.Metrics;
using WeComSales.WeCom;

namespace WeComSales.Callbacks;

/// <summary>What arrives and what is turned away, counted.</summary>
static class CallbackMeters
{
    static readonly Meter Meter = new("WeComSales.Callbacks");
    static readonly Counter<long> Stored = Meter.CreateCounter<long>("wecomsales.callbacks.stored");
    static readonly Counter<long> Repeated = Meter.CreateCounter<long>("wecomsales.callbacks.repeated");
    static readonly Counter<long> Refusals = Meter.CreateCounter<long>("wecomsales.callbacks.refused");

    static readonly Counter<long> WithoutEffect = Meter.CreateCounter<long>("wecomsales.callbacks.kept");

    public static void Accepted(bool isNew) => (isNew ? Stored : Repeated).Add(1);

    public static void Unused(string kind) => WithoutEffect.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public static void Refused(CallbackRefusal refusal) =>
        Refusals.Add(1, new KeyValuePair<string, object?>("reason", refusal));
}
