using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace WeComSales.Simulator;

/// <summary>gettoken (D91039): one token per secret, the same one while it lives, and a door that closes after too many wrong secrets.</summary>
sealed class Tokens(SimulatorOptions options, SimulatorClock clock, IReadOnlyList<SimulatorApp> apps)
{
    static readonly TimeSpan life = TimeSpan.FromHours(2);
    static readonly TimeSpan ban = TimeSpan.FromHours(1);

    readonly Dictionary<string, (SimulatorApp App, DateTimeOffset Until, int Revoked)> issued = [];
    readonly Queue<DateTimeOffset> wrong = new();
    DateTimeOffset bannedUntil;

    public ApiAnswer Get(ApiRequest call)
    {
        var now = clock.GetUtcNow();
        if (call.Query("corpsecret") is not { } secret)
        {
            return new Refusal(41004, "corpsecret missing");
        }

        if (call.Query("corpid") is not { } corpId)
        {
            return new Refusal(41002, "corpid missing");
        }

        if (now < bannedUntil)
        {
            return new Refusal(45009, "api freq out of limit");
        }

        return corpId != options.CorpId ? Wrong(now, new Refusal(40013, "invalid corpid"))
            : apps.FirstOrDefault(app => app.Secret == secret) is not { } app ? Wrong(now, new Refusal(40001, "invalid credential"))
            : Issue(app, now);
    }

    /// <summary>The app of a token, or why it is not taken.</summary>
    public Refusal? Check(string? token, out SimulatorApp? app)
    {
        app = null;
        if (token is null)
        {
            return new Refusal(41001, "access_token missing");
        }

        if (!issued.TryGetValue(token, out var entry))
        {
            return new Refusal(40014, "invalid access_token");
        }

        app = entry.App;
        return entry.Revoked != 0 ? new Refusal(entry.Revoked, "access_token revoked")
            : Refusal.Unless(clock.GetUtcNow() < entry.Until, 42001, "access_token expired");
    }

    /// <summary>WeCom may end tokens before their time; those answer this code from now on.</summary>
    public void Revoke(int code)
    {
        foreach (var token in issued.Keys.ToList())
        {
            issued[token] = issued[token] with { Revoked = code };
        }
    }

    ApiAnswer Issue(SimulatorApp app, DateTimeOffset now)
    {
        var (token, entry) = issued.FirstOrDefault(pair => pair.Value.App == app && pair.Value.Revoked == 0 && now < pair.Value.Until);
        if (token is null)
        {
            token = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", 214);
            issued[token] = entry = (app, now + life, 0);
        }

        return ApiAnswer.Ok(("access_token", token), ("expires_in", JsonValue.Create((int)(entry.Until - now).TotalSeconds)));
    }

    ApiAnswer Wrong(DateTimeOffset now, Refusal refusal)
    {
        wrong.Enqueue(now);
        while (wrong.Peek() < now - ban)
        {
            wrong.Dequeue();
        }

        if (wrong.Count > options.WrongSecretsPerHour)
        {
            bannedUntil = now + ban;
        }

        return refusal;
    }
}
