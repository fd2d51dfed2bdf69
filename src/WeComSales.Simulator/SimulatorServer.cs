using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WeComSales.Simulator;

/// <summary>A WeCom that runs on a laptop: its API, its callbacks and its phones behind one real socket. Used as a program for the demo and inside tests.</summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    readonly World world;
    readonly CallbackPump pump;
    readonly AppLine appLine;
    readonly BotLine botLine;
    readonly AppReplies appReplies;
    readonly BotReplies botReplies;
    readonly CallLog calls = new();
    readonly DeliveryLog deliveries = new();
    readonly JsHost js;
    readonly PassThrough passThrough;
    readonly WebApplication web;

    SimulatorServer(SimulatorOptions options)
    {
        var clock = new SimulatorClock(options.StartAt);
        world = new World
        {
            Options = options,
            Clock = clock,
            Company = options.Company ?? CompanyFile.Demo(clock.GetUtcNow()),
            Codes = new ResponseCodes(clock, options.ResponseCodeLife),
        };
        world.Apps.Add(new SimulatorApp(options.AgentId, options.AppName, options.Secret, HasCallback: options.ServiceUrl is not null));
        world.Apps.Add(new SimulatorApp(0, "通讯录同步", options.ContactsSecret, HasCallback: false));
        var tokens = new Tokens(options, clock, world.Apps);
        Faults = new Faults(clock, code => Locked(() => tokens.Revoke(code)));
        var messages = new Messages(world);
        (appReplies, botReplies) = (new AppReplies(world, messages.Rules), new BotReplies(world, messages.Rules));
        (appLine, botLine) = (new AppLine(options, clock), new BotLine(options, clock));
        pump = new CallbackPump(world, Faults, appLine, botLine, deliveries);
        world.Archive = new ChatArchive(world, pump);
        world.Archive.Fill();
        var signIn = new SignIn(world);
        var tickets = new Tickets();
        var gate = new ApiGate(world, Faults, tokens, calls, ApiRoutes.All(world, tokens, messages, botReplies, signIn, tickets));
        web = Build(options);
        web.Map("/cgi-bin/{**path}", gate.Handle);
        web.MapGet("/connect/oauth2/authorize", new AuthorizePage(world, signIn).Handle);
        var phones = new PhoneEndpoints(world, this, tickets);
        phones.Map(web);
        js = phones.Js;
        passThrough = new PassThrough(world, phones);
        passThrough.Map(web);
        new BoardEndpoints(world, this).Map(web);
        web.MapArchive(world, world.Archive);
        Pages.Use(web, phones, world);
    }

    public SimulatorOptions Options => world.Options;

    /// <summary>Where it listens; the value of WeCom:ApiBaseUrl and WeCom:OpenBaseUrl.</summary>
    public Uri BaseUrl => world.BaseUrl;

    public Company Company => world.Company;

    public SimulatorClock Clock => world.Clock;

    public Faults Faults { get; }

    /// <summary>Every API call so far, oldest first.</summary>
    public IReadOnlyList<ApiCall> Calls => calls.All;

    /// <summary>Every try to deliver a callback so far, in the order in which they ended.</summary>
    public IReadOnlyList<CallbackDelivery> CallbackDeliveries => deliveries.All;

    public static async Task<SimulatorServer> Start(SimulatorOptions? options = null)
    {
        var server = new SimulatorServer(options ?? new SimulatorOptions());
        await server.web.StartAsync();
        // localhost listens on both loopbacks; the address that is told on is the one that every client reaches.
        var address = server.web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server.world.BaseUrl = new Uri(address.Replace("//localhost:", "//127.0.0.1:", StringComparison.Ordinal));
        if (server.Options.ServiceUrl is { } service)
        {
            server.ConnectTo(service);
        }

        return server;
    }

    /// <summary>From now on callbacks go to this service's /wecom/callback and /wecom/bot, and its app may send cards that call back.</summary>
    public void ConnectTo(Uri service) => Locked(() =>
    {
        world.ServiceUrl = service;
        (appLine.Address, botLine.Address) = (new Uri(service, "/wecom/callback"), new Uri(service, "/wecom/bot"));
        world.Apps[0] = world.Apps[0] with { HasCallback = true };
    });

    /// <summary>One more app of the same company, with a secret of its own.</summary>
    public void AddApp(SimulatorApp app) => Locked(() => world.Apps.Add(app));

    /// <summary>The phone of a member, by name or userid.</summary>
    public Phone Phone(string nameOrUserId) => new(world, pump, appReplies, botReplies, Company.PersonNamed(nameOrUserId));

    /// <summary>How pages are opened on a member's phone, and what their JS-SDK will be answered.</summary>
    public JsPanel Panel(string nameOrUserId) => js.Panel(Company.PersonNamed(nameOrUserId).UserId);

    /// <summary>The phone of a customer, by name, remark or external_userid.</summary>
    public CustomerPhone Customer(string nameOrId) => new(world, pump, Company.CustomerNamed(nameOrId));

    /// <summary>Joining, leaving, moving: acts of the administrator.</summary>
    public DirectoryChanges Directory => new(world, pump);

    /// <summary>Ends when no callback is under way any more.</summary>
    public Task Idle() => pump.Idle();

    /// <summary>Checks the app's callback address as WeCom does when it is saved (D90238).</summary>
    public Task<UrlVerification> VerifyCallbackUrl() => pump.Verify(appLine);

    public Task<UrlVerification> VerifyBotUrl() => pump.Verify(botLine);

    /// <summary>Delivers this XML as an app callback, for events that no verb makes.</summary>
    public Task SendCallback(string plaintext) => pump.ToApp(plaintext);

    /// <summary>Puts a message into the session archive that no phone here can write, in its official form.</summary>
    public void Archive(System.Text.Json.Nodes.JsonObject message) => Locked(() => world.Archive!.Put(message));

    /// <summary>What the archive answers instead of messages, such as 301052; 0 for nothing.</summary>
    public void ArchiveAnswers(int errcode) => Locked(() => world.Archive!.Errcode = errcode);

    /// <summary>Delivers this JSON as a bot callback.</summary>
    public Task SendBotCallback(string plaintext) => pump.ToBot(plaintext);

    /// <summary>Ends when the program is told to stop.</summary>
    public Task UntilStopped() => web.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        pump.Dispose();
        passThrough.Dispose();
        await web.StopAsync(new CancellationToken(canceled: true));
        await web.DisposeAsync();
    }

    static WebApplication Build(SimulatorOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls(options.Url).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
            kestrel.Limits.MaxRequestBodySize = 32 * 1024 * 1024;
        });
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        return builder.Build();
    }

    void Locked(Action act)
    {
        lock (world.Gate)
        {
            act();
        }
    }
}
