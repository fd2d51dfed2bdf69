namespace WeComSales.Domain;

/// <summary>One archived message of one chat (消息).</summary>
/// <param name="Seq">Its number in the archive; later messages have higher ones.</param>
/// <param name="ExternalUserid">The customer of a chat of two; in a group the customer who wrote, null where our side wrote.</param>
/// <param name="Sender">A userid or an external_userid.</param>
/// <param name="Theirs">The customer's side wrote it.</param>
/// <param name="Kind">WeCom's <c>msgtype</c>.</param>
/// <param name="Text">What a person can read of it, in Chinese.</param>
/// <param name="Quoted">What it answers.</param>
public sealed record ChatMessage(
    string Msgid, long Seq, string Chat, string? ExternalUserid, string Sender, bool Theirs, DateTimeOffset At, string Kind, string Text, string? Quoted);

/// <summary>Where an archived message belongs.</summary>
/// <param name="Chat">The chat's id: userid~external_userid, or the group's.</param>
/// <param name="ExternalUserid">As in <see cref="ChatMessage"/>.</param>
/// <param name="Customers">On whose timelines it stands.</param>
public sealed record ChatPlace(string Chat, string? ExternalUserid, bool Theirs, IReadOnlyList<string> Customers)
{
    /// <summary>Words of our own side in a larger group are addressed to nobody in particular.</summary>
    public const int MostInGroup = 10;

    public static string OfTwo(string userid, string externalUserid) => $"{userid}~{externalUserid}";

    /// <summary>Null for a message among our own people: it concerns no customer and is not kept.</summary>
    /// <param name="isOurs">Whether an id is one of the company's members.</param>
    public static ChatPlace? Of(string from, IReadOnlyList<string> to, string? group, Predicate<string> isOurs)
    {
        var theirs = IsCustomer(from, isOurs);
        var customers = to.Append(from).Where(id => IsCustomer(id, isOurs)).Distinct().ToList();
        if (customers.Count == 0)
        {
            return null;
        }

        if (!string.IsNullOrEmpty(group))
        {
            return new(group, theirs ? from : null, theirs, theirs ? [from] : customers.Count <= MostInGroup ? customers : []);
        }

        var member = theirs ? to.FirstOrDefault(id => !IsCustomer(id, isOurs)) : from;
        return member is null ? null : new(OfTwo(member, customers[0]), customers[0], theirs, [customers[0]]);
    }

    /// <summary>WeCom's ids of customers begin with wm, those of other companies' members with wo (reference 3.2); a member may be called so too.</summary>
    static bool IsCustomer(string id, Predicate<string> isOurs) =>
        (id.StartsWith("wm", StringComparison.Ordinal) || id.StartsWith("wo", StringComparison.Ordinal)) && !isOurs(id);
}
