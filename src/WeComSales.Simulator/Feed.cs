using System.Threading.Channels;

namespace WeComSales.Simulator;

/// <summary>Tells whoever watches (the pages) that something has changed; what it is they ask for themselves.</summary>
sealed class Feed
{
    readonly Lock gate = new();
    readonly List<Channel<string>> watchers = [];

    /// <summary>A topic is the id of a chat, <c>calls</c>, <c>clock</c> or <c>faults</c>.</summary>
    public void Tell(string topic)
    {
        lock (gate)
        {
            watchers.ForEach(watcher => watcher.Writer.TryWrite(topic));
        }
    }

    public async IAsyncEnumerable<string> Watch([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate)
        {
            watchers.Add(channel);
        }

        try
        {
            await foreach (var topic in channel.Reader.ReadAllAsync(stop))
            {
                yield return topic;
            }
        }
        finally
        {
            lock (gate)
            {
                watchers.Remove(channel);
            }
        }
    }
}
