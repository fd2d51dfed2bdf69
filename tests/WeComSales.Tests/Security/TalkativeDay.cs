using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Operations;
using WeComSales.People;
using WeComSales.Simulator;
using WeComSales.Tests.Archive;
using WeComSales.Tests.People;
using WeComSales.Tests.Reports;
using WeComSales.Tests.Sidebar;
using WeComSales.WeCom;

namespace WeComSales.Tests.Security;

/// <summary>A day on which everything is used and much goes wrong, told to somebody who listens for canaries.</summary>
sealed class TalkativeDay(House house, Canaries canaries) : IDisposable
{
    public const string Phone = "13900055512";
    public const string Words = "金丝雀说价格太高";

    static readonly SimulatorOptions WeCom = new()
    {
        ArchiveNotices = true,
        Secret = "canary-app-secret-1f0a7c0000000000000000000",
        Token = "canaryCallbackToken31",
        EncodingAesKey = "canaryAppAesKeyForTheLeakTest00000000000000",
        BotToken = "canaryBotToken77",
        BotEncodingAesKey = "canaryBotAesKeyForTheLeakTest00000000000000",
        ContactsSecret = "canary-contacts-secret-88220000000000000000",
        ArchiveSecret = "canary-archive-secret-5512000000000000000000",
    };

    /// <summary>As talkative as an operator can make it.</summary>
    /// <param name="mistake">Routes that tell too much, for a control.</param>
    public static async Task<House> Open(Canaries canaries, Action<IEndpointRouteBuilder>? mistake = null)
    {
        var house = await House.With(
            mistake, canaries, WeCom, ("WeCom:Archive:Secret", WeCom.ArchiveSecret), ("WeCom:Archive:Reader", ArchiveHouse.Reader),
            ("WeCom:ContactsSecret", WeCom.ContactsSecret), ("Admins", "zhoulei"),
            ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"));
        house.Expect("");
        string[] secrets = [WeCom.Secret, WeCom.Token, WeCom.EncodingAesKey, WeCom.BotToken, WeCom.BotEncodingAesKey, WeCom.ContactsSecret, WeCom.ArchiveSecret];
        Array.ForEach(secrets, secret => canaries.Plant(Canary.Secret, secret[..12], secret));
        canaries.Plant(Canary.Secret, "the key file", Convert.ToBase64String(new byte[32]));
        canaries.Plant(Canary.Personal, "a phone number", Phone);
        canaries.Plant(Canary.Personal, "words of a chat", Words);
        foreach (var name in (string[])["林晓", "周蕾", "陈默", "王主任", "李老师", "仁和医院"])
        {
            canaries.Plant(Canary.Personal, $"the name {name}", name);
        }

        foreach (var id in (string[])["linxiao", "zhoulei", "wmWang", "wmLi"])
        {
            canaries.Plant(Canary.Id, $"the id {id}", id);
        }

        return house;
    }

    readonly HashSet<string> gone = [];
    readonly Browser browser = Browser.Fresh();
    readonly HttpClient http = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = house.Address };

    public async Task Pass()
    {
        await Chat();
        await SignIn();
        await Refused();
        await Faults();
        await house.AtSix();
        await Broken();
        await Look();
    }

    async Task Chat()
    {
        var rep = house.Phone("林晓");
        await rep.Forward($"{Words}，我的电话 {Phone}");
        await house.Settle();
        await rep.Tap(rep.LastCard, "确认入库");
        var group = rep.Group("华东二组");
        await rep.QuoteToBot(group, rep.Say(group, $"{Words}，{Phone}"), "转为商机备注");
        house.Customer("王主任").SayTo("林晓", $"{Words}，{Phone}");
        await house.Archived();
        await house.Settle();
        await house.Db.Write(async tx =>
        {
            await tx.Customers.Put((await tx.Customers.ByExternalId("wmWang"))! with { Phone = Phone }, null);
            await tx.TypedTexts.Keep("linxiao", "wmWang", new("note", $$"""{"text":"{{Words}}"}""", House.Start));
        });
    }

