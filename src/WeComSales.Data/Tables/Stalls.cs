using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Clocks, episodes (停滞) and alerts (提醒) of opportunities.</summary>
public sealed partial class Stalls(Tx tx)
{
}
