namespace WeComSales.Domain;

/// <summary>A call with a customer (通话), as the company's telephone system tells it.</summary>
/// <param name="Id">The company's own key.</param>
/// <param name="Seconds">0 for one that nobody answered.</param>
public sealed record PhoneCall(string Id, string Userid, string ExternalUserid, DateTimeOffset StartedAt, int Seconds);