    /// <summary>The way through WeCom, with its code and the cookie at the end of it; then pages that ask for tickets.</summary>
    async Task SignIn()
    {
        house.WeCom.Company.Personas["linxiao"] = "linxiao";
        var root = new Uri($"http://linxiao.localhost:{house.Address.Port}");
        await browser.Open(new Uri(root, "/auth/start?return=/sidebar/today"), address => address.AbsolutePath.StartsWith("/sidebar/", StringComparison.Ordinal));
        canaries.Plant(Canary.Secret, "a session", browser.Cookie(root.Host, SessionCookie.Name));
        foreach (var query in browser.Visited.SelectMany(address => address.Query.TrimStart('?').Split('&')).Select(pair => pair.Split('=')).Where(pair => pair is ["code" or "state", _]))
        {
            canaries.Plant(Canary.Secret, $"a {query[0]} of signing in", query[1]);
        }

        foreach (var path in (string[])["/api/me", "/api/customers/wmWang", "/api/today", $"/api/js-config?url={Uri.EscapeDataString(root + "sidebar/")}"])
        {
            using var answer = await browser.Get(new Uri(root, path));
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, path);
            canaries.Hear($"page {path}", await answer.Content.ReadAsStringAsync(), Canary.Secret);
        }

        var vault = house.Services.GetRequiredService<ITokenVault>();
        foreach (var name in await house.Db.Read(tx => tx.All<string>("select name from tokens")))
        {
            canaries.Plant(Canary.Secret, $"the token {name}", (await vault.Get(name, CancellationToken.None))?.Value);
        }

