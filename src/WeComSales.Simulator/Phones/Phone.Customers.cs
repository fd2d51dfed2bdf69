namespace WeComSales.Simulator;

public sealed partial class Phone
{
    /// <summary>Adds a customer: they appear for this member, and the app is told.</summary>
    public Task AddCustomer(string externalUserId, string name, string corp = "", string? state = null)
    {
        lock (world.Gate)
        {
            var customer = world.Company.Customers.GetValueOrDefault(externalUserId) ?? new Customer(externalUserId, name) { Corp = corp };
            world.Company.Customers[externalUserId] = customer;
            customer.Follows[Owner.UserId] = new Follow(Owner.UserId, world.Now) { State = state };
            world.Feed.Tell(world.Company.ChatBetween(Owner.UserId, externalUserId).Id);
        }

        return Changed("add_external_contact", externalUserId, ("State", state), ("WelcomeCode", Guid.CreateVersion7().ToString("N")));
    }

    /// <summary>Edits the remark; a change of the remark alone is reported, one of the mobile is not (D96361).</summary>
    public Task EditCustomer(string customer, string remark, params IReadOnlyList<string> tagIds)
    {
        Customer edited;
        lock (world.Gate)
        {
            edited = world.Company.CustomerNamed(customer);
            var follow = edited.Follows[Owner.UserId];
            follow.Remark = remark;
            follow.TagIds.Clear();
            follow.TagIds.AddRange(tagIds);
        }

        return Changed("edit_external_contact", edited.ExternalUserId);
    }

    /// <summary>Deletes a customer from this member's list.</summary>
    public Task DeleteCustomer(string customer)
    {
        Customer deleted;
        lock (world.Gate)
        {
            deleted = world.Company.CustomerNamed(customer);
            deleted.Follows.Remove(Owner.UserId);
        }

        return Changed("del_external_contact", deleted.ExternalUserId);
    }

    Task Changed(string change, string externalUserId, params (string, object?)[] more) => pump.ToApp(ExternalContact.Changed(world, change, Owner.UserId, externalUserId, more));
}
