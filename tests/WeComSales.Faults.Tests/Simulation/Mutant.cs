using WeComSales.Data;

namespace WeComSales.Faults.Tests;

/// <summary>A mistake that somebody could make: words of a statement that are wrong, or a wrong way to take callbacks in.</summary>
sealed record Mutant(string Name, params (string Right, string Wrong)[] Words)
{
    const string Letters = "address, body, instead, file_id, trace, attempts";

    /// <summary>Says stored before it is.</summary>
    public bool AcknowledgesFirst { get; init; }

    /// <summary>Knows no repeat again.</summary>
    public bool ForgetsKeys { get; init; }

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("a callback is acknowledged before it is stored") { AcknowledgesFirst = true },
        new("a repeated callback is taken for a new one") { ForgetsKeys = true },
        new("a worker whose lease has ended still has its effect", ("done_at = @now, lease_until = null where seq = @Seq and state = 1 and epoch = @Epoch", "done_at = @now, lease_until = null where seq = @Seq")),
        new("a worker whose lease has ended still sends", ("where id = @Id and state = 1 and epoch = @Epoch", "where id = @Id"), Unchecked),
        new("a repeat is sent without the check for repeats", Unchecked),
        new("a repeat has other bytes than the first try", (Letters, "address, replace(body, '14400', cast(14400 - attempts as text)) as body, instead, file_id, trace, attempts")),
        new("a message counts as sent before it is", ("update outbox set state = 2, attempts", "update outbox set state = 3, done_at = @now, attempts")),
        new("a callback that failed counts as done", ("update inbox set state = 4, outcome = @reason, available_at = @at", "update inbox set state = 2, outcome = @reason, done_at = @at")),
        new("what a dead process had in hand stays there", ("update inbox set state = 0 where state = 1", "update inbox set state = 0 where state = 1 and 1 = 0")),
        new("what waits for its next try waits for ever", ("update outbox set state = 0 where state = 4 and available_at <= @now", "update outbox set state = 0 where state = 4 and available_at <= @now and 1 = 0")),
        new("a person's callbacks overtake each other", ("and order_key not in (select order_key from inbox where state = 1 and order_key <> '')", "")),
        new("nobody counts what a person gets", ("where receiver = @receiver and gated_at > @hourAgo", "where receiver = @receiver and gated_at > @hourAgo and 1 = 0")),
        new("a token is not kept for the next life", ("select name, sealed_value, version, refresh_at, expires_at from tokens where name = @name", "select name, sealed_value, version, refresh_at, expires_at from tokens where name = @name and name like '%:lease'")),
        new("what WeCom refuses for a while is given up", ("update outbox set state = 4, outcome = @reason, available_at = @at", "update outbox set state = 5, outcome = @reason, done_at = @at")),
    ];

    static (string, string) Unchecked => (Letters, "address, replace(body, '\"enable_duplicate_check\":1', '\"enable_duplicate_check\":0') as body, instead, file_id, trace, attempts");

    /// <summary>How often the wrong words were said: never means that the mutant was not there.</summary>
    public int Said { get; private set; }

    public string Spoil(string statement)
    {
        foreach (var (right, wrong) in Words)
        {
            if (statement.Contains(right, StringComparison.Ordinal))
            {
                Said++;
                statement = statement.Replace(right, wrong, StringComparison.Ordinal);
            }
        }

        return statement;
    }

    public override string ToString() => Name;
}

/// <summary>SQLite whose clock is the story's, and that may have been told wrong words.</summary>
sealed class StoryDialect(TimeProvider clock, Mutant? mutant) : SqliteDialect
{
    /// <summary>Whole seconds: a new text for each millisecond would be a new statement for each.</summary>
    public override string Now => $"'{clock.GetUtcNow():yyyy-MM-ddTHH:mm:ss.000Z}'";

    public override string NowPlus(string secondsParameter) => $"strftime('%Y-%m-%dT%H:%M:%fZ', {Now}, {secondsParameter} || ' seconds')";

    internal override string Heard(string statement) => mutant?.Spoil(statement) ?? statement;
}
