using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>A message as it is stored, with what became of it.</summary>
public sealed class ChatLine
{
    public required string Msgid { get; init; }
    public required long Seq { get; init; }
    public required string Chat { get; init; }
    public string? ExternalUserid { get; init; }
    public required string Sender { get; init; }
    public required bool Theirs { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Kind { get; init; }
    public required string Text { get; init; }
    public string? Quoted { get; init; }

    /// <summary>When its sender took it back; the words stay, marked.</summary>
    public DateTimeOffset? RecalledAt { get; init; }
}

/// <summary>What was said in the chats with customers, as the session archive gave it.</summary>
public sealed class ChatMessages(Tx tx)
{
    const string Columns = "msgid, seq, chat, external_userid, sender, theirs, at, kind, text, quoted";
    const string Shown =
        """
        m.msgid, m.seq, m.chat, m.external_userid, m.sender, m.theirs, m.at, m.kind, m.text, m.quoted, r.at as recalled_at
        from chat_messages m left join chat_recalls r on r.msgid = m.msgid
        """;

    /// <summary>Adds the message and its row on the timeline of each customer whom it concerns. False when it was there: the archive gives a message again after a crash.</summary>
    public async Task<bool> Add(ChatMessage message, IReadOnlyList<string> customers, DateTimeOffset now)
    {
        if (0 == await tx.InsertIfAbsent("chat_messages", "msgid", Columns + ", recorded_at", new
        {
            message.Msgid,
            message.Seq,
            message.Chat,
            message.ExternalUserid,
            message.Sender,
            message.Theirs,
            message.At,
            message.Kind,
            message.Text,
            message.Quoted,
            RecordedAt = now,
        }))
        {
            return false;
        }

        await tx.CustomerWaits.Said(message, now);
        var isRecalled = await tx.One<DateTimeOffset?>("select at from chat_recalls where msgid = @Msgid", new { message.Msgid }) is not null;
        foreach (var customer in customers)
        {
            await tx.Timeline.Add(new TimelineRow(
                customers.Count == 1 ? TimelineId(message.Seq) : $"{TimelineId(message.Seq)}-{customer}",
                customer, null, TimelineKinds.Message, message.At, message.Theirs ? null : message.Sender,
                message.Quoted is null ? message.Text : $"{message.Text}\n引用：{message.Quoted}", isRecalled ? Recalled : null, message.Msgid, now));
        }

        return true;
    }

    /// <summary>What a recalled message's row of the timeline says beside its words.</summary>
    const string Recalled = """{"recalled":true}""";

    /// <summary>Messages of the same millisecond keep their order in the archive.</summary>
    static string TimelineId(long seq) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"msg-{seq:D19}");

    /// <summary>The sender took a message back; also before the message itself was read.</summary>
    public async Task Recall(string msgid, DateTimeOffset at)
    {
        if (1 == await tx.InsertIfAbsent("chat_recalls", "msgid", "msgid, at", new { Msgid = msgid, At = at }))
        {
            await tx.Run("update timeline set detail = @Recalled where ref_id = @msgid and kind = 'message'", new { msgid, Recalled });
        }
    }

    /// <summary>Newest first, the page behind (<paramref name="before"/>, <paramref name="beforeSeq"/>); keyset, so that it costs the same however much is stored.</summary>
    public Task<IReadOnlyList<ChatLine>> Page(string chat, DateTimeOffset before, long beforeSeq, int count) => tx.All<ChatLine>(
        $"""
        select {Shown}
        where m.chat = @chat and m.at <= @before and (m.at < @before or m.seq < @beforeSeq)
        order by m.at desc, m.seq desc {tx.Dialect.Limit}
        """,
        new { chat, before, beforeSeq, count });

    /// <summary>Oldest first, what was said behind a message.</summary>
    public Task<IReadOnlyList<ChatLine>> Behind(string chat, DateTimeOffset after, long afterSeq, int count) => tx.All<ChatLine>(
        $"""
        select {Shown}
        where m.chat = @chat and m.at >= @after and (m.at > @after or m.seq > @afterSeq)
        order by m.at, m.seq {tx.Dialect.Limit}
        """,
        new { chat, after, afterSeq, count });

