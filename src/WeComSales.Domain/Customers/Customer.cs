namespace WeComSales.Domain;

/// <summary>Somebody outside the company whom a rep has added in WeCom.</summary>
/// <param name="Name">The nickname that WeCom shows.</param>
/// <param name="OwnerUserid">Only what an import said; otherwise it is whoever owns their first open opportunity, else the earliest follower.</param>
/// <param name="Tags">Only what an import said; a rep's own tags hang on the <see cref="Follow"/>.</param>
/// <param name="AddedAt">When the first member of the company added them.</param>
public sealed record Customer(
    string ExternalUserid,
    string Name,
    string? Company,
    string? Phone,
    string? OwnerUserid,
    IReadOnlyList<string> Tags,
    DateTimeOffset? AddedAt,
    DateTimeOffset FirstSeenAt)
{
    /// <summary>What WeCom shows now. A name or firm that the company itself has imported stays as it was imported.</summary>
    /// <param name="known">Null for somebody seen for the first time.</param>
    public static Customer Seen(SeenCustomer seen, Customer? known, bool nameIsImported, bool companyIsImported, DateTimeOffset now)
    {
        var customer = known ?? new(seen.ExternalUserid, seen.Name, null, null, null, [], null, now);
        var added = seen.Follows.Select(follow => (DateTimeOffset?)follow.AddedAt).Append(customer.AddedAt).Min();
        return customer with
        {
            Name = nameIsImported || seen.Name.Length == 0 ? customer.Name : seen.Name,
            Company = companyIsImported ? customer.Company : seen.Company ?? customer.Company,
            AddedAt = added,
        };
    }
}

/// <summary>A customer as WeCom shows them, with the members who follow them as far as one answer tells.</summary>
public sealed record SeenCustomer(string ExternalUserid, string Name, string? Company, IReadOnlyList<Follow> Follows)
{
    /// <summary>Null for somebody who was erased and whom nobody added since: then WeCom's data of them is not ours to keep.</summary>
    /// <param name="erased">Until when, by external_userid.</param>
    public SeenCustomer? Since(IReadOnlyDictionary<string, DateTimeOffset> erased) =>
        !erased.TryGetValue(ExternalUserid, out var at) || Follows.Any(follow => follow.AddedAt > at) ? this : null;
}

/// <summary>Why a member and a customer are no longer connected.</summary>
public enum FollowEnd
{
    /// <summary>The member deleted the customer (del_external_contact).</summary>
    Member,

    /// <summary>The customer deleted the member (del_follow_user).</summary>
    Customer,

    /// <summary>A complete answer of WeCom no longer shows it; no event told why.</summary>
    Absent,
}

/// <summary>One member follows one customer; how this member calls them and has tagged them.</summary>
/// <param name="AddedAt">When this member added the customer: starts the first-label and lead clocks.</param>
/// <param name="Channel">The state of the contact way through which they came.</param>
public sealed record Follow(
    string ExternalUserid,
    string Userid,
    string? Remark,
    string? RemarkCompany,
    IReadOnlyList<string> RemarkMobiles,
    string? Description,
    IReadOnlyList<Tag> Tags,
    DateTimeOffset AddedAt,
    string? Channel,
    DateTimeOffset? EndedAt,
    FollowEnd? EndReason)
{
    /// <summary>
    /// What WeCom shows now, on top of what is known. WeCom goes on showing a member whom the customer has deleted, so
    /// that end stands until the customer is added again.
    /// </summary>
    public static Follow Seen(Follow? known, Follow seen)
    {
        var addedAt = known is not null && known.AddedAt > seen.AddedAt ? known.AddedAt : seen.AddedAt;
        var stillLost = known is { EndReason: FollowEnd.Customer, EndedAt: { } lost } && addedAt <= lost;
        return seen with
        {
            AddedAt = addedAt,
            EndedAt = stillLost ? known!.EndedAt : null,
            EndReason = stillLost ? FollowEnd.Customer : null,
        };
    }

    /// <summary>They were added at this time; an end before it is over.</summary>
    public Follow Added(DateTimeOffset at) => this with
    {
        AddedAt = at > AddedAt ? at : AddedAt,
        EndedAt = EndedAt < at ? null : EndedAt,
        EndReason = EndedAt < at ? null : EndReason,
    };

    /// <summary>They were parted at this time, unless they were added after it. Of several ends the first one counts.</summary>
    public Follow Ended(FollowEnd reason, DateTimeOffset at) =>
        at < AddedAt || EndedAt <= at ? this : this with { EndedAt = at, EndReason = reason };

    /// <summary>The same relation with the same words and labels; lists are compared by what is in them.</summary>
    public bool IsSameAs(Follow other) =>
        this with { RemarkMobiles = [], Tags = [] } == other with { RemarkMobiles = [], Tags = [] }
        && RemarkMobiles.SequenceEqual(other.RemarkMobiles)
        && Tags.SequenceEqual(other.Tags);

    /// <summary>The batch answer leaves personal tags out (P-07): those that are known stay.</summary>
    public Follow KeepingPersonalTags(Follow? known) =>
        known is null ? this : this with { Tags = [.. Tags, .. known.Tags.Where(tag => tag.Id is null && !Tags.Contains(tag))] };
}

/// <summary>A label on a customer; without an id it is a member's personal one.</summary>
public sealed record Tag(string? Id, string? Group, string Name);
