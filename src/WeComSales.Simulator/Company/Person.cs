namespace WeComSales.Simulator;

/// <summary>A department; the root has id 1 and no parent.</summary>
public sealed record Department(int Id, string Name, int ParentId)
{
    public List<string> Leaders { get; } = [];
}

/// <summary>A member of the company.</summary>
public sealed record Person(string UserId, string Name)
{
    /// <summary>Departments in the order of the directory; the first is the main one.</summary>
    public List<int> Departments { get; init; } = [];

    public string Position { get; init; } = "";

    /// <summary>At most one leader, as the current page of user/get says (D90196).</summary>
    public string? DirectLeader { get; init; }

    /// <summary>The shop whose counter this person stands at, as the company's own list has it; WeCom does not know.</summary>
    public string? StoreCode { get; init; }

    /// <summary>False once the person has left.</summary>
    public bool Active { get; set; } = true;

    /// <summary>False: inside the visible range, but without the basic interface licence (unlicenseduser).</summary>
    public bool Licensed { get; init; } = true;

    /// <summary>Whether 客户联系 is switched on for this member.</summary>
    public bool ContactsCustomers { get; init; } = true;
}

/// <summary>Somebody outside, met through WeChat; the id starts with wm.</summary>
public sealed record Customer(string ExternalUserId, string Name)
{
    /// <summary>The company as the WeChat user or the rep wrote it.</summary>
    public string Corp { get; init; } = "";

    public string Position { get; init; } = "";

    /// <summary>Who has this customer, by userid.</summary>
    public Dictionary<string, Follow> Follows { get; } = [];
}

/// <summary>What one member knows of one customer: the relation is per pair.</summary>
public sealed record Follow(string UserId, DateTimeOffset Since)
{
    public string Remark { get; set; } = "";

    public string Description { get; set; } = "";

    public string RemarkCorp { get; set; } = "";

    public List<string> Mobiles { get; init; } = [];

    public List<string> TagIds { get; init; } = [];

    /// <summary>How they met, in the numbers of D92114 (1 is a scanned QR code).</summary>
    public int AddWay { get; init; } = 1;

    public string? State { get; init; }

    /// <summary>Set when the customer deleted this member; the member's phone still shows the chat.</summary>
    public DateTimeOffset? LostAt { get; set; }
}

public sealed record TagGroup(string Id, string Name, IReadOnlyList<CorpTag> Tags);

public sealed record CorpTag(string Id, string Name);
