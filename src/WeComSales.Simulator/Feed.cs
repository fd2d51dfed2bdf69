using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace WeComSales.Simulator;

/// <summary>Tells whoever watches (the pages) that something has changed; what it is they ask for themselves.</summary>
sealed class Feed
{
    public const string Calls = "calls";
    public const string Clock = "clock";
    public const string Faults = "faults";

    /// <summary>Something that may concern every chat.</summary>
    public const string Everything = "everything";

    readonly Lock gate = new();
    readonly List<Watcher> watchers = [];

    /// <summary>A topic is the id of a chat or one of the words above.</summary>
    public void Tell(string topic)
    {
        lock (gate)
        {
            watchers.ForEach(watcher => watcher.Hear(topic));
        }
    }

    /// <summary>Hears everything from now on until it is disposed of.</summary>
    public Watcher Watch()
    {
        var watcher = new Watcher(this);
        lock (gate)
        {
            watchers.Add(watcher);
        }

        return watcher;
    }

    public sealed class Watcher(Feed feed) : IDisposable
    {
        readonly Channel<string> topics = Channel.CreateBounded<string>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });

        public void Hear(string topic) => topics.Writer.TryWrite(topic);

        /// <summary>Writes each topic that the page cares for as a server-sent event, until the page is gone.</summary>
        public async Task Send(HttpContext http, Func<string, bool> cares)
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync(": open\n\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await foreach (var topic in topics.Reader.ReadAllAsync(http.RequestAborted))
            {
                if (cares(topic))
                {
                    await http.Response.WriteAsync($"data: {topic}\n\n", http.RequestAborted);
                    await http.Response.Body.FlushAsync(http.RequestAborted);
                }
            }
        }

        public void Dispose()
        {
            lock (feed.gate)
            {
                feed.watchers.Remove(this);
            }
        }
    }
}
