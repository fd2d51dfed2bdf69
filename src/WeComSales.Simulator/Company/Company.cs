namespace WeComSales.Simulator;

/// <summary>The people, customers and chats of one company. Built by these methods or read from the demo data; changed only under the simulator's lock once it runs.</summary>
public sealed class Company
{
    long lastMessage;

    public string Name { get; init; } = "示例公司";

    public Dictionary<int, Department> Departments { get; } = new() { [1] = new Department(1, "示例公司", 0) };

    public Dictionary<string, Person> People { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, Customer> Customers { get; } = [];

    public Dictionary<string, Chat> Chats { get; } = [];

    public List<TagGroup> TagGroups { get; } = [];

    /// <summary>What can be scanned and heard in the demo shop.</summary>
    public CounterDesk Desk { get; set; } = CounterDesk.Nothing;

    /// <summary>Departments (with all below) that the app can see.</summary>
    public List<int> VisibleDepartments { get; } = [1];

    /// <summary>First host label → userid or external_userid: rep.localhost is the phone of this person.</summary>
    public Dictionary<string, string> Personas { get; } = [];

    /// <summary>Finds or makes the department at this path below the root, such as 华东区/华东二组.</summary>
    public Department DepartmentAt(string path)
    {
        var current = Departments[1];
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var child = Departments.Values.FirstOrDefault(d => d.ParentId == current.Id && d.Name == name)
                ?? new Department(Departments.Keys.Max() + 1, name, current.Id);
            Departments[child.Id] = current = child;
        }

        return current;
    }

    public Company WithPerson(string userId, string name, string department = "", bool leads = false, Func<Person, Person>? more = null)
    {
        var home = DepartmentAt(department);
        var person = new Person(userId, name) { Departments = [home.Id] };
        People[userId] = more?.Invoke(person) ?? person;
        AppChat(userId);
        if (leads)
        {
            home.Leaders.Add(userId);
        }

        return this;
    }

    public Company WithCustomer(string externalUserId, string name, string corp = "", params IReadOnlyList<Follow> follows)
    {
        Customers[externalUserId] = new Customer(externalUserId, name) { Corp = corp };
        foreach (var follow in follows)
        {
            Customers[externalUserId].Follows[follow.UserId] = follow;
            ChatBetween(follow.UserId, externalUserId);
        }

        return this;
    }

    public Company WithGroup(string chatId, string name, params IReadOnlyList<string> members)
    {
        var chat = new Chat(chatId, ChatKind.Group, name);
        chat.Members.AddRange(members);
        Chats[chatId] = chat;
        return this;
    }

    /// <summary>The person by userid or name.</summary>
    public Person PersonNamed(string nameOrUserId) =>
        People.GetValueOrDefault(nameOrUserId) ?? People.Values.FirstOrDefault(person => person.Name == nameOrUserId)
            ?? throw new ArgumentException($"Nobody here is called {nameOrUserId}.", nameof(nameOrUserId));

    /// <summary>The customer by external_userid, name or remark.</summary>
    public Customer CustomerNamed(string nameOrId) =>
        Customers.GetValueOrDefault(nameOrId)
            ?? Customers.Values.FirstOrDefault(c => c.Name == nameOrId || c.Follows.Values.Any(f => f.Remark == nameOrId))
            ?? throw new ArgumentException($"No customer is called {nameOrId}.", nameof(nameOrId));

    /// <summary>The userid or external_userid behind the first label of a phone's host name (host names are lower case), or null.</summary>
    public string? Persona(string label)
    {
        var id = Personas.GetValueOrDefault(label, label);
        return People.GetValueOrDefault(id)?.UserId ?? Customers.Keys.FirstOrDefault(key => key.Equals(id, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The name by which a viewer knows this sender.</summary>
    public string NameOf(string sender, string viewer) =>
        People.TryGetValue(sender, out var person) ? person.Name
        : Customers.TryGetValue(sender, out var customer)
            ? customer.Follows.GetValueOrDefault(viewer)?.Remark is { Length: > 0 } remark ? remark : customer.Name
            : sender;

    public Chat ChatBetween(string userId, string externalUserId) =>
        Opened($"{userId}~{externalUserId}", ChatKind.Customer, userId, externalUserId);

    public Chat AppChat(string userId) => Opened($"app~{userId}", ChatKind.App, userId);

    /// <summary>True when the app may see this person: some department of theirs lies in the visible range.</summary>
    public bool Sees(Person person) => person.Departments.Any(Sees);

    public bool Sees(int departmentId) => AncestorsOf(departmentId).Any(VisibleDepartments.Contains);

    /// <summary>This department, its parent, and so on up to the root.</summary>
    public IEnumerable<int> AncestorsOf(int departmentId)
    {
        for (var id = departmentId; Departments.TryGetValue(id, out var department); id = department.ParentId)
        {
            yield return id;
        }
    }

    /// <summary>The next message number; ids grow in the order in which messages were written.</summary>
    public long NextMessageId() => Interlocked.Increment(ref lastMessage);

    Chat Opened(string id, ChatKind kind, params IReadOnlyList<string> members)
    {
        if (!Chats.TryGetValue(id, out var chat))
        {
            Chats[id] = chat = new Chat(id, kind, "");
            chat.Members.AddRange(members);
        }

        return chat;
    }
}
