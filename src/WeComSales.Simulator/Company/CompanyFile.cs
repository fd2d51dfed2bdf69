using System.Text.Json;

namespace WeComSales.Simulator;

/// <summary>Reads a company from JSON. Times in the files are relative to the moment at which it is read, so that the demo is always fresh.</summary>
public static class CompanyFile
{
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
        var customer = new Customer(file.Id, file.Name) { Corp = file.Corp, Position = file.Position };
        foreach (var rep in file.Reps)
        {
            customer.Follows[rep] = new Follow(rep, RelativeTime.Read(file.Since, now))
            {
                Remark = file.Remark,
                RemarkCorp = file.Corp,
                TagIds = [.. file.Tags],
                AddWay = file.AddWay,
            };
        }

        company.Customers[file.Id] = customer;
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
                From = line.From ?? (file.Group is null ? file.Customer! : throw new JsonException($"A line of {file.Group} has no sender.")),
                Kind = line.Kind,
                Text = line.Text,
                Title = line.Title,
                Url = line.Url,
                Seconds = line.Seconds,
            };
            chat.Messages.Add(message);
        }

        var last = chat.Messages.LastOrDefault()?.Id ?? 0;
        foreach (var member in chat.Members.Where(member => !file.UnreadBy.Contains(member)))
        {
            chat.ReadUpTo[member] = last;
        }
    }

    static T Load<T>(string folder, string name) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(folder, name)), options) ?? throw new JsonException($"{name} is empty.");

    sealed record PeopleFile(string Company, string[] Departments, PersonFile[] People, Dictionary<string, string> Personas);

    sealed record PersonFile(string UserId, string Name, string Department, string Position, string Role, bool Leads = false, string? Leader = null);

    sealed record CustomersFile(TagGroup[] TagGroups, CustomerFile[] Customers);

    sealed record CustomerFile(string Id, string Name, string Corp, string Position, string Remark, string[] Reps, string[] Tags, string Since, int AddWay = 1);

    sealed record ChatFile(LineFile[] Lines, string? Rep = null, string? Customer = null, string? Id = null, string? Group = null)
    {
        public string[] Members { get; init; } = [];

        public string[] UnreadBy { get; init; } = [];
    }

    sealed record LineFile(string At, string Text, string? From = null, string Kind = Bubble.Text, string? Title = null, string? Url = null, int Seconds = 0);
}
