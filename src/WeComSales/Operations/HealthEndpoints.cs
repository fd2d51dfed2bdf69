using System.Globalization;
using WeComSales.Data;
using WeComSales.People;

namespace WeComSales.Operations;

/// <summary>One part of the service, whether it works, and in words how it stands or why it does not (decision 54).</summary>
public sealed record Part(string Name, bool Works, string Detail);

public sealed record Readiness(bool Ready, IReadOnlyList<Part> Parts);

/// <summary>Liveness: the process answers. Readiness: it can keep its promises, with the reason where it cannot.</summary>
public static class HealthEndpoints
{
    /// <summary>How this instance is known to the others.</summary>
    internal static readonly string Instance = $"{Environment.MachineName}/{Environment.ProcessId}";

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).ForAnyone().DisableRateLimiting().ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).ForAnyone().ExcludeFromDescription();
    }

    static async Task<IResult> Ready(HttpContext http, Db db, AppSettings settings, TimeProvider time)
    {
        var database = Database(db, await DatabaseState.Of(db, Instance));
        Part[] parts = database.Works ? [database, await Sending(db, settings, time.GetUtcNow()), await ArchiveHealth.Of(db, settings, time.GetUtcNow())] : [database];
        var ready = parts.All(part => part.Works);
        return Results.Json(
            new Readiness(ready, Nearby.IsNear(http, settings) ? parts : []),
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Which and why: unreachable, read-only, full, too old, busy.</summary>
    static Part Database(Db db, DatabaseState state) => state.Trouble == Trouble.None
        ? new("database", true, $"{db.Engine}；{state.Callbacks} 条回调、{state.Letters} 条消息在处理；运行中：{string.Join("、", state.Instances)}")
        : new("database", false, $"{db.Engine} {Words(state.Trouble)}：{state.Why}");

    static string Words(Trouble trouble) => trouble switch
    {
        Trouble.Unreachable => "连不上",
        Trouble.ReadOnly => "只能读",
        Trouble.Full => "磁盘满了",
        Trouble.TooOld => "版本太旧",
        Trouble.Busy => "太忙",
        _ => "出错",
    };

    /// <summary>A closed lane is told, not a reason to be taken out of service: callbacks are still kept.</summary>
    static async Task<Part> Sending(Db db, AppSettings settings, DateTimeOffset now)
    {
        var closed = await db.Read(tx => tx.SendLanes.Closed(now));
        return new("sending", true, closed.Count == 0
            ? "正常"
            : string.Join("；", closed.Select(lane => $"{lane.Api} 暂停到 {Local(lane.ClosedUntil, settings)}：{lane.Reason}")));
    }

    internal static string Local(DateTimeOffset at, AppSettings settings) =>
        TimeZoneInfo.ConvertTime(at, settings.TimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
