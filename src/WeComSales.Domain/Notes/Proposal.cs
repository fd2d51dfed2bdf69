namespace WeComSales.Domain;

/// <summary>A customer and one open opportunity of theirs, as a rep chooses between them; without one, the customer alone.</summary>
public sealed record CustomerPair
{
    public required string ExternalUserid { get; init; }

    /// <summary>The rep's own remark, else WeCom's nickname.</summary>
    public required string CustomerName { get; init; }

    public string? Company { get; init; }
    public string? OpportunityId { get; init; }
    public string? Code { get; init; }
    public string? Title { get; init; }
    public string? Stage { get; init; }

    /// <summary>When the rep last dealt with this customer, or added them.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>What an option on the card stands for.</summary>
public enum ProposalKind
{
    Opportunity,
    NewOpportunity,
    NewCustomer,

    /// <summary>The customer alone: only where the chat says who it is (F2c).</summary>
    Customer,
}

/// <summary>One line of the card's list: where the note could go (F2).</summary>
/// <param name="Id">Short and stable within its draft; the tap brings it back.</param>
/// <param name="Title">The opportunity's title, existing or to be made.</param>
public sealed record Proposal(
    string Id, ProposalKind Kind, string? ExternalUserid, string CustomerName, string? Company, string? OpportunityId, string? Title);

/// <summary>Chooses what the card offers: at most ten lines, the likely one first (F2a).</summary>
public static class Proposals
{
    public const int Most = 10;

    /// <param name="recent">Newest first: the sidebar's latest customer leads, then other contacts.</param>
    public static IReadOnlyList<Proposal> For(IReadOnlyList<CustomerPair> recent, string text, Reading reading)
    {
        var named = recent.Where(pair => Names(text, pair)).ToHashSet();
        var pairs = recent
            .OrderByDescending(pair => named.Contains(pair))
            .Take(Most - 1)
            .Select((pair, index) => Of(pair, index + 1));
        var stranger = named.Count == 0 ? Stranger(reading) : null;
        var created = new Proposal("new", ProposalKind.NewCustomer, null, stranger ?? "", null, null, null);

        // Somebody is named whom nobody knows yet: creating is then the likelier wish, but never the silent default.
        return [.. pairs, created];
    }

    /// <summary>The lines for a message of one customer's chat: their opportunities, the one in view first, then the customer alone, then a new one.</summary>
    public static IReadOnlyList<Proposal> ForChat(Customer customer, IReadOnlyList<Opportunity> open, string? inView)
    {
        var lines = open
            .OrderByDescending(one => one.Id == inView).ThenByDescending(one => one.LastLogAt ?? one.CreatedAt)
            .Take(Most - 2)
            .Select((one, index) => new Proposal($"p{index + 1}", ProposalKind.Opportunity, customer.ExternalUserid, customer.Name, customer.Company, one.Id, one.Title));
        return
        [
            .. lines,
            new("customer", ProposalKind.Customer, customer.ExternalUserid, customer.Name, customer.Company, null, null),
            new("opportunity", ProposalKind.NewOpportunity, customer.ExternalUserid, customer.Name, customer.Company, null, null),
        ];
    }

    static Proposal Of(CustomerPair pair, int number) => pair.OpportunityId is null
        ? new($"p{number}", ProposalKind.NewOpportunity, pair.ExternalUserid, pair.CustomerName, pair.Company, null, null)
        : new($"p{number}", ProposalKind.Opportunity, pair.ExternalUserid, pair.CustomerName, pair.Company, pair.OpportunityId, pair.Title);

    static bool Names(string text, CustomerPair pair) =>
        Contains(text, pair.CustomerName) || Contains(text, pair.Company) || Contains(text, pair.Title);

    static bool Contains(string text, string? name) =>
        name is { Length: >= 2 } && text.Contains(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A role with a surname (赵主任) that is none of the known people.</summary>
    static string? Stranger(Reading reading) => reading.Entities
        .FirstOrDefault(entity => entity.Kind == EntityKind.PersonRole && entity.Text.Length >= 3)?.Text;
}
