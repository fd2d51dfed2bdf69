using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WeComSales.Faults.Tests;

/// <summary>A callback as WeCom posted it, signed and encrypted.</summary>
sealed record Post(string Query, byte[] Body);

/// <summary>Catches what WeCom posts, so that the story decides when, how often and to which life it is delivered.</summary>
sealed class Postbox : IAsyncDisposable
{
    readonly WebApplication web;
    readonly Queue<Post> posts = new();

    Postbox(WebApplication web) => this.web = web;

    public Uri Address => new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<Postbox> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var postbox = new Postbox(builder.Build());
        postbox.web.Run(postbox.Keep);
        await postbox.web.StartAsync();
        return postbox;
    }

    /// <summary>What has come since the last look, in its order.</summary>
    public IReadOnlyList<Post> Empty()
    {
        lock (posts)
        {
            Post[] all = [.. posts];
            posts.Clear();
            return all;
        }
    }

    async Task Keep(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        lock (posts)
        {
            posts.Enqueue(new(http.Request.QueryString.Value!, body.ToArray()));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await web.StopAsync(new CancellationToken(canceled: true));
        await web.DisposeAsync();
    }
}
