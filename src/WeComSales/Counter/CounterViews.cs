using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Counter;

// What the page is shown, and what it sends. Ids are made by the page, so that a repeat after a lost answer is the same act.

/// <param name="By">Who acts.</param>
/// <param name="Shared">A badge chooses who acts.</param>
/// <param name="Locked">A badge has to be scanned first.</param>
/// <param name="TurnId">The badge's turn; taps name it, also when they are sent later.</param>
/// <param name="IdleSeconds">Idle for so long, the phone locks.</param>
public sealed record SeatView(string By, string Shop, bool Shared, bool Locked, string? TurnId, int IdleSeconds, bool MayManage);

/// <param name="Signal">The signal's name.</param>
public sealed record ReactionView(string Name, string Signal);

public sealed record ProductView(string Code, string Name);

/// <summary>Something that an earlier shift left open.</summary>
/// <param name="RecommendationId">Null for a service record.</param>
/// <param name="RecordId">Null for a recommendation.</param>
/// <param name="Member">The name, masked.</param>
public sealed record OpenView(string? RecommendationId, string? RecordId, string MemberCode, string Member, string What, string By, DateTimeOffset At);

/// <param name="Reactions">What a customer can do, in the order of the chips.</param>
/// <param name="Now">The service's time: taps carry it, whatever the phone's clock says.</param>
public sealed record CounterStart(Person Me, SeatView Seat, IReadOnlyList<ReactionView> Reactions, IReadOnlyList<OpenView> Open, DateTimeOffset Now);

public sealed record PurchaseView(string Product, int Quantity, DateTimeOffset At);

/// <param name="By">Null when it was in another shop.</param>
/// <param name="Mine">Of this shop: a reaction can be tapped.</param>
public sealed record RecommendationView(string Id, string Product, DateTimeOffset At, string? Reaction, string? By, bool Mine);

/// <param name="Open">Left to the next shift, in this shop.</param>
public sealed record ServiceRecordView(string Id, string Text, IReadOnlyList<string> Signals, DateTimeOffset At, string? By, bool Open);

/// <param name="Product">Null when no product has the missing thing's name.</param>
public sealed record SuggestionView(ProductView? Product, string Why);

/// <summary>A member as the counter sees them: masked, and at once.</summary>
/// <param name="Age">In words; null when no birthday is known.</param>
/// <param name="Products">What can be recommended with one tap.</param>
/// <param name="CrossShop">The member belongs to another shop; that somebody looked is written down as such.</param>
public sealed record CounterMember(
    string Code, string Name, string? Phone, string? Age, bool CrossShop, IReadOnlyList<string> Kit, IReadOnlyList<PurchaseView> Purchases,
    IReadOnlyList<RecommendationView> Recommendations, IReadOnlyList<ServiceRecordView> Records, IReadOnlyList<SuggestionView> Suggestions, IReadOnlyList<ProductView> Products);

public sealed record ProductList(IReadOnlyList<ProductView> Items);

/// <param name="At">When it was tapped; the network may have come later.</param>
/// <param name="TurnId">The badge's turn in which it was tapped; null on a phone of one's own.</param>
public sealed record RecommendRequest(string? Id, string? MemberCode, string? ProductCode, DateTimeOffset? At, string? TurnId);

public sealed record ReactRequest(string? Reaction, DateTimeOffset? At, string? TurnId);

public sealed record TapRequest(DateTimeOffset? At, string? TurnId);

public sealed record SpeechRequest(string? Text);

/// <param name="Label">To strike it.</param>
public sealed record SpokenSignal(string Label, string Name, Polarity Polarity, string Evidence);

/// <summary>What is read in spoken words; nothing is stored yet.</summary>
public sealed record SpeechView(IReadOnlyList<SpokenSignal> Signals, IReadOnlyList<string> Entities, string? NextAction);

/// <param name="Said">The raw words.</param>
/// <param name="Text">The words as confirmed; null: as said.</param>
/// <param name="LeftOpen">Something is left to the next shift.</param>
public sealed record ServiceRecordRequest(
    string? Id, string? MemberCode, string? Said, string? Text, bool Spoken, IReadOnlyList<string>? Struck, bool LeftOpen, DateTimeOffset? At, string? TurnId);

public sealed record TurnRequest(string? Id, string? Badge);

public sealed record BadgeHolderView(string Userid, string Name, bool Manager, string? BadgeId, DateTimeOffset? IssuedAt);

public sealed record BadgeList(string Shop, IReadOnlyList<BadgeHolderView> People);

public sealed record BadgeRequest(string? Id, string? Userid);

/// <summary>A badge to be printed: its code is shown this once and kept nowhere.</summary>
/// <param name="Modules">The QR code, one string of 0 and 1 for each row.</param>
public sealed record IssuedBadge(string Id, string Name, string Shop, string Code, IReadOnlyList<string> Modules);
