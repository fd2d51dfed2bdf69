using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WeComSales.WeCom;

/// <summary>A call before it is made. The content is made anew for each try.</summary>
sealed record WireCall(HttpMethod Method, string Path, string Query = "", Func<HttpContent>? Content = null, bool Changes = false, TimeSpan? Deadline = null);

/// <summary>The only way out of this process to WeCom: listed hosts, no redirects, a deadline, and at most four calls of one API at a time (45033).</summary>
sealed class WireHttp : IDisposable
{
    const int CallsAtOnce = 4;
    const int MaxAnswerBytes = 32 * 1024 * 1024;

    readonly Egress egress;
    readonly HttpClient http;
    readonly WeComAccount account;
    readonly ConcurrentDictionary<string, SemaphoreSlim> gates = new(StringComparer.Ordinal);

    public WireHttp(WeComAccount account)
    {
        this.account = account;
        egress = new([account.ApiBase, .. account.OtherHosts.Select(host => new Uri($"https://{host}"))]);
        http = egress.Client(Timeout.InfiniteTimeSpan);
    }

    /// <summary>For every call without a deadline of its own, connect and read included.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);

    public void Dispose() => http.Dispose();

    /// <summary>A JSON call of the API; the token goes where WeCom alone looks for it, into the query.</summary>
    public Task<ApiResult<T>> Api<T>(WireCall call, string? token, JsonTypeInfo<T> type, CancellationToken stop) =>
        Send(call, Address(call, token), (response, ending) => Read(response, call.Changes, token, type, ending), stop);

    /// <summary>A call whose answer is read as it comes.</summary>
    public Task<ApiResult<T>> Stream<T>(WireCall call, string token, Func<HttpResponseMessage, CancellationToken, Task<ApiResult<T>>> read, CancellationToken stop) =>
        Send(call, Address(call, token), read, stop);

    /// <summary>A call of an address that WeCom itself gave us.</summary>
    public async Task<ApiResult<T>> Send<T>(
        WireCall call, Uri address, Func<HttpResponseMessage, CancellationToken, Task<ApiResult<T>>> read, CancellationToken stop)
    {
        if (!IsAllowed(address))
        {
            return new(ApiFailure.Refused("This host is not on the list of hosts that may be called."));
        }

        var gate = gates.GetOrAdd(call.Path, static _ => new SemaphoreSlim(CallsAtOnce));
        await gate.WaitAsync(stop);
        try
        {
            return await SendNow(call, address, read, stop);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Reads a business answer: errcode alone decides, and a missing one is 0.</summary>
    public static async Task<ApiResult<T>> Read<T>(
        HttpResponseMessage response, bool changes, string? token, JsonTypeInfo<T> type, CancellationToken ending)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new(ApiFailure.Http(response.StatusCode));
        }

        await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, ending);
        var body = await response.Content.ReadAsByteArrayAsync(ending);
        try
        {
            var head = JsonSerializer.Deserialize(body, WireJson.Types.AnswerHead);
            if (head is { Errcode: not 0 })
            {
                return new(ApiFailure.Answered(head.Errcode, Redact(head.Errmsg ?? "", token)));
            }

            return JsonSerializer.Deserialize(body, type) is { } answer ? new(answer) : new(ApiFailure.Lost("The answer is empty.", changes));
        }
        catch (JsonException)
        {
            return new(ApiFailure.Lost("The answer is not the JSON that was expected.", changes));
        }
    }

    async Task<ApiResult<T>> SendNow<T>(
        WireCall call, Uri address, Func<HttpResponseMessage, CancellationToken, Task<ApiResult<T>>> read, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ending.CancelAfter(call.Deadline ?? Deadline);
        using var request = new HttpRequestMessage(call.Method, address);
        var content = call.Content is { } make ? new SentContent(make()) : null;
        request.Content = content;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token);
            return await read(response, ending.Token);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException || (broken is OperationCanceledException && !stop.IsCancellationRequested))
        {
            var why = broken is OperationCanceledException ? "The deadline has passed." : Describe(broken);
            // Once the body has begun to leave, nobody can tell from here how much of it has arrived.
            return new(content is { IsStarted: false } ? ApiFailure.NotSent(why) : ApiFailure.Lost(why, call.Changes));
        }
    }

    Uri Address(WireCall call, string? token)
    {
        var query = token is null ? call.Query : $"access_token={Uri.EscapeDataString(token)}{(call.Query.Length > 0 ? "&" : "")}{call.Query}";
        return new Uri(account.ApiBase, $"/cgi-bin/{call.Path}{(query.Length > 0 ? "?" : "")}{query}");
    }

    bool IsAllowed(Uri address) => egress.Allows(address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback);

    // Messages of the platform hold host and port at most; the query, where the token is, never comes into them.
    static string Describe(Exception broken) => broken is HttpRequestException request ? $"{request.HttpRequestError}" : broken.GetType().Name;

    static string Redact(string text, string? token) => string.IsNullOrEmpty(token) ? text : text.Replace(token, "…", StringComparison.Ordinal);

    /// <summary>Knows whether the body has begun to leave.</summary>
    sealed class SentContent : HttpContent
    {
        readonly HttpContent inner;

        public SentContent(HttpContent inner)
        {
            this.inner = inner;
            foreach (var (name, values) in inner.Headers.NonValidated)
            {
                Headers.TryAddWithoutValidation(name, values);
            }
        }

        public bool IsStarted { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            IsStarted = true;
            return inner.CopyToAsync(stream, context, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = inner.Headers.ContentLength ?? -1;
            return length >= 0;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
