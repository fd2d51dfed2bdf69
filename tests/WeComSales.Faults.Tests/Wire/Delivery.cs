using System.Collections.Concurrent;

namespace WeComSales.Faults.Tests;

/// <summary>Posts callbacks over many connections at once, in the order given, and tells the answers.</summary>
/// <param name="callback">Where callbacks go.</param>
sealed class Delivery(Uri callback) : IDisposable
{
    const int Connections = 32;
    readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseProxy = false });

    /// <returns>How often each status was answered.</returns>
    public async Task<IReadOnlyDictionary<int, int>> All(IEnumerable<SignedCallback> posts)
    {
        var statuses = new ConcurrentDictionary<int, int>();
        await Parallel.ForEachAsync(posts, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (post, _) =>
            statuses.AddOrUpdate(await Post(post), 1, (_, count) => count + 1));
        return statuses;
    }

    public async Task<int> Post(SignedCallback post)
    {
        using var content = new ByteArrayContent(post.Body);
        using var answer = await client.PostAsync(new Uri(callback + post.Query), content);
        return (int)answer.StatusCode;
    }

    public void Dispose() => client.Dispose();
}
