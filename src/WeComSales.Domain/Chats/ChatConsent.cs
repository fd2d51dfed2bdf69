namespace WeComSales.Domain;

/// <summary>What a customer last said about being archived in one chat (同意, 不同意).</summary>
public sealed record ChatConsent(string ExternalUserid, string Chat, bool Agreed, DateTimeOffset At);

/// <summary>Whether a message may be kept.</summary>
public static class ChatKeeping
{
    /// <param name="consents">Those of the chat.</param>
    /// <param name="erasedUntil">When the words of the message's customer were last erased; null when never.</param>
    public static bool MayKeep(ChatMessage message, IEnumerable<ChatConsent> consents, DateTimeOffset? erasedUntil) =>
        !(erasedUntil >= message.At)
        && !consents.Any(consent => !consent.Agreed && consent.At <= message.At && consent.ExternalUserid == message.ExternalUserid);
}
