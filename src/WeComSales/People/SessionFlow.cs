using System.Data.Common;
using WeComSales.Data;

namespace WeComSales.People;

/// <summary>Sessions between their sign-in and their end: how long they live, who uses them, and which ones somebody has.</summary>
public sealed class SessionFlow(Db db, PersonalDigests digests, TimeProvider time, ILogger<SessionFlow> log)
{
    /// <summary>From the sign-in.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    /// <summary>Without a request. Inside WeCom the next page signs in again by itself (decision 48).</summary>
    public static readonly TimeSpan UnusedLife = TimeSpan.FromHours(2);

    /// <summary>How exactly a use is written down: not every look at a page is a write.</summary>
    public static readonly TimeSpan UseStep = TimeSpan.FromMinutes(5);

    const int NameDigits = 32;

    /// <summary>Who is behind the value of a cookie; null when nobody is, or no longer.</summary>
    public async Task<Domain.Staff?> Owner(string cookie)
    {
        var (now, hash) = (time.GetUtcNow(), SessionCookie.Hash(cookie));
        if (await db.Read(tx => tx.Staff.OfSession(hash, now, now - UnusedLife)) is not { } owner)
        {
            return null;
        }

        if (owner.UsedAt <= now - UseStep)
        {
            await Used(hash, now);
        }

        return owner.Staff;
    }

    /// <summary>Somebody's sessions, the one used last first.</summary>
    /// <param name="cookie">That of the browser that asks.</param>
    public async Task<IReadOnlyList<MySession>> Of(CurrentUser user, string cookie)
    {
        var (now, own) = (time.GetUtcNow(), SessionCookie.Hash(cookie));
        return [.. (await db.Read(tx => tx.Sessions.Of(user.Userid, now, now - UnusedLife))).Select(session => new MySession(
            Name(session), session.Device, session.Inside == true, session.CreatedAt, session.UsedAt ?? session.CreatedAt, session.IdHash == own))];
    }

    /// <summary>Ends one of somebody's own sessions. False when they have none of this name.</summary>
    public async Task<bool> End(CurrentUser user, string name)
    {
        var now = time.GetUtcNow();
        var ended = await db.Write(async tx =>
            (await tx.Sessions.Of(user.Userid, now, now - UnusedLife)).FirstOrDefault(session => Name(session) == name) is { } session
                ? await tx.Sessions.Close(session.IdHash)
                : 0);
        if (ended > 0)
        {
            log.SignedOut(digests.Of(user.Userid), ended);
        }

        return ended > 0;
    }

    /// <summary>How a page calls a session: neither its value nor the key of its row.</summary>
    static string Name(Session session) => SessionCookie.Hash(session.IdHash)[..NameDigits];

    async Task Used(string hash, DateTimeOffset now)
    {
        try
        {
            await db.Write(tx => tx.Sessions.Used(hash, now, now - UseStep));
        }
        catch (Exception broken) when (broken is DbException or WriterBusyException)
        {
            // Pages are read on while nothing can be written; readiness says why it cannot.
        }
    }
}
