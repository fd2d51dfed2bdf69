using WeComSales.WeCom;

namespace WeComSales.People;

/// <summary>What WeCom says about the code that a browser brought back.</summary>
public abstract record CodeAnswer
{
    public sealed record Staff(string Userid) : CodeAnswer;

    /// <summary>A WeChat user, or a member of a linked company: not in our directory.</summary>
    public sealed record Stranger : CodeAnswer;

    /// <summary>Wrong, older than five minutes, or used before.</summary>
    public sealed record Spent : CodeAnswer;

    public sealed record Failed(string Why) : CodeAnswer;
}

/// <summary>Asks once who stands behind a code (D91023): a second try could only find it used.</summary>
public sealed class CodeExchange(WeComClient weCom)
{
    public async Task<CodeAnswer> Userid(string code, CancellationToken stop)
    {
        var result = await weCom.GetUserInfo(code, stop);
        return result.Failure switch
        {
            { Errcode: 40029 or 42003 or 42022 } => new CodeAnswer.Spent(),
            { } failure => new CodeAnswer.Failed($"auth/getuserinfo {Asking.Reason(failure)}"),
            null => result.Value.Userid is { Length: > 0 } userid && !userid.Contains('/') ? new CodeAnswer.Staff(userid) : new CodeAnswer.Stranger(),
        };
    }
}
