using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Archive;
using WeComSales.Data;
using WeComSales.Simulator;

namespace WeComSales.Tests.Archive;

/// <summary>The house with a session archive: the simulator's own reader runs as a process of its own.</summary>
public static class ArchiveHouse
{
    public static Task<House> Open(params (string Key, string? Value)[] changes) => House.Open(
        new SimulatorOptions { ArchiveNotices = true },
        [("WeCom:Archive:Secret", new SimulatorOptions().ArchiveSecret), ("WeCom:Archive:Reader", Reader), .. changes]);

    public static string Reader => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "wecom-simulator.exe" : "wecom-simulator");

    public static ArchiveWorker Worker(this House house) => house.Services.GetRequiredService<ArchiveWorker>();

    /// <summary>Ends when everything that was said so far is stored.</summary>
    public static Task Archived(this House house) => house.Worker().Idle().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>What is stored of a chat of two, oldest first.</summary>
    public static async Task<IReadOnlyList<ChatLine>> Chat(this House house, string member = "linxiao", string customer = "wmWang") =>
        [.. (await house.Db.Read(tx => tx.ChatMessages.Page($"{member}~{customer}", House.Start.AddYears(1), 0, 1000))).Reverse()];

    public static JsonObject Message(string msgid, string from, string to, string kind, JsonObject body, DateTimeOffset? at = null) => new()
    {
        ["msgid"] = msgid,
        ["action"] = "send",
        ["from"] = from,
        ["tolist"] = new JsonArray(to),
        ["roomid"] = "",
        ["msgtime"] = (at ?? House.Start).ToUnixTimeMilliseconds(),
        ["msgtype"] = kind,
        [kind] = body,
    };
}
