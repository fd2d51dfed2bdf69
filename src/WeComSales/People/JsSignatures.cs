using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.People;

/// <summary>What a page needs to register the JS-SDK for its address (D90506).</summary>
/// <param name="Timestamp">Seconds; a text, as WeCom's client takes it.</param>
public sealed record JsConfig(string CorpId, string AgentId, string Timestamp, string NonceStr, string Signature);

/// <summary>
/// Signs addresses of this service for the JS-SDK. The SDK asks again at every change of address, so an address keeps its
/// signature for a while.
/// </summary>
public sealed class JsSignatures(WeComClient weCom, AppSettings settings, PublicAddress address, TimeProvider time)
{
    static readonly TimeSpan kept = TimeSpan.FromMinutes(10);
    const int Most = 2000;

    /// <summary>What is longer is no page of ours, and would be kept.</summary>
    const int LongestUrl = 2048;

    readonly ConcurrentDictionary<string, (JsConfig Config, DateTimeOffset Until)> signed = new(StringComparer.Ordinal);

    /// <summary>
    /// Null when there is no ticket, because WeCom gave none or none can be kept, or for an address longer than any of ours:
    /// the page then goes on without the client's abilities.
    /// </summary>
    public async Task<JsConfig?> For(string url, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        url = url.Split('#')[0];
        if (url.Length > LongestUrl)
        {
            return null;
        }

        if (signed.TryGetValue(url, out var known) && now < known.Until)
        {
            return known.Config;
        }

        if (await Sign(url, now, stop) is not { } signature)
        {
            return null;
        }

        var config = new JsConfig(
            settings.WeCom.CorpId, settings.WeCom.AgentId.ToString(CultureInfo.InvariantCulture),
            signature.Timestamp.ToString(CultureInfo.InvariantCulture), signature.NonceStr, signature.Signature);
        if (signed.Count >= Most)
        {
            signed.Clear();
        }

        signed[url] = (config, now + kept);
        return config;
    }

    async Task<JsSignature?> Sign(string url, DateTimeOffset now, CancellationToken stop)
    {
        try
        {
            var result = await weCom.SignForAgent(url, RandomNumberGenerator.GetHexString(16, lowercase: true), now, stop);
            return result.TryGet(out var signature) ? signature : null;
        }
        catch (Exception broken) when (broken is DbException or WriterBusyException)
        {
            // A new ticket is kept before it is used. Pages are read on while nothing can be written (decision 80).
            return null;
        }
    }

    /// <summary>The address that the browser shows for this request.</summary>
    public string AddressOf(HttpRequest request) =>
        new Uri(address.Of(request), request.PathBase.Add(request.Path).ToUriComponent() + request.QueryString.ToUriComponent()).AbsoluteUri;

    /// <summary>Only pages of this service are signed, under the name by which the browser reaches it.</summary>
    public bool IsOwn(HttpRequest request, string url) =>
        url.Length <= LongestUrl && Uri.TryCreate(url, UriKind.Absolute, out var page)
        && page.GetLeftPart(UriPartial.Authority) == address.Of(request).GetLeftPart(UriPartial.Authority)
        && page.AbsolutePath.StartsWith("/sidebar/", StringComparison.Ordinal);
}
