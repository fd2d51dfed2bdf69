using WeComSales.Simulator;
using WeComSales.Tests.People;

namespace WeComSales.Tests.Simulator;

public sealed class DemoDataTests
{
    static readonly string[] stages = ["初步接触", "需求确认", "提案", "方案比选", "商务谈判", "合同审批", "回款", "成交", "流失"];

    readonly Company company = CompanyFile.Demo(SmallCompany.Noon);

    [Fact]
    public void It_is_a_company_with_people_customers_and_fresh_chats()
    {
        company.People.Count.ShouldBeInRange(20, 30);
        company.Customers.Count.ShouldBeInRange(24, 40);
        company.Departments.Count.ShouldBeGreaterThan(8);
        company.Chats.Values.SelectMany(chat => chat.Messages).ShouldAllBe(message => message.At < SmallCompany.Noon && message.At > SmallCompany.Noon.AddDays(-30));
        company.Chats.Values.SelectMany(chat => chat.Messages).Max(message => message.At).ShouldBeGreaterThan(SmallCompany.Noon.AddHours(-1));
    }

    [Fact]
    public void Everybody_who_is_named_exists()
    {
        company.Chats.Values.SelectMany(chat => chat.Members).ShouldAllBe(id => company.People.ContainsKey(id) || company.Customers.ContainsKey(id));
        foreach (var chat in company.Chats.Values)
        {
            chat.Messages.ShouldAllBe(message => chat.Members.Contains(message.From), chat.Id);
            chat.Messages.Select(message => message.At).ShouldBeInOrder(SortDirection.Ascending, chat.Id);
        }

        company.People.Values.Select(person => person.DirectLeader).OfType<string>().ShouldAllBe(id => company.People.ContainsKey(id));
        company.Customers.Values.SelectMany(customer => customer.Follows.Keys).ShouldAllBe(id => company.People[id].ContactsCustomers);
        var tags = company.TagGroups.SelectMany(group => group.Tags).Select(tag => tag.Id).ToHashSet();
        company.Customers.Values.SelectMany(customer => customer.Follows.Values).SelectMany(follow => follow.TagIds).ShouldAllBe(id => tags.Contains(id));
        company.Customers.Keys.ShouldAllBe(id => id.StartsWith("wm", StringComparison.Ordinal));
        company.Personas.Values.ShouldAllBe(id => company.People.ContainsKey(id) || company.Customers.ContainsKey(id));
    }

    [Fact]
    public void The_files_to_import_are_complete_and_of_today()
    {
        var folder = Directory.CreateTempSubdirectory("demo-data").FullName;
        DemoImports.Write(folder, SmallCompany.Noon);

        var opportunities = File.ReadAllLines(Path.Combine(folder, "opportunities.csv"));
        opportunities[0].ShouldBe("code,external_userid,title,stage,amount,currency,owner_userid,product_line,created_at,stage_since,last_log_at,expected_close");
        foreach (var cells in opportunities.Skip(1).Select(line => line.Split(',')))
        {
            cells.Length.ShouldBe(12, cells[0]);
            company.Customers[cells[1]].Follows.ShouldContainKey(cells[6]);
            stages.ShouldContain(cells[3]);
            var times = cells[8..11].Select(cell => DateTimeOffset.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToList();
            times.ShouldAllBe(time => time < SmallCompany.Noon);
            times[0].ShouldBeLessThanOrEqualTo(times[1]);
            (cells[11].Length == 0 || DateOnly.TryParseExact(cells[11], "yyyy-MM-dd", out _)).ShouldBeTrue(cells[11]);
        }

        var directory = File.ReadAllLines(Path.Combine(folder, "directory.csv"));
        directory[0].ShouldBe("userid,name,department_path,leader_userid,role,store_code,active");
        directory.Length.ShouldBe(company.People.Count + 1);
        directory.ShouldContain("linxiao,林晓,销售中心/华东区/华东二组,chenli,rep,,true");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_row_of_the_demo_files_goes_in()
    {
        await using var office = await Office.Open();
        foreach (var customer in company.Customers.Values)
        {
            await office.Knows(customer.ExternalUserId, customer.Name, [.. customer.Follows.Keys]);
        }

        DemoImports.Write(office.FilePath("demo"), Office.Noon);

        (await office.ImportFile("directory", office.FilePath("demo/directory.csv"))).Rejected.ShouldBeEmpty();
        (await office.ImportFile("opportunities", office.FilePath("demo/opportunities.csv"))).Rejected.ShouldBeEmpty();
        foreach (var kind in (string[])["members", "products", "purchases"])
        {
            var (report, rejected) = await office.ImportFile(kind, office.FilePath($"demo/{kind}.csv"));
            rejected.ShouldBeEmpty();
            report.Added.ShouldBeGreaterThan(5);
        }
    }

    [Fact]
    public void Both_programs_of_the_demo_get_the_same_credentials()
    {
        var file = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "demo.env")).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var options = new SimulatorOptions();

        (file["WeCom__CorpId"], file["WeCom__AgentId"], file["WeCom__Secret"]).ShouldBe((options.CorpId, "1000002", options.Secret));
        (file["WeCom__Token"], file["WeCom__EncodingAesKey"], file["WeCom__ContactsSecret"]).ShouldBe((options.Token, options.EncodingAesKey, options.ContactsSecret));
        (file["WeCom__Bot__Token"], file["WeCom__Bot__EncodingAesKey"]).ShouldBe((options.BotToken, options.BotEncodingAesKey));
    }

    [Fact]
    public async Task The_demo_company_starts_and_shows_its_pages()
    {
        await using var wecom = await SimulatorServer.Start();
        using var browser = new HttpClient { BaseAddress = wecom.BaseUrl };

        (await browser.GetStringAsync("/")).ShouldContain("长按客户消息 → 转发 → 销售助手 → 确认入库");
        (await browser.GetAsync("/js/phone.js")).Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        (await browser.GetByteArrayAsync("/pictures/quote-sheet.png")).Length.ShouldBeGreaterThan(1000);
    }

    [Theory]
    [InlineData("-35m", -35)]
    [InlineData("-1d 10:30", -1530)]
    [InlineData("+2d 12:00", 2880)]
    [InlineData("+1d", 720)]
    public void Times_are_relative(string text, int minutes) => RelativeTime.Read(text, SmallCompany.Noon).ShouldBe(SmallCompany.Noon.AddMinutes(minutes));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("-3h")]
    public void Other_times_are_refused(string text) => Should.Throw<FormatException>(() => RelativeTime.Read(text, SmallCompany.Noon));
}
