using System.Diagnostics.Metrics;

namespace WeComSales.Delivery;

/// <summary>Tries to send, by call and by what became of them.</summary>
static class DeliveryMeters
{
    static readonly Meter Meter = new("WeComSales.Delivery");
    static readonly Counter<long> Tries = Meter.CreateCounter<long>("wecomsales.sends");

    public static void Sent(string call, Verdict verdict) => Tries.Add(
        1, new KeyValuePair<string, object?>("call", call), new KeyValuePair<string, object?>("verdict", verdict.GetType().Name));
}
