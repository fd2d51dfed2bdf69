using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>The kind under which imports of customers remember what they said.</summary>
public static class ImportedCustomer
{
    public const string Kind = "customers";
}

/// <summary>What a save did to what was known.</summary>
public enum Saved { Added, Changed, Unchanged }

/// <summary>Writes what WeCom shows of a customer, inside the caller's transaction.</summary>
static class CustomerRecord
{
    public static async Task<Saved> Save(Tx tx, SeenCustomer seen, DateTimeOffset now)
    {
        var known = await tx.Customers.ByExternalId(seen.ExternalUserid);
        var imported = (await tx.Imported.Of(ImportedCustomer.Kind, [seen.ExternalUserid])).GetValueOrDefault(seen.ExternalUserid);
        var customer = Customer.Seen(seen, known, IsSaid(imported, "name"), IsSaid(imported, "company"), now);
        await tx.Customers.Put(customer, now);
        return known is null ? Saved.Added : known with { Tags = customer.Tags } == customer ? Saved.Unchanged : Saved.Changed;
    }

    public static async Task<Saved> Save(Tx tx, Follow follow, Follow? known)
    {
        if (known?.IsSameAs(follow) == true)
        {
            return Saved.Unchanged;
        }

        await tx.Follows.Put(follow);
        return known is null ? Saved.Added : Saved.Changed;
    }

    static bool IsSaid(IReadOnlyDictionary<string, string>? imported, string column) =>
        imported?.GetValueOrDefault(column, "") is { Length: > 0 };
}
