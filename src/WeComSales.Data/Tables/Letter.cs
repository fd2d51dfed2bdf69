namespace WeComSales.Data;

/// <summary>Which door of WeCom a letter goes through.</summary>
public static class Call
{
    public const string MessageSend = "message.send";
    public const string CardUpdate = "card.update";
    public const string BotRespond = "bot.respond";
}

/// <summary>What goes first when not everything can: smaller is sooner.</summary>
public enum Lane { Alert = 0, Card = 1, Report = 2 }

/// <summary>One effect on WeCom, decided and not yet sent. The body never changes: repeats are byte-identical.</summary>
/// <param name="DedupeKey">Business key: a second letter with the same key is the same letter.</param>
/// <param name="Receiver">Userid.</param>
/// <param name="TaskId">The card this is about, if it is one.</param>
/// <param name="Address">For <see cref="Call.BotRespond"/>: the response_url.</param>
/// <param name="Instead">For <see cref="Call.CardUpdate"/>: the message to send when the card can no longer be changed.</param>
/// <param name="FileId">The file it carries; in the body <see cref="MediaPlace"/> stands for WeCom's name of it.</param>
/// <param name="NotBefore">Null: at once.</param>
public sealed record Letter(
    string DedupeKey, string Call, Lane Lane, string Receiver, string Body,
    string? TaskId = null, string? Address = null, string? Instead = null, string? FileId = null, DateTimeOffset? NotBefore = null)
{
    /// <summary>Stands in a body until the file has a media_id, which never holds this character.</summary>
    public const string MediaPlace = "@file";
}

public sealed class ClaimedLetter
{
    public required string Id { get; init; }
    public required string DedupeKey { get; init; }
    public required string Call { get; init; }
    public required Lane Lane { get; init; }
    public required string Receiver { get; init; }
    public string? TaskId { get; init; }
    public string? Address { get; init; }
    public required string Body { get; init; }
    public string? Instead { get; init; }
    public string? FileId { get; init; }
    /// <summary>The trace of what caused it; null when nobody was tracing.</summary>
    public string? Trace { get; init; }
    public required int Attempts { get; init; }
    public required int Epoch { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>The first try that may have arrived; null while every one was certainly not taken.</summary>
    public DateTimeOffset? FirstGatedAt { get; init; }

    /// <summary>The last try before this one.</summary>
    public DateTimeOffset? GatedAt { get; init; }
}

/// <summary>How far a letter is.</summary>
public sealed class LetterFate
{
    public required int State { get; init; }

    /// <summary>Why it waits, was given up, or how it was sent; null before the first try.</summary>
    public string? Outcome { get; init; }

    public bool IsSent => State == Outbox.Delivered;

    public bool IsGivenUp => State == Outbox.GivenUp;
}

public sealed class DeadLetter
{
    public required string Id { get; init; }
    public required string Call { get; init; }
    public required string Receiver { get; init; }
    public required string Body { get; init; }
    public required int Attempts { get; init; }
    public required string Outcome { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset DoneAt { get; init; }
}

/// <summary>How many messages a person got through the gate lately, for the limiter (D90236: 30 a minute, 1,000 an hour, silently dropped).</summary>
public sealed class RecentSends
{
    public long LastMinute { get; init; }
    public long LastHour { get; init; }
    public DateTimeOffset? OldestInMinute { get; init; }
    public DateTimeOffset? OldestInHour { get; init; }
}
