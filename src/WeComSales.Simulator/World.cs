namespace WeComSales.Simulator;

/// <summary>What all parts of this WeCom share. Everything mutable in it is touched under <see cref="Gate"/> only.</summary>
sealed class World
{
    public required SimulatorOptions Options { get; init; }

    public required SimulatorClock Clock { get; init; }

    public required Company Company { get; init; }

    public Lock Gate { get; } = new();

    public Feed Feed { get; } = new();

    public MediaShelf Media { get; } = new();

    public ChatArchive? Archive { get; set; }

    public List<SimulatorApp> Apps { get; } = [];

    /// <summary>Response codes and the cards that they can change.</summary>
    public required ResponseCodes Codes { get; init; }

    /// <summary>Where this WeCom can be reached; known once it listens.</summary>
    public Uri BaseUrl { get; set; } = new("http://127.0.0.1");

    /// <summary>The service whose callbacks are called and whose pages the phones show.</summary>
    public Uri? ServiceUrl { get; set; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Puts a message into a chat and tells the phones.</summary>
    public ChatMessage Post(Chat chat, ChatMessage message)
    {
        chat.Messages.Add(message);
        Archive?.Said(chat, message);
        Feed.Tell(chat.Id);
        return message;
    }
}

/// <summary>An app of the company, or one of the system secrets (then without agent id).</summary>
/// <param name="HasCallback">Whether it may send cards that call back (43012).</param>
public sealed record SimulatorApp(int AgentId, string Name, string Secret, bool HasCallback)
{
    /// <summary>The 通讯录同步 secret may read the directory and nothing else.</summary>
    public bool IsContactSync => AgentId == 0;
}
