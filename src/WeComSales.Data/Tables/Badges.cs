using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Somebody of a shop, and since when their badge is in force.</summary>
public sealed class BadgeHolder
{
    public required string Userid { get; init; }
    public required string Name { get; init; }
    public required string Role { get; init; }
    public string? BadgeId { get; init; }
    public DateTimeOffset? IssuedAt { get; init; }
}

/// <summary>A shop (门店) with the name that the directory gives it.</summary>
public sealed class Shop
{
    public required string Code { get; init; }
    public string? Name { get; init; }
}

/// <summary>Badges (工牌) and the shops whose people carry them.</summary>
public sealed class Badges(Tx tx)
{
    const string Columns = "id, code_hash, userid, store_code, issued_by, issued_at";

    /// <summary>A new badge; the person's earlier one is no longer in force, nor is what it holds. False when this id is there.</summary>
    public async Task<bool> Add(Badge badge)
    {
        if (await tx.One<string>("select id from badges where id = @Id", new { badge.Id }) is not null)
        {
            return false;
        }

        foreach (var earlier in await tx.All<string>("select id from badges where userid = @Userid and revoked_at is null", new { badge.Userid }))
        {
            await End(earlier, badge.IssuedBy, badge.IssuedAt);
        }

        return 1 == await tx.InsertIfAbsent("badges", "id", Columns,
            new { badge.Id, badge.CodeHash, badge.Userid, badge.StoreCode, badge.IssuedBy, badge.IssuedAt });
    }

    /// <summary>Null when no badge in force has this code, or its owner no longer works in that shop.</summary>
    public async Task<Badge?> InForce(string codeHash) =>
        (await tx.One<Row>(
            """
            select b.id, b.code_hash, b.userid, b.store_code, b.issued_by, b.issued_at from badges b
            join staff s on s.userid = b.userid and s.store_code = b.store_code and s.left_at is null
            where b.code_hash = @codeHash and b.revoked_at is null
            """,
            new { codeHash }))?.Badge;

    /// <summary>Whoever works in a shop, with their badge in force.</summary>
    public Task<IReadOnlyList<BadgeHolder>> Holders(string storeCode, int count) => tx.All<BadgeHolder>(
        $"""
        select s.userid, s.name, s.role, b.id as badge_id, b.issued_at from staff s
        left join badges b on b.userid = s.userid and b.revoked_at is null
        where s.store_code = @storeCode and s.left_at is null and s.role in ('clerk', 'store_manager') order by s.role desc, s.name, s.userid {tx.Dialect.Limit}
        """,
        new { storeCode, count });

    /// <summary>Taken out of force, with the phones that it has in hand. False when it was none of this shop's in force.</summary>
    public async Task<bool> Revoke(string id, string storeCode, string by, DateTimeOffset at) =>
        await tx.One<string>("select id from badges where id = @id and store_code = @storeCode", new { id, storeCode }) is not null
        && await End(id, by, at);

    /// <summary>The shop's name: the department of whoever leads it, else of anybody there.</summary>
    public async Task<Shop> Shop(string code) => await Shops([code]) is [var known] ? known : new Shop { Code = code };

    /// <param name="codes">At most 500.</param>
    public Task<IReadOnlyList<Shop>> Shops(IReadOnlyCollection<string> codes) => tx.All<Shop>(
        """
        select s.store_code as code, coalesce(max(case when s.role = 'store_manager' then d.name end), max(d.name)) as name
        from staff s left join departments d on d.id = s.department_id
        where s.store_code in @codes and s.left_at is null group by s.store_code order by s.store_code
        """,
        new { codes = tx.Many(codes) });

    /// <summary>The shops whose people are in departments that somebody leads, and below.</summary>
    public Task<IReadOnlyList<string>> ShopsUnder(Viewer viewer, int count) => tx.All<string>(
        $"""
        select distinct s.store_code from department_leaders l
        join department_tree t on t.ancestor_id = l.department_id
        join staff s on s.department_id = t.department_id and s.store_code is not null and s.left_at is null
        where l.userid = @viewer order by s.store_code {tx.Dialect.Limit}
        """,
        new { viewer = viewer.Userid, count });

    async Task<bool> End(string id, string by, DateTimeOffset at)
    {
        await tx.Run("update badge_turns set ended_at = @at where badge_id = @id and ended_at is null", new { id, at });
        return 1 == await tx.Run("update badges set revoked_at = @at, revoked_by = @by where id = @id and revoked_at is null", new { id, by, at });
    }

    sealed class Row
    {
        public required string Id { get; init; }
        public required string CodeHash { get; init; }
        public required string Userid { get; init; }
        public required string StoreCode { get; init; }
        public required string IssuedBy { get; init; }
        public required DateTimeOffset IssuedAt { get; init; }

        public Badge Badge => new(Id, CodeHash, Userid, StoreCode, IssuedBy, IssuedAt);
    }
}
