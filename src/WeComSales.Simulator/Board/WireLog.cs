using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace WeComSales.Simulator;

/// <summary>The calls and callbacks as the board lists them, and each one opened.</summary>
sealed class WireLog(SimulatorServer server)
{
    const int MostAtOnce = 300;

    public object After(int calls, int callbacks) => new
    {
        calls = server.Calls.Where(call => call.Number > calls).TakeLast(MostAtOnce).Select(call => new
        {
            number = call.Number, at = call.At, path = call.Path, ok = call is { Status: 200, ErrCode: 0 }, result = Result(call), fault = call.Fault, note = Note(call),
        }),
        callbacks = server.CallbackDeliveries.Select((one, index) => (One: one, Number: index + 1)).Skip(callbacks).TakeLast(MostAtOnce).Select(entry => new
        {
            number = entry.Number, at = entry.One.At, path = What(entry.One), ok = entry.One is { Status: 200, Problem: null },
            result = Result(entry.One), again = entry.One.Try > 1,
        }),
    };

    public object? Detail(string kind, int number) => kind switch
    {
        "call" when server.Calls.FirstOrDefault(call => call.Number == number) is { } call => new
        {
            title = $"{call.Method} /cgi-bin/{call.Path}", sent = call.Body.Length > 0 ? Pretty(Body(call)) : call.Query, answer = Pretty(call.Answer), notes = call.Warnings.Concat(call.Dropped.Select(one => $"未送达 {one}（频率）")),
        },
        "callback" when number <= server.CallbackDeliveries.Count => Opened(server.CallbackDeliveries[number - 1]),
        _ => null,
    };

    static object Opened(CallbackDelivery one) => new
    {
        title = $"回调 {What(one)} · 第 {one.Try} 次", sent = Pretty(one.Plaintext), answer = one.Reply is { } reply ? Pretty(reply) : one.Status == 0 ? "" : $"HTTP {one.Status}", notes = one.Problem is { } problem ? [problem] : Array.Empty<string>(),
    };

    static string Body(ApiCall call) => call.Path == "media/upload" ? $"（{call.Body.Length} 字节）" : call.BodyText;

    static string Result(ApiCall call) => call.Status switch
    {
        0 => "没有回答",
        200 => call.ErrCode == 0 ? "0" : $"{call.ErrCode}",
        var status => $"HTTP {status}",
    };

    static string Result(CallbackDelivery one) => one switch
    {
        { Status: 200, Problem: null } => $"200 · {one.Latency.TotalMilliseconds:0} ms",
        { Status: 200 } => "回复无效",
        { Status: > 0 } => $"HTTP {one.Status}",
        { Problem: CallbackDelivery.TooLate } => "超时",
        { Problem: CallbackDelivery.Lost } => "已丢弃",
        _ => "连不上",
    };

    static string? Note(ApiCall call) => call.Duplicate ? "重复，未送达" : call.Dropped.Count > 0 ? "超频，静默丢弃" : null;

    static string What(CallbackDelivery one)
    {
        if (one.Channel == "bot")
        {
            using var json = JsonDocument.Parse(one.Plaintext);
            return $"bot {json.RootElement.Member("event").Text("eventtype") ?? json.RootElement.Text("msgtype")}";
        }

        var xml = XDocument.Parse(one.Plaintext).Root!;
        return xml.Element("ChangeType")?.Value ?? xml.Element("Event")?.Value ?? xml.Element("MsgType")?.Value ?? "?";
    }

    static string Pretty(string text)
    {
        try
        {
            return text.StartsWith('<') ? XDocument.Parse(text).ToString() : JsonSerializer.Serialize(JsonDocument.Parse(text).RootElement, JsonReading.Pretty);
        }
        catch (Exception unreadable) when (unreadable is JsonException or XmlException)
        {
            return text;
        }
    }
}
