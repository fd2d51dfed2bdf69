namespace WeComSales.WeCom;

/// <summary>One secret of a corp and where WeCom is. Not a record on purpose: nothing prints it.</summary>
public sealed class WeComAccount
{
    /// <summary>https://qyapi.weixin.qq.com, or a loopback address for the simulator; plain http only there.</summary>
    public required Uri ApiBase { get; init; }

    public required string CorpId { get; init; }

    public required string Secret { get; init; }

    /// <summary>The app whose secret this is; tells its tokens from those of other secrets in the vault.</summary>
    public required string App { get; init; }

    /// <summary>Further hosts that may be called: where a bot's attachments lie.</summary>
    public IReadOnlyList<string> OtherHosts { get; init; } = [];
}