    /// <summary>Since when a customer waited at a time, for each member in whose chat the last word was theirs.</summary>
    /// <param name="from">What was said before does not count.</param>
    public async Task<IReadOnlyList<(string Userid, DateTimeOffset Since)>> WaitsAt(string externalUserid, DateTimeOffset at, DateTimeOffset from) =>
    [
        .. (await tx.All<PastWait>(
            """
            select m.chat, min(m.at) as since from chat_messages m
            where m.external_userid = @externalUserid and m.at > @from and m.at <= @at and m.theirs = @yes and m.chat like '%~%'
              and not exists (select 1 from chat_messages o where o.chat = m.chat and o.at >= m.at and o.at <= @at and o.theirs = @no)
            group by m.chat order by m.chat
            """,
            new { externalUserid, at, from, yes = true, no = false })).Select(wait => (wait.Chat[..wait.Chat.IndexOf('~', StringComparison.Ordinal)], wait.Since)),
    ];

    /// <summary>Those of one customer's chat, in the order in which they were said.</summary>
    /// <param name="msgids">At most 500.</param>
    public Task<IReadOnlyList<ChatLine>> Chosen(string externalUserid, string chat, IReadOnlyCollection<string> msgids) => tx.All<ChatLine>(
        $"select {Shown} where m.msgid in @msgids and m.chat = @chat and m.external_userid = @externalUserid order by m.at, m.seq",
        new { externalUserid, chat, msgids = tx.Many(msgids) });

    /// <summary>In which chat of two a message of this customer is; null when there is none of that id.</summary>
    public Task<string?> ChatOf(string externalUserid, string msgid) => tx.One<string>(
        "select chat from chat_messages where msgid = @msgid and external_userid = @externalUserid", new { externalUserid, msgid });

    /// <summary>The chat of two with this customer in which something was said last; null when nothing is archived.</summary>
    public Task<string?> NewestChat(string externalUserid) => tx.One<string>(
        $"select chat from chat_messages where external_userid = @externalUserid and chat like '%~%' order by at desc, seq desc {tx.Dialect.Limit}",
        new { externalUserid, count = 1 });

    /// <summary>Deletes the oldest messages before a time, with all that hangs on them.</summary>
    public async Task<int> Forget(DateTimeOffset before, int count) => await Remove(await tx.All<string>(
        $"select msgid from chat_messages where at < @before order by at {tx.Dialect.Limit}", new { before, count }));

    /// <summary>Deletes the words of a customer up to a time, theirs and those written to them; zero when nothing is left.</summary>
    public async Task<int> Erase(string externalUserid, DateTimeOffset until, int count)
    {
        var removed = await Remove(await tx.All<string>(
            $"select msgid from chat_messages where external_userid = @externalUserid and at <= @until order by at desc, seq desc {tx.Dialect.Limit}",
            new { externalUserid, until, count }));
        // What our side said in groups stands on this timeline too.
        return removed > 0 ? removed : await tx.Run(
            $"""
            delete from timeline where id in (
              select id from timeline where external_userid = @externalUserid and kind = 'message' and at <= @until
              order by at desc, id desc {tx.Dialect.Limit})
            """,
            new { externalUserid, until, count });
    }

    sealed class PastWait
    {
        public required string Chat { get; init; }
        public required DateTimeOffset Since { get; init; }
    }

    async Task<int> Remove(IReadOnlyList<string> msgids)
    {
        if (msgids.Count == 0)
        {
            return 0;
        }

        var args = new { msgids = tx.Many(msgids) };
        await tx.Run("delete from timeline where ref_id in @msgids and kind = 'message'", args);
        await tx.Run("delete from chat_recalls where msgid in @msgids", args);
        return await tx.Run("delete from chat_messages where msgid in @msgids", args);
    }
}
