namespace WeComSales.Domain;

public enum SupportState { Open, Answered }

/// <summary>A rep asks for help with a customer (支援); the addressees see this customer as long as it is open.</summary>
public sealed record SupportRequest(
    string Id, string ExternalUserid, string? OpportunityId, string What, IReadOnlyList<string> Addressees, string By, DateTimeOffset At,
    SupportState State = SupportState.Open, string? AnsweredBy = null, DateTimeOffset? AnsweredAt = null, string? Answer = null);
