namespace WeComSales.Simulator;

/// <summary>Everything about this WeCom that can be chosen before it starts. The defaults are the demo's; none of these values opens a real door.</summary>
public sealed record SimulatorOptions
{
    public string CorpId { get; init; } = "ww5eed0c0ffee12345";

    public int AgentId { get; init; } = 1000002;

    public string AppName { get; init; } = "销售助手";

    public string Secret { get; init; } = "demo-app-secret-not-a-real-one-0000000000";

    public string Token { get; init; } = "demoAppToken";

    public string EncodingAesKey { get; init; } = "demoAppKeyOnlyForTheSimulator00000000000000";

    public string ContactsSecret { get; init; } = "demo-contacts-secret-not-a-real-one-000000";

    public string ArchiveSecret { get; init; } = "demo-archive-secret-not-a-real-one-0000000";

    /// <summary>Whether the service is told of news in the session archive (msgaudit_notify).</summary>
    public bool ArchiveNotices { get; init; }

    public string BotId { get; init; } = "demo-bot";

    public string BotName { get; init; } = "商机小助手";

    public string BotToken { get; init; } = "demoBotToken";

    public string BotEncodingAesKey { get; init; } = "demoBotKeyOnlyForTheSimulator00000000000000";

    /// <summary>The address to listen on, as Kestrel writes it; port 0 takes a free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>The service whose callbacks are called; <see cref="SimulatorServer.ConnectTo"/> sets it later.</summary>
    public Uri? ServiceUrl { get; init; }

    /// <summary>Where time begins. Null: the real time, running on; a value: a clock that stands still until it is moved.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>The company; null is the demo company.</summary>
    public Company? Company { get; init; }

    /// <summary>How long a response_code lives: 72 h on the newer page, 24 h in the older table (D94888).</summary>
    public TimeSpan ResponseCodeLife { get; init; } = TimeSpan.FromHours(72);

    /// <summary>How long a callback may take before the connection is cut (D90238), in real time.</summary>
    public TimeSpan CallbackTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause before each of the three repeats of a callback, in real time; WeCom does not document its own.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>More calls of one API at once are answered with 45033.</summary>
    public int ParallelCallsPerApi { get; init; } = 20;

    /// <summary>Calls of one API within a minute before 45009 (D90454); gettoken and message/send are not counted.</summary>
    public int CallsPerMinute { get; init; } = 10_000;

    /// <summary>Wrong secrets within an hour before gettoken is closed for an hour.</summary>
    public int WrongSecretsPerHour { get; init; } = 2000;

    /// <summary>The company's licensed accounts; times 200 it is the daily cap of message/send in person-times (D90454).</summary>
    public int AccountCap { get; init; } = 500;

    /// <summary>Addresses that may call the API; null allows every one, otherwise 60020.</summary>
    public IReadOnlyList<string>? TrustedIps { get; init; }

    /// <summary>Hosts (with port, where there is one) that OAuth may return to; null allows loopback only.</summary>
    public IReadOnlyList<string>? TrustedDomains { get; init; }
}
