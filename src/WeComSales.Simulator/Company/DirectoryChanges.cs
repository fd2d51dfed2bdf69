namespace WeComSales.Simulator;

/// <summary>What the administrator of the company does in its directory; each act is told to the app as change_contact, with ids only (D90970).</summary>
public sealed class DirectoryChanges
{
    readonly World world;
    readonly CallbackPump pump;

    internal DirectoryChanges(World world, CallbackPump pump) => (this.world, this.pump) = (world, pump);

    public Task Joins(string userId, string name, string department, bool leads = false)
    {
        lock (world.Gate)
        {
            world.Company.WithPerson(userId, name, department, leads);
        }

        return Tell("create_user", userId);
    }

    /// <summary>The person is gone: no member, no receiver, no follower any more.</summary>
    public Task Leaves(string person)
    {
        var leaver = world.Company.PersonNamed(person);
        lock (world.Gate)
        {
            leaver.Active = false;
        }

        return Tell("delete_user", leaver.UserId);
    }

    /// <summary>The person changes to this department, and out of all others.</summary>
    public Task Moves(string person, string department)
    {
        var mover = world.Company.PersonNamed(person);
        lock (world.Gate)
        {
            mover.Departments.Clear();
            mover.Departments.Add(world.Company.DepartmentAt(department).Id);
        }

        return Tell("update_user", mover.UserId);
    }

    /// <summary>A department gets other leaders.</summary>
    public Task Leads(string department, params IReadOnlyList<string> userIds)
    {
        int id;
        lock (world.Gate)
        {
            var led = world.Company.DepartmentAt(department);
            led.Leaders.Clear();
            led.Leaders.AddRange(userIds);
            id = led.Id;
        }

        return pump.ToApp(EventXml.Write(world, "sys", "event", ("Event", "change_contact"), ("ChangeType", "update_party"), ("Id", id)));
    }

    Task Tell(string change, string userId) =>
        pump.ToApp(EventXml.Write(world, "sys", "event", ("Event", "change_contact"), ("ChangeType", change), ("UserID", userId)));
}
