using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Operations;

/// <summary>What the company knows of customers beyond WeCom: their names and firms, owners, labels.</summary>
public sealed class ImportCustomers(Db db, ContactFlow contacts, CellContext context) : ImportKind
{
    IReadOnlyDictionary<string, string> staff = new Dictionary<string, string>();

    public override string Name => ImportedCustomer.Kind;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("external_userid", Cells.Key, Required: true),
        new("name", Cells.Text),
        new("company", Cells.Text),
        new("owner_userid", Cells.Key),
        new("tags", Cells.Items),
        new("phone", Cells.Text),
        new("added_at", Cells.PastTime),
    ];

    public override async Task Begin() => staff = await db.Read(tx => tx.Staff.Spellings());

    public override async Task<IReadOnlyList<RowOutcome>> Save(IReadOnlyList<ImportRow> rows, DateTimeOffset now)
    {
        var keys = rows.Select(row => row.Key).ToList();
        var known = await db.Read(tx => tx.Customers.ByExternalIds(keys));
        var unknown = await MissingCustomers.Fetch(db, contacts, keys, now);
        return await db.Write(async tx =>
        {
            var customers = await tx.Customers.ByExternalIds(keys);
            var follows = await tx.Follows.OfAll(keys);
            var previous = await tx.Imported.Of(Name, keys);
            var outcomes = new List<RowOutcome>(rows.Count);
            foreach (var row in rows)
            {
                outcomes.Add(unknown.TryGetValue(row.Key, out var why)
                    ? RowOutcome.Rejected("external_userid", why)
                    : await Save(tx, row, customers[row.Key], !known.ContainsKey(row.Key), follows[row.Key], previous.GetValueOrDefault(row.Key)));
            }

            return (IReadOnlyList<RowOutcome>)outcomes;
        });
    }

    public override async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Page(Tx tx, string afterKey, int count)
    {
        var customers = await tx.Customers.After(afterKey, count);
        var follows = await tx.Follows.OfAll([.. customers.Select(customer => customer.ExternalUserid)]);
        return [.. customers.Select(customer => Current(customer, follows[customer.ExternalUserid]))];
    }

    async Task<RowOutcome> Save(
        Tx tx, ImportRow row, Customer customer, bool isNew, IEnumerable<Follow> follows, IReadOnlyDictionary<string, string>? previous)
    {
        var owner = row.Cells.GetValueOrDefault("owner_userid", "");
        if (owner.Length > 0 && !staff.ContainsKey(owner))
        {
            return RowOutcome.Rejected("owner_userid", $"没有这个人「{owner}」");
        }

        var changes = ImportDiff.Changes(previous, Current(customer, follows), row.Cells);
        if (changes.Count > 0)
        {
            await tx.Customers.Put(Changed(customer, changes), null);
        }

        await Remember(tx, row, previous);
        return Fate(isNew, changes);
    }

    Customer Changed(Customer customer, IReadOnlyDictionary<string, string> changes) => customer with
    {
        Name = changes.TryGetValue("name", out var name) && name.Length > 0 ? name : customer.Name,
        Company = changes.TryGetValue("company", out var company) ? Cells.OrNull(company) : customer.Company,
        OwnerUserid = changes.TryGetValue("owner_userid", out var owner) ? staff.GetValueOrDefault(owner) : customer.OwnerUserid,
        Tags = changes.TryGetValue("tags", out var tags) ? Cells.ToItems(tags) : customer.Tags,
        Phone = changes.TryGetValue("phone", out var phone) ? Cells.OrNull(phone) : customer.Phone,
        AddedAt = changes.TryGetValue("added_at", out var added) ? Cells.ToTime(added) : customer.AddedAt,
    };

    Dictionary<string, string> Current(Customer customer, IEnumerable<Follow> follows)
    {
        var following = follows.Where(follow => follow.EndedAt is null).ToList();
        return new(StringComparer.Ordinal)
        {
            ["external_userid"] = customer.ExternalUserid,
            ["name"] = customer.Name.Trim(),
            ["company"] = (customer.Company ?? "").Trim(),
            ["owner_userid"] = customer.OwnerUserid ?? following.FirstOrDefault()?.Userid ?? "",
            ["tags"] = Cells.Join(customer.Tags.Concat(following.SelectMany(follow => follow.Tags).Select(tag => tag.Name))),
            ["phone"] = (customer.Phone ?? "").Trim(),
            ["added_at"] = Cells.Of(customer.AddedAt, context.Zone),
        };
    }
}
