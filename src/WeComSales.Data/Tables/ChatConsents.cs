using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>What customers said about being archived, for each chat the newest word.</summary>
public sealed class ChatConsents(Tx tx)
{
    /// <summary>An older word that comes late changes nothing.</summary>
    public Task Put(ChatConsent consent) => tx.Put(
        "update chat_consents set agreed = case when at < @At then @Agreed else agreed end, at = case when at < @At then @At else at end where external_userid = @ExternalUserid and chat = @Chat",
        "chat_consents", "external_userid, chat", "external_userid, chat, agreed, at", consent);

    /// <param name="chats">At most 500.</param>
    public async Task<ILookup<string, ChatConsent>> Of(IReadOnlyCollection<string> chats) => (await tx.All<Row>(
        "select c.external_userid, c.chat, c.agreed, c.at from chat_consents c where c.chat in @chats", new { chats = tx.Many(chats) }))
        .Select(row => new ChatConsent(row.ExternalUserid, row.Chat, row.Agreed, row.At)).ToLookup(consent => consent.Chat, StringComparer.Ordinal);

    sealed class Row
    {
        public required string ExternalUserid { get; init; }
        public required string Chat { get; init; }
        public required bool Agreed { get; init; }
        public required DateTimeOffset At { get; init; }
    }
}
