using System.Text.Json.Nodes;

namespace WeComSales.Simulator;

/// <summary>The session archive (会话内容存档) of this WeCom: what is said in the chats with customers, in its official form, numbered.</summary>
sealed class ChatArchive(World world, CallbackPump pump)
{
    /// <summary>WeCom tells of news at most this often (D95039).</summary>
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    readonly SortedList<long, JsonObject> messages = [];
    DateTimeOffset? told;
    bool isDue;

    /// <summary>What WeCom answers instead of messages; 0 for nothing.</summary>
    public int Errcode { get; set; }

    /// <summary>Everything that the chats hold from the start.</summary>
    public void Fill()
    {
        foreach (var (chat, message) in world.Company.Chats.Values.Where(IsArchived).SelectMany(chat => chat.Messages.Select(message => (chat, message))).OrderBy(one => one.message.At))
        {
            Append(ArchivedForm.Of(world, chat, message), message.At);
        }
    }

    /// <summary>Called under the simulator's lock, with every message that is said.</summary>
    public void Said(Chat chat, ChatMessage message)
    {
        if (IsArchived(chat))
        {
            Append(ArchivedForm.Of(world, chat, message), message.At);
            Tell();
        }
    }

    /// <summary>A message as it is, for kinds that no phone here can write.</summary>
    public void Put(JsonObject message)
    {
        Append(message, world.Now);
        Tell();
    }

    /// <summary>Called under the simulator's lock.</summary>
    public IReadOnlyList<JsonNode> After(long seq, int count) =>
        [.. messages.Where(one => one.Key > seq).Take(count).Select(one =>
        {
            var line = one.Value.DeepClone();
            line["seq"] = one.Key;
            return line;
        })];

    static bool IsArchived(Chat chat) => chat.Kind == ChatKind.Customer;

    /// <summary>Numbers grow with time also over restarts of the simulator, so that a service that read an earlier life goes on reading.</summary>
    void Append(JsonObject message, DateTimeOffset at)
    {
        var last = messages.Count == 0 ? 0 : messages.Keys[^1];
        var seq = Math.Max(last + 1, at.ToUnixTimeMilliseconds());
        message["msgid"] ??= $"{seq}_demo_external";
        messages.Add(seq, message);
    }

    void Tell()
    {
        if (!world.Options.ArchiveNotices || isDue)
        {
            return;
        }

        var pause = told + Quiet - world.Now;
        if (pause is null || pause <= TimeSpan.Zero)
        {
            Notify();
            return;
        }

        isDue = true;
        _ = Task.Delay(pause.Value, world.Clock).ContinueWith(_ => Later(), TaskScheduler.Default);
    }

    void Later()
    {
        lock (world.Gate)
        {
            isDue = false;
            Notify();
        }
    }

    void Notify()
    {
        told = world.Now;
        _ = pump.ToApp(EventXml.Write(world, "sys", "event", ("Event", "msgaudit_notify"), ("AgentID", 2000004)));
    }
}
