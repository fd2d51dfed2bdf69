using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using WeComSales.Simulator;
using WeComSales.WeCom;

namespace WeComSales.Tests.Simulator;

/// <summary>A receiving end that only writes down what it decrypts, and answers as the test says.</summary>
sealed partial class FakeService : IAsyncDisposable
{
    readonly WebApplication web;
    readonly CallbackCrypto app;
    readonly CallbackCrypto bot;

    FakeService(SimulatorOptions options)
    {
        app = new CallbackCrypto(options.Token, options.EncodingAesKey, options.CorpId);
        bot = new CallbackCrypto(options.BotToken, options.BotEncodingAesKey, "");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        web = builder.Build();
        web.Run(Handle);
    }

    /// <summary>Decrypted plain texts in the order of their arrival.</summary>
    public ConcurrentQueue<string> Received { get; } = new();

    /// <summary>The encrypted part of each body as it came.</summary>
    public ConcurrentQueue<string> Envelopes { get; } = new();

    public Func<HttpContext, string, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Sees the raw query and body of each callback.</summary>
    public Action<string, byte[]> Read { get; set; } = (_, _) => { };

    public Uri Url => new(web.Urls.First());

    public static async Task<FakeService> For(SimulatorServer wecom)
    {
        var service = new FakeService(wecom.Options);
        await service.web.StartAsync();
        wecom.ConnectTo(service.Url);
        return service;
    }

    /// <summary>An encrypted XML reply from the corp to this member.</summary>
    public string AppReply(string corpId, string userId, string inner)
    {
        var encrypted = app.Encrypt(Encoding.UTF8.GetBytes($"<xml><ToUserName>{userId}</ToUserName><FromUserName>{corpId}</FromUserName><CreateTime>1</CreateTime>{inner}</xml>"), new byte[16]);
        return $"<xml><Encrypt>{encrypted}</Encrypt><MsgSignature>{app.Sign("1", "own", encrypted)}</MsgSignature><TimeStamp>1</TimeStamp><Nonce>own</Nonce></xml>";
    }

    /// <summary>An encrypted bot reply to this call.</summary>
    public string BotReply(HttpContext http, string json)
    {
        var nonce = http.Request.Query["nonce"].ToString();
        var encrypted = bot.Encrypt(Encoding.UTF8.GetBytes(json), new byte[16]);
        return $$"""{"encrypt":"{{encrypted}}","msgsignature":"{{bot.Sign("1", nonce, encrypted)}}","timestamp":1,"nonce":"{{nonce}}"}""";
    }

    public async ValueTask DisposeAsync() => await web.DisposeAsync();

    async Task Handle(HttpContext http)
    {
        var crypto = http.Request.Path == "/wecom/bot" ? bot : app;
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        Read(http.Request.QueryString.Value!, Encoding.UTF8.GetBytes(body));
        var encrypted = http.Request.Query["echostr"] is [{ } echo] ? echo : Encrypted().Match(body).Groups[1].Value;
        string Query(string name) => http.Request.Query[name].ToString();
        crypto.Verify(Query("msg_signature"), Query("timestamp"), Query("nonce"), Encoding.UTF8.GetBytes(encrypted)).ShouldBeTrue();
        crypto.Decrypt(Encoding.UTF8.GetBytes(encrypted), out var plain).ShouldBeNull();
        Envelopes.Enqueue(encrypted);
        Received.Enqueue(Encoding.UTF8.GetString(plain));
        await Answer(http, Encoding.UTF8.GetString(plain));
    }

    [GeneratedRegex(@"(?:Encrypt><!\[CDATA\[|""encrypt"":"")([A-Za-z0-9+/=]+)")]
    private static partial Regex Encrypted();
}
