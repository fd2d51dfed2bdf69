using System.Text.Json;

namespace WeComSales.Simulator;

/// <summary>Reads a company from JSON. Times in the files are relative to the moment at which it is read, so that the demo is always fresh.</summary>
public static class CompanyFile
{
    static readonly TimeSpan unreadSince = TimeSpan.FromHours(3);
    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip };

    /// <summary>The company of the demo.</summary>
    public static Company Demo(DateTimeOffset now) => Read(DemoFolder, now);

    public static string DemoFolder => Path.Combine(AppContext.BaseDirectory, "DemoData");

    public static Company Read(string folder, DateTimeOffset now)
    {
        var people = Load<PeopleFile>(folder, "people.json");
        var company = new Company { Name = people.Company };
        company.Departments[1] = new Department(1, people.Company, 0);
        AddPeople(company, people);
        company.Desk = CounterDesk.Read(folder, options);
        var customers = Load<CustomersFile>(folder, "customers.json");
        company.TagGroups.AddRange(customers.TagGroups);
        foreach (var customer in customers.Customers)
        {
            AddCustomer(company, customer, now);
        }

        foreach (var chat in Load<ChatFile[]>(folder, "chats.json"))
        {
            AddChat(company, chat, now);
        }

        return company;
    }

    /// <summary>The same people in the columns of <c>import directory</c>.</summary>
    public static string DirectoryCsv(string folder)
    {
        var people = Load<PeopleFile>(folder, "people.json").People;
        return string.Join('\n', people.Select(one => $"{one.UserId},{one.Name},{one.Department},{one.Leader},{one.Role},{one.Store},true")
            .Prepend("userid,name,department_path,leader_userid,role,store_code,active").Append(""));
    }

    static void AddPeople(Company company, PeopleFile file)
    {
        foreach (var path in file.Departments)
        {
            company.DepartmentAt(path);
        }

        foreach (var person in file.People)
        {
            company.WithPerson(person.UserId, person.Name, person.Department, person.Leads, made => made with
            {
                Position = person.Position,
                DirectLeader = person.Leader,
                StoreCode = person.Store,
                ContactsCustomers = person.Role is "rep" or "manager" or "presales",
            });
        }

        foreach (var (label, who) in file.Personas)
        {
            company.Personas[label] = who;
        }
    }

    static void AddCustomer(Company company, CustomerFile file, DateTimeOffset now)
    {
        var follows = file.Reps.Select(rep => new Follow(rep, RelativeTime.Read(file.Since, now))
        {
            Remark = file.Remark,
            RemarkCorp = file.Corp,
            TagIds = [.. file.Tags],
            AddWay = file.AddWay,
        });
        company.WithCustomer(file.Id, file.Name, file.Corp, [.. follows]);
        company.Customers[file.Id] = company.Customers[file.Id] with { Position = file.Position };
    }

    static void AddChat(Company company, ChatFile file, DateTimeOffset now)
    {
        var chat = file.Group is { } group
            ? company.WithGroup(file.Id ?? group, group, file.Members).Chats[file.Id ?? group]
            : company.ChatBetween(file.Rep!, file.Customer!);
        foreach (var line in file.Lines)
        {
            var message = new ChatMessage
            {
                Id = company.NextMessageId(),
                At = RelativeTime.Read(line.At, now),
                From = line.From ?? file.Customer!,
                Kind = line.Kind,
                Text = line.Kind == Bubble.Image ? "" : line.Text,
                Picture = line.Kind == Bubble.Image ? line.Text : null,
                Title = line.Title,
                Url = line.Url,
                Seconds = line.Seconds,
            };
            chat.Messages.Add(message);
        }

        foreach (var member in chat.Members)
        {
            var seen = chat.Messages.LastOrDefault(message => !file.UnreadBy.Contains(member) || message.At < now - unreadSince);
            chat.ReadUpTo[member] = seen?.Id ?? 0;
        }
    }

    static T Load<T>(string folder, string name) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(folder, name)), options) ?? throw new JsonException($"{name} is empty.");

    sealed record PeopleFile(string Company, string[] Departments, PersonFile[] People, Dictionary<string, string> Personas);

    sealed record PersonFile(string UserId, string Name, string Department, string Position, string Role, bool Leads = false, string? Leader = null, string? Store = null);

    sealed record CustomersFile(TagGroup[] TagGroups, CustomerFile[] Customers);

    sealed record CustomerFile(string Id, string Name, string Corp, string Position, string Remark, string[] Reps, string[] Tags, string Since, int AddWay = 1);

    sealed record ChatFile(LineFile[] Lines, string? Rep = null, string? Customer = null, string? Id = null, string? Group = null)
    {
        public string[] Members { get; init; } = [];

        public string[] UnreadBy { get; init; } = [];
    }

    sealed record LineFile(string At, string Text, string? From = null, string Kind = Bubble.Text, string? Title = null, string? Url = null, int Seconds = 0);
}
