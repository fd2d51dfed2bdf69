namespace WeComSales.Data;

/// <summary>Cards at people's phones and the newest code with which each can be changed (D94888: once, 72 hours).</summary>
public sealed class CardTable(Tx tx)
{
    /// <summary>Remembers the code that the send, or the latest tap, brought.</summary>
    public async Task Remember(string taskId, string userid, string responseCode, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        var args = new { TaskId = taskId, Userid = userid, ResponseCode = responseCode, CodeExpiresAt = expiresAt, CreatedAt = now };
        await tx.Put(
            "update cards set response_code = @ResponseCode, code_expires_at = @CodeExpiresAt where task_id = @TaskId",
            "cards", "task_id", "task_id, userid, response_code, code_expires_at, created_at", args);
    }

    /// <summary>Removes cards whose codes were over before a time: nothing can change them any more.</summary>
    public Task<int> Forget(DateTimeOffset before) => tx.Run("delete from cards where code_expires_at < @before", new { before });

    /// <summary>The code, which is then gone: WeCom accepts each one once.</summary>
    public async Task<string?> Spend(string taskId, DateTimeOffset now)
    {
        var code = await tx.One<string?>(
            "select response_code from cards where task_id = @taskId and response_code is not null and code_expires_at > @now",
            new { taskId, now });
        return code is not null && 1 == await tx.Run(
            "update cards set response_code = null where task_id = @taskId and response_code = @code", new { taskId, code }) ? code : null;
    }
}
