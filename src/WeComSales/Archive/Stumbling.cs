using WeComSales.Data;

namespace WeComSales.Archive;

/// <summary>How the next reader is sent out.</summary>
/// <param name="OneByOne">It pulls a single message and says which one before it opens it.</param>
/// <param name="Ahead">It only looks so many numbers further on whether the library can fetch what lies there.</param>
public sealed record ReaderStep(bool OneByOne, int Ahead);

/// <summary>
/// What becomes of a message at which the native library falls every time (decision 45). Opening it: its reader said
/// which one, and it is left behind as WeCom gave it. Fetching it: nobody knows which one, so readers are sent ahead,
/// number by number, until one comes through; when the place itself is then fallen at again, that number is left behind.
/// A library that falls everywhere leaves nothing behind.
/// </summary>
public sealed class Stumbling
{
    /// <summary>Falls in a row until the reader takes a single message at a time.</summary>
    public const int UntilOneByOne = 3;

    /// <summary>Falls over one message, known by its number, until it is left behind.</summary>
    public const int UntilLeft = 3;

    /// <summary>Falls at the place itself after a reader came through behind it.</summary>
    public const int Proofs = 2;

    /// <summary>Numbers that are tried ahead before it begins again.</summary>
    public const int Farthest = 20;

    long position = -1;
    int falls, openings, ahead, proofs;
    long opening;
    int? through;

    /// <summary>The last kept message that was tried again since the service started; each is tried once.</summary>
    public long Reopened { get; set; }

    /// <param name="at">The last message that is durable.</param>
    public ReaderStep Next(long at)
    {
        if (at != position)
        {
            Clear();
            position = at;
        }

        return new(falls >= UntilOneByOne, ahead);
    }

    /// <summary>The archive was heard at this place.</summary>
    public void Clear()
    {
        (falls, openings, ahead, proofs, opening, through) = (0, 0, 0, 0, 0, null);
    }

    /// <summary>The reader that was sent ahead came through.</summary>
    public void CameThrough()
    {
        (through, ahead, proofs) = (ahead, 0, 0);
    }

    /// <summary>The library fell once more. Not null: this message is left behind.</summary>
    /// <param name="over">What the reader was about to open; null when it was fetching.</param>
    public (SealedMessage Message, int Crashes)? Fell(SealedMessage? over)
    {
        falls++;
        if (over is not null)
        {
            (ahead, through) = (0, null);
            openings = over.Seq == opening ? openings + 1 : 1;
            opening = over.Seq;
            return openings >= UntilLeft ? (over, openings) : null;
        }

        if (through is { } step)
        {
            return ++proofs >= Proofs ? (new(position + step, "", "unreadable", 0, "", ""), falls) : null;
        }

        if (falls >= UntilOneByOne + UntilLeft)
        {
            ahead = ahead == Farthest ? 0 : ahead + 1;
        }

        return null;
    }
}
