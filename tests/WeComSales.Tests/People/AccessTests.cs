using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Lexicon;
using WeComSales.People;
using WeComSales.Fixtures;
using WeComSales.Tests.Settings;
using WeComSales.WeCom;

namespace WeComSales.Tests.People;

public sealed class AccessTests
{
    [Fact]
    public async Task Me_tells_who_is_signed_in_with_departments_and_teams()
    {
        await using var office = await Office.Open();
        await office.Import("directory", "userid,name,department_path,role\nchen,陈立,云帆/二组,manager\n");
        await using var door = await Door.Open(office);

        var me = await (await door.As("chen")).GetFromJsonAsync<JsonElement>("/api/me");

        me.GetProperty("role").GetString().ShouldBe("manager");
        me.GetProperty("name").GetString().ShouldBe("陈立");
        me.GetProperty("onlyLooks").GetBoolean().ShouldBeTrue();
        me.GetProperty("departments")[0].GetProperty("path").GetString().ShouldBe("云帆/二组");
        me.GetProperty("teams")[0].GetProperty("name").GetString().ShouldBe("二组");
    }

    [Fact]
    public async Task Nobody_and_everybody_who_left_is_told_to_sign_in_again()
    {
        await using var office = await Office.Open();
        await office.Import("directory", "userid,name\nlin,林晓\n");
        await using var door = await Door.Open(office);
        var lin = await door.As("lin");

        (await (await door.As(null)).GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await lin.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await office.Import("directory", "userid,name,active\nlin,林晓,false\n");
        var refused = await lin.GetAsync("/api/me");

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("/api/customers", "rep manager director ops presales")]
    [InlineData("/api/settings", "admin")]
    [InlineData("/api/mine", "rep manager director ops presales clerk store_manager admin")]
    [InlineData("/api/forgotten", "")]
    public async Task Each_route_opens_for_its_roles_and_gives_all_others_the_same_refusal(string path, string roles)
    {
        await using var office = await Office.Open();
        await office.Import("directory", "userid,name,role\n" + string.Concat(Enum.GetValues<Role>().Select(role => $"{role},甲,{Roles.Word(role)}\n")));
        await using var door = await Door.Open(office);
        var refusals = new HashSet<string>();

        foreach (var role in Enum.GetValues<Role>())
        {
            var answer = await (await door.As(role.ToString())).GetAsync(path);
            answer.StatusCode.ShouldBe(roles.Split(' ').Contains(Roles.Word(role)) ? HttpStatusCode.OK : HttpStatusCode.NotFound, role.ToString());
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
                problem.GetProperty("title").GetString().ShouldBe("没有权限或不存在，请联系主管");
                refusals.Add(string.Join(',', problem.EnumerateObject().Where(one => one.Name != "traceId").Select(one => one.ToString())));
            }
        }

        refusals.Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task An_administrator_by_setting_is_one_whatever_the_directory_says()
    {
        await using var office = await Office.Open();
        await office.Import("directory", "userid,name,role\nBoss,甲,rep\n");
        await using var door = await Door.Open(office, ("Admins", "boss"));

        (await (await door.As("Boss")).GetAsync("/api/settings")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await door.As("Boss")).GetAsync("/api/customers")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_page_of_somebody_else_cannot_act_in_the_name_of_who_is_signed_in()
    {
        await using var office = await Office.Open();
        await office.Import("directory", "userid,name\nlin,林晓\n");
        await using var door = await Door.Open(office);

        (await Post("https://evil.example")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Post(null)).ShouldBe(HttpStatusCode.OK);
        (await Post(door.Address.GetLeftPart(UriPartial.Authority))).ShouldBe(HttpStatusCode.OK);

        async Task<HttpStatusCode> Post(string? origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/mine");
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin);
            }

            return (await (await door.As("lin")).SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public async Task A_route_on_which_somebody_forgot_to_say_who_may_use_it_is_found()
    {
        await using var office = await Office.Open();
        await using var door = await Door.Open(office);

        Access.Unguarded(door.Endpoints).ShouldHaveSingleItem().ShouldContain("/api/forgotten");
    }

    [Fact]
    public async Task A_managers_look_is_written_down_and_a_reps_is_not()
    {
        await using var office = await Office.Open();
        var looks = new Looks(office.Db, office.Clock);

        await looks.Record(new CurrentUser("lin", "林晓", Role.Rep), "customer.open", "wm-wang");
        await looks.Record(new CurrentUser("chen", "陈立", Role.Manager), "customer.open", "wm-wang");

        var entry = (await office.Db.Read(tx => tx.Audit.Page(Office.Noon.AddDays(1), "", 10))).ShouldHaveSingleItem();
        (entry.Userid, entry.Action, entry.Subject).ShouldBe(("chen", "customer.open", "wm-wang"));
    }
}

/// <summary>A small service with one route of each kind, and clients that are signed in to it.</summary>
sealed class Door : IAsyncDisposable
{
    readonly WebApplication web;
    readonly Office office;
    readonly List<HttpClient> clients = [];

    Door(WebApplication web, Office office) => (this.web, this.office) = (web, office);

    public Uri Address => new(web.Urls.Single());

    public IReadOnlyList<Microsoft.AspNetCore.Http.Endpoint> Endpoints => web.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    public static async Task<Door> Open(Office office, params (string Key, string? Value)[] settings)
    {
        var address = FreeAddress.Take();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address.ToString());
        var read = Given.With([("PublicBaseUrl", address.ToString()), .. settings]).Settings!;
        builder.Services.AddSingleton(read);
        builder.Services.AddSingleton<PersonalDigests>();
        builder.Services.AddSingleton<ITokenVault, MemoryTokenVault>();
        builder.Services.AddSingleton(provider => new WeComClient(read.WeCom.App(), provider.GetRequiredService<ITokenVault>(), office.Clock));
        builder.Services.AddSingleton<TimeProvider>(office.Clock);
        builder.Services.AddSingleton(office.Db);
        builder.Services.AddPeople();
        builder.Services.AddSingleton(_ => new LiveReader(new(ShippedLexicon.With([]))));
        builder.Services.AddSingleton<LexiconFlow>();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));
        var web = builder.Build();
        web.UsePeople();
        web.MapLexicon();
        web.MapGet("/api/customers", () => "").ForCustomerData();
        web.MapGet("/api/settings", () => "").ForRoles(Role.Admin);
        web.MapMethods("/api/mine", ["GET", "POST"], () => "").ForStaff();
        web.MapGet("/api/forgotten", () => "");
        await web.StartAsync();
        return new(web, office);
    }

    /// <summary>A client with the session of this person, or with none.</summary>
    public async Task<HttpClient> As(string? userid)
    {
        var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
        if (userid is not null)
        {
            var session = SessionCookie.NewValue();
            await office.Db.Write(tx => tx.Sessions.Open(new(SessionCookie.Hash(session), userid, Office.Noon, Office.Noon.AddHours(1), null, null, null)));
            client.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Name}={session}");
        }

        clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await web.DisposeAsync();
    }
}
