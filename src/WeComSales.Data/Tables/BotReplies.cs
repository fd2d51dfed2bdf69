namespace WeComSales.Data;

/// <summary>
/// Who answers the bot: the open callback, or a later line through response_url. Exactly one of them wins,
/// because both sides change the row only from <c>waiting</c>.
/// </summary>
public sealed class BotReplies(Tx tx)
{
    public Task Open(byte[] dedupeKey, DateTimeOffset now) => tx.InsertIfAbsent(
        "bot_replies", "dedupe_key", "dedupe_key, state, received_at",
        new { DedupeKey = dedupeKey, State = "waiting", ReceivedAt = now });

    /// <summary>The worker's answer; false when the callback has already been closed without it.</summary>
    public async Task<bool> Answer(byte[] dedupeKey, string reply) => 1 == await tx.Run(
        "update bot_replies set state = 'ready', reply = @reply where dedupe_key = @dedupeKey and state = 'waiting'",
        new { dedupeKey, reply });

    /// <summary>Closes the callback without an answer; false when the worker was faster.</summary>
    public async Task<bool> Close(byte[] dedupeKey) => 1 == await tx.Run(
        "update bot_replies set state = 'late' where dedupe_key = @dedupeKey and state = 'waiting'", new { dedupeKey });

    /// <summary>The reply once it is ready; null while it is waited for or too late.</summary>
    public Task<string?> Ready(byte[] dedupeKey) => tx.One<string?>(
        "select reply from bot_replies where dedupe_key = @dedupeKey and state = 'ready'", new { dedupeKey });

    public Task<int> Forget(DateTimeOffset before) => tx.Run(
        "delete from bot_replies where received_at < @before", new { before });
}
