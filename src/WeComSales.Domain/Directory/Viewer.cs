namespace WeComSales.Domain;

/// <summary>Whose customers somebody sees (product.md, "Who is who, who sees what").</summary>
public enum Sight
{
    /// <summary>No customer at all: members only, or settings only.</summary>
    None,

    /// <summary>Customers they follow or whose open opportunity they own.</summary>
    Own,

    /// <summary>Customers of the people in the departments they lead and below.</summary>
    Team,

    /// <summary>Customers with an episode or a support request addressed to them.</summary>
    Addressed,
}

/// <summary>The person who looks. Every query about customers takes one, so that no route decides for itself.</summary>
public sealed record Viewer(string Userid, Role Role)
{
    public Sight Sight => Role switch
    {
        Role.Rep => Sight.Own,
        Role.Manager or Role.Director => Sight.Team,
        Role.Ops or Role.Presales => Sight.Addressed,
        _ => Sight.None,
    };

    /// <summary>Chat text is shown masked, nothing can be changed, and each look is audited.</summary>
    public bool OnlyLooks => Sight == Sight.Team;
}