        foreach (var code in await house.Db.Read(tx => tx.All<string>("select response_code from cards where response_code is not null")))
        {
            canaries.Plant(Canary.Secret, "a card's code", code);
        }
    }

    /// <summary>Whatever is turned away: from outside, by a wrong body, by a wrong address.</summary>
    async Task Refused()
    {
        using var desk = await Desk.Of(house, "linxiao");
        await Tell(desk.Send(HttpMethod.Post, "/api/customers/wmWang/notes", new { id = Words, text = Phone }));
        await Tell(desk.Send(HttpMethod.Post, "/api/customers/wmWang/follow-ups", new { id = Desk.NewId(), nextContactAt = Words, goal = Words }));
        await Tell(desk.Send(HttpMethod.Put, "/api/stall-rules", new { rules = Words }));
        await Tell(desk.Get($"/api/customers/{Phone}/timeline?before={Words}"));
        using var broken = new StringContent($"{{\"text\":\"{Words}\",", Encoding.UTF8, "application/json");
        await Tell(http.PostAsync(new Uri("/api/customers/wmWang/notes", UriKind.Relative), broken));
        await Tell(http.GetAsync(new Uri($"/files/briefs/x?member=linxiao&until=1&sign={Phone}", UriKind.Relative)));
        await Tell(http.GetAsync(new Uri($"/auth/callback?code={Phone}&state={WeCom.Token}", UriKind.Relative)));
        using var knock = new StringContent($"<xml><Encrypt>{Words}{Phone}</Encrypt></xml>");
        await Tell(http.PostAsync(new Uri($"/wecom/callback?msg_signature={WeCom.Token}&timestamp=1&nonce={Phone}", UriKind.Relative), knock));
        await house.WeCom.SendCallback($"<xml><MsgType>text</MsgType><Content>{Words}");
        await house.WeCom.SendBotCallback($"{{\"msgid\":\"{Words}\"");
    }

    public async Task Tell(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        var body = await answer.Content.ReadAsStringAsync();
        canaries.Hear((int)answer.StatusCode >= 400 ? $"error {(int)answer.StatusCode} {answer.RequestMessage!.RequestUri!.AbsolutePath}" : "page", body + answer.Headers, (int)answer.StatusCode >= 400 ? Canary.Id : Canary.Secret);
    }

    /// <summary>WeCom refuses, is slow, is gone: each reason is written down somewhere.</summary>
    async Task Faults()
    {
        foreach (var code in (int[])[40058, 81013, 40001])
        {
            house.WeCom.Faults.ErrCode(code, "message/send", 1);
            await house.Phone("林晓").Forward($"{Words}{code}");
            await house.Settle();
        }

        house.WeCom.Faults.Status(502, "externalcontact/get");
        await house.WeCom.SendCallback(
            $"<xml><ToUserName>{WeCom.CorpId}</ToUserName><FromUserName>sys</FromUserName><CreateTime>{House.Start.ToUnixTimeSeconds()}</CreateTime><MsgType>event</MsgType><Event>change_external_contact</Event><ChangeType>add_external_contact</ChangeType><UserID>linxiao</UserID><ExternalUserID>wmWang</ExternalUserID></xml>");
        await house.Settle();
        house.WeCom.Faults.ErrCode(60011, "user/list");
        await house.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);
        await house.Services.GetRequiredService<CustomerSync>().Run(CancellationToken.None);
        await house.Services.GetRequiredService<RetentionJob>().Run(House.Start, CancellationToken.None);
        house.WeCom.ArchiveAnswers(301052);
        house.Worker().Wake();
        await Ask(house.Services.GetRequiredService<Doctor>());
    }

    public async Task Ask(Doctor doctor) => canaries.Hear("doctor", string.Join('\n', await doctor.Run(CancellationToken.None)), Canary.Personal);

    /// <summary>Tables that are gone: the worker and a page break over somebody's words.</summary>
    async Task Broken()
    {
        await Drop("note_drafts");
        await house.Phone("林晓").Forward($"{Words}，{Phone}");
        await house.Settle();
        await Drop("typed");
        using var desk = await Desk.Of(house, "linxiao");
        using var answer = await desk.Send(HttpMethod.Put, "/api/customers/wmWang/typed/note", new { text = Words });
        ((int)answer.StatusCode).ShouldBe(500);
        canaries.Hear("error 500", await answer.Content.ReadAsStringAsync());
    }

    async Task Drop(string table)
    {
        await house.Db.Write(tx => tx.Run($"drop table {table}"));
        gone.Add(table);
    }

    /// <summary>What operators and administrators look at.</summary>
    public async Task Look()
    {
        canaries.Hear("metrics", await http.GetStringAsync(new Uri("/metrics", UriKind.Relative)));
        canaries.Hear("health", await (await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).Content.ReadAsStringAsync());
        foreach (var line in await house.Services.GetRequiredService<DeadFlow>().List(100))
        {
            canaries.Hear("dead", $"{line}", Canary.Personal);
        }

        await Reasons();
        await Exports();
        await Stored();
    }

    /// <summary>Every column of every table in which the service writes down why.</summary>
    async Task Reasons()
    {
        string[] whys = ["outcome", "reason", "reasons", "line", "fault"];
        // Written by people, about their customers.
        string[] theirs = ["stage_moves", "stall_rules", "erasures"];
        foreach (var table in TableShape.All().Where(table => !theirs.Contains(table.Name)))
        {
            foreach (var column in table.Columns.Where(column => whys.Contains(column.Name) || table.Name == "audit"))
            {
                foreach (var text in await house.Db.Read(tx => tx.All<string>($"select {column.Name} from {table.Name} where {column.Name} is not null")))
                {
                    canaries.Hear($"reason in {table.Name}", text, Canary.Personal);
                }
            }
        }
    }

    async Task Exports()
    {
        var path = Path.GetTempFileName();
        foreach (var kind in ExportKinds.Names.Split('、'))
        {
            await new Export(house.Services.GetRequiredService<ExportKinds>().ByName(kind, House.Start)!, house.Db, _ => { }).Run(path, CancellationToken.None);
            canaries.Hear($"export {kind}", await File.ReadAllTextAsync(path), kind is "audit" ? Canary.Personal : Canary.Secret);
        }

        File.Delete(path);
    }

    /// <summary>The database itself: every column of every table, and a file as somebody finds it on a lost disk. Cards' codes are there: they are spent by the service itself.</summary>
    async Task Stored()
    {
        var codes = await house.Db.Read(tx => tx.All<string>("select response_code from cards where response_code is not null"));
        foreach (var table in TableShape.All().Where(table => !gone.Contains(table.Name)))
        {
            foreach (var column in table.Columns.Where(column => column.Word is not ("time" or "flag" or "int" or "bigint" or "sequence" or "money")))
            {
                Found($"{table.Name}.{column.Name}", await Texts(table.Name, column));
            }
        }

        var source = house.Services.GetRequiredService<AppSettings>().Database;
        if (source.Provider != DatabaseProvider.Sqlite)
        {
            return;
        }

        var path = source.ConnectionString.Reveal()["Data Source=".Length..];
        foreach (var file in (string[])[path, path + "-wal"])
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            Found("file", await reader.ReadToEndAsync());
        }

        void Found(string where, string text) =>
            canaries.Hear($"database {where}", codes.Aggregate(text, (rest, code) => rest.Replace(code, "", StringComparison.Ordinal)), Canary.Secret);
    }

    Task<string> Texts(string table, ColumnShape column) => house.Db.Read(async tx =>
    {
        var select = $"select {column.Name} from {table} where {column.Name} is not null";
        return string.Join('\n', column.Word is "bytes" or "digest" ? (await tx.All<byte[]>(select)).Select(Encoding.UTF8.GetString) : await tx.All<string>(select));
    });

    public void Dispose()
    {
        browser.Dispose();
        http.Dispose();
    }
}
