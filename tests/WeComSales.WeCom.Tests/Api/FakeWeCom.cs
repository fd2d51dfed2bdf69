using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WeComSales.WeCom.Tests;

/// <summary>A server on loopback that answers as a test says and keeps what it was asked.</summary>
public sealed class FakeWeCom : IAsyncDisposable
{
    public sealed record Call(string Method, string Path, string Query, string? ContentType, byte[] Body)
    {
        public string Text => Encoding.UTF8.GetString(Body);
    }

    readonly WebApplication app;
    int tokens;

    FakeWeCom(WebApplication app) => this.app = app;

    /// <summary>Answers every call but gettoken.</summary>
    public Func<HttpContext, Call, Task> Answer { get; set; } = (context, _) => context.Response.WriteAsync("""{"errcode":0,"errmsg":"ok"}""");

    /// <summary>Answers gettoken; a new token each time unless a test says otherwise.</summary>
    public Func<string>? TokenAnswer { get; set; }

    /// <summary>Tokens other than the newest are refused with 40014.</summary>
    public bool ChecksTokens { get; set; }

    public ConcurrentQueue<Call> Calls { get; } = new();

    public int TokenCalls => Calls.Count(call => call.Path == "/cgi-bin/gettoken");

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<FakeWeCom> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8);
        var fake = new FakeWeCom(builder.Build());
        fake.app.Run(fake.Serve);
        await fake.app.StartAsync();
        return fake;
    }

    public WeComAccount Account(string secret = "app-secret") => new() { ApiBase = Address, CorpId = "ww1", Secret = secret, App = "1000002" };

    public WeComClient Client(ITokenVault? vault = null, TimeProvider? clock = null) => new(Account(), vault ?? new MemoryTokenVault(), clock ?? TimeProvider.System);

    public void Says(string json) => Answer = (context, _) => context.Response.WriteAsync(json);

    public void Revoke() => Interlocked.Increment(ref tokens);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    async Task Serve(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var call = new Call(context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "", context.Request.ContentType, body.ToArray());
        Calls.Enqueue(call);
        if (call.Path == "/cgi-bin/gettoken")
        {
            await context.Response.WriteAsync(TokenAnswer?.Invoke() ?? $$"""{"errcode":0,"errmsg":"ok","access_token":"token-{{Interlocked.Increment(ref tokens)}}","expires_in":7200}""");
        }
        else if (ChecksTokens && !call.Query.Contains($"access_token=token-{Volatile.Read(ref tokens)}", StringComparison.Ordinal))
        {
            await context.Response.WriteAsync("""{"errcode":40014,"errmsg":"invalid access_token","external_userid":[]}""");
        }
        else
        {
            await Answer(context, call);
        }
    }
}

/// <summary>A clock that a test moves.</summary>
public sealed class HandClock : TimeProvider
{
    DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
