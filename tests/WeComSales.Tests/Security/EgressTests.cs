using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WeComSales.WeCom;

namespace WeComSales.Tests.Security;

/// <summary>Goal 22: the program calls the addresses that somebody configured, and nothing that came in can send it elsewhere.</summary>
public sealed partial class EgressTests
{
    static readonly string[] Shipped = ["WeComSales", "WeComSales.Data", "WeComSales.Domain", "WeComSales.Pdf", "WeComSales.WeCom", "WeComSales.ArchiveReader"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_address_that_nobody_configured_is_refused_before_anything_is_sent(bool atOnce)
    {
        await using var own = await Place.Open();
        await using var foreign = await Place.Open();
        using var client = new Egress(own.Address).Client(TimeSpan.FromSeconds(5));
        using var careless = new HttpClient();

        (await Ask(client, own.Address, atOnce)).ShouldBe(HttpStatusCode.OK);
        await Should.ThrowAsync<HttpRequestException>(() => Ask(client, foreign.Address, atOnce));
        await Should.ThrowAsync<HttpRequestException>(() => Ask(client, new UriBuilder(own.Address) { Host = "localhost" }.Uri, atOnce));
        foreign.Asked.ShouldBe(0);

        // Control: a client that somebody made elsewhere does reach it.
        (await Ask(careless, foreign.Address, atOnce)).ShouldBe(HttpStatusCode.OK);
        foreign.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_leads_nowhere()
    {
        await using var foreign = await Place.Open();
        await using var own = await Place.Open(context => context.Response.Redirect(foreign.Address.ToString()));
        using var client = new Egress(own.Address).Client(TimeSpan.FromSeconds(5));
        using var careless = new HttpClient();

        (await Ask(client, own.Address)).ShouldBe(HttpStatusCode.Redirect);
        foreign.Asked.ShouldBe(0);

        // Control: whoever follows redirects is led there.
        (await Ask(careless, own.Address)).ShouldBe(HttpStatusCode.OK);
        foreign.Asked.ShouldBe(1);
    }

    [Fact]
    public void No_other_way_out_is_made_anywhere() => Shipped.SelectMany(project => Slices.Of(project).SelectMany(Ways)).ShouldBeEmpty();

    [Theory]
    [InlineData("using var http = new HttpClient();")]
    [InlineData("HttpClient http = new() { Timeout = Deadline };")]
    [InlineData("new SocketsHttpHandler { UseProxy = false }")]
    [InlineData("services.AddHttpClient();")]
    [InlineData("using var tcp = new TcpClient(host, 25);")]
    [InlineData("using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);")]
    public void Another_way_out_is_seen(string line) => Ways(new("Notes/Attachments.cs", line)).ShouldHaveSingleItem();

    /// <summary>Where a file makes a way out of its own. Sockets to this machine's own files lead nowhere.</summary>
    static IEnumerable<string> Ways(SourceFile file) => file.Path == "Api/Egress.cs"
        ? []
        : file.Text.Split('\n').Where(line => WayOut().IsMatch(line) && !line.Contains("AddressFamily.Unix", StringComparison.Ordinal)).Select(line => $"{file.Path}: {line.Trim()}");

    static async Task<HttpStatusCode> Ask(HttpClient client, Uri address, bool atOnce = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
#pragma warning disable CA1849 // The way without waiting is what is tried.
        using var answer = atOnce ? client.Send(request) : await client.SendAsync(request);
#pragma warning restore CA1849
        return answer.StatusCode;
    }

    [GeneratedRegex(@"new HttpClient\b|HttpClient \w+ = new|SocketsHttpHandler|HttpClientHandler|HttpMessageInvoker|AddHttpClient|IHttpClientFactory|WebRequest|WebClient|TcpClient|UdpClient|ClientWebSocket|SmtpClient|new Socket\(")]
    private static partial Regex WayOut();

    /// <summary>Somebody on this machine who counts who came.</summary>
    sealed class Place(WebApplication web) : IAsyncDisposable
    {
        int asked;

        public Uri Address => new(web.Urls.Single());

        public int Asked => Volatile.Read(ref asked);

        public static async Task<Place> Open(Action<HttpContext>? answer = null)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var place = new Place(builder.Build());
            place.Serve(answer);
            await place.Begin();
            return place;
        }

        public async ValueTask DisposeAsync() => await web.DisposeAsync();

        Task Begin() => web.StartAsync();

        void Serve(Action<HttpContext>? answer) => web.Run(context =>
        {
            Interlocked.Increment(ref asked);
            answer?.Invoke(context);
            return Task.CompletedTask;
        });
    }
}
