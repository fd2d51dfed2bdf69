using System.Text.Json.Serialization;

namespace WeComSales.WeCom;

/// <summary>A message that WeCom took. Success is not delivery: what is over the limits per member is dropped in silence.</summary>
public sealed record MessageSent
{
    static readonly char[] bar = ['|'];

    /// <summary>Names the message for a recall.</summary>
    [JsonPropertyName("msgid")]
    public string? MsgId { get; init; }

    /// <summary>Changes the card once, within 72 hours; only for cards that call back.</summary>
    public string? ResponseCode { get; init; }

    /// <summary>Members who were not reached, in lower case, divided by bars.</summary>
    [JsonPropertyName("invaliduser")]
    public string? InvalidUser { get; init; }

    /// <summary>Members without a licence, in lower case, divided by bars.</summary>
    [JsonPropertyName("unlicenseduser")]
    public string? UnlicensedUser { get; init; }

    /// <summary>Members who were not reached. Compare without regard to case.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> InvalidUsers => Split(InvalidUser);

    /// <summary>Members without a licence. Compare without regard to case.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> UnlicensedUsers => Split(UnlicensedUser);

    static string[] Split(string? list) => (list ?? "").Split(bar, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

public sealed partial class WeComClient
{
    /// <summary>message/send (D90236): sends exactly these bytes, made by <see cref="MessageBody"/>, so that a repeat is found out by WeCom's duplicate check.</summary>
    public Task<ApiResult<MessageSent>> Send(ReadOnlyMemory<byte> body, CancellationToken stop) =>
        Post("message/send", body, changes: true, WireJson.Types.MessageSent, stop);

    /// <summary>message/update_template_card (D94888): changes a card by a response code, once. Answers the members whose card was not changed.</summary>
    public async Task<ApiResult<IReadOnlyList<string>>> UpdateTemplateCard(ReadOnlyMemory<byte> body, CancellationToken stop) =>
        (await Post("message/update_template_card", body, changes: true, WireJson.Types.UpdateCardAnswer, stop)).Select(answer => answer.InvalidUsers);

    /// <summary>message/recall (D94867): takes a message of this app back within 24 hours. True on success.</summary>
    public async Task<ApiResult<bool>> Recall(string msgId, CancellationToken stop)
    {
        var body = WireJson.Write(json => json.WriteString("msgid", msgId));
        return (await Post("message/recall", body, changes: true, WireJson.Types.EmptyAnswer, stop)).Select(_ => true);
    }

    /// <summary>Answers a bot's message later (D101138): once, within an hour, no token. The address must be on a listed host. True on success.</summary>
    /// <param name="responseUrl">The response_url of the message.</param>
    /// <param name="body">Made by <see cref="BotReply.Markdown"/> or <see cref="BotReply.Card"/>.</param>
    /// <param name="stop">Ends the call.</param>
    public async Task<ApiResult<bool>> Respond(string responseUrl, ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        if (!Uri.TryCreate(responseUrl, UriKind.Absolute, out var address))
        {
            return new(OfThisAddress(ApiFailure.Refused("The response_url is not an address.")));
        }

        var call = new WireCall(HttpMethod.Post, "response_url", Content: () => Json(body), Changes: true);
        var result = await http.Send(
            call, address, (response, ending) => WireHttp.Read(response, changes: true, token: null, WireJson.Types.EmptyAnswer, ending), stop);
        return result.Failure is { } failure ? new(OfThisAddress(failure)) : new(true);
    }

    // No setting of ours takes part: whatever is wrong with the way is wrong with this one address, and the next one has its own.
    static ApiFailure OfThisAddress(ApiFailure failure) =>
        failure.Reaction.Class == ErrorClass.Configuration ? failure with { Reaction = new(ErrorClass.Content) } : failure;
}
