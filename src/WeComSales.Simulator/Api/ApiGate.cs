using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace WeComSales.Simulator;

/// <summary>The way every call takes: faults, limits, token, shape, then the API itself, and a line in the log.</summary>
sealed partial class ApiGate(World world, Faults faults, Tokens tokens, CallLog log, IReadOnlyDictionary<string, ApiRoute> routes)
{
    static readonly string[] uncounted = ["gettoken", "message/send"];

    readonly ConcurrentDictionary<string, int> running = new();
    readonly Dictionary<string, (long Minute, int Calls)> minutes = [];

    public async Task Handle(HttpContext http)
    {
        var path = http.Request.Path.Value!["/cgi-bin/".Length..];
        var (number, arrived, now) = (log.Next(), Stopwatch.GetTimestamp(), world.Now);
        var body = await ReadBody(http.Request);
        var call = new ApiCall(number, now, arrived, http.Request.Method, path, http.Request.QueryString.Value ?? "", body, 0, "", 0, null);
        var parallel = running.AddOrUpdate(path, 1, (_, count) => count + 1);
        try
        {
            await Answer(http, call, parallel);
        }
        finally
        {
            running.AddOrUpdate(path, 0, (_, count) => count - 1);
            world.Feed.Tell(Feed.Calls);
        }
    }

    async Task Answer(HttpContext http, ApiCall call, int parallel)
    {
        var struck = faults.Strike(call.Path);
        foreach (var delay in struck.Where(fault => fault.Kind == FaultKind.Delay))
        {
            await Task.Delay(delay.By, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        var fault = struck.FirstOrDefault(fault => fault.Kind != FaultKind.Delay);
        var name = struck.Count > 0 ? string.Join(' ', struck.Select(one => $"{one.Kind}{(one.Code == 0 ? "" : one.Code)}")) : null;
        switch (fault?.Kind)
        {
            case FaultKind.Hang:
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                log.Add(call with { Fault = name });
                return;
            case FaultKind.ResetBefore:
                log.Add(call with { Fault = name });
                http.Abort();
                return;
            case FaultKind.Status:
                log.Add(call with { Fault = name, Status = fault.Code });
                http.Response.StatusCode = fault.Code;
                return;
        }

        if (!routes.TryGetValue(call.Path, out var route))
        {
            log.Add(call with { Status = 404, Fault = name });
            http.Response.StatusCode = 404;
            return;
        }

        var forced = fault is { Kind: FaultKind.ErrCode } ? new Refusal(fault.Code, "simulated")
            : Refusal.Unless(parallel <= world.Options.ParallelCallsPerApi, 45033, "api concurrent out of limit");
        var (request, answer) = Judge(http, call, route, forced);
        var cut = fault?.Kind == FaultKind.ResetAfter;
        var text = answer.Json?.ToJsonString(JsonReading.Raw) ?? $"({answer.File!.Bytes.Length} bytes)";
        log.Add(call with
        {
            Status = cut ? 0 : 200,
            Answer = text,
            ErrCode = answer.ErrCode,
            Fault = name,
            Warnings = request?.Warnings ?? [],
            Dropped = request?.Dropped ?? [],
            Duplicate = request?.Duplicate ?? false,
        });
        if (cut)
        {
            http.Abort();
            return;
        }

        await Write(http.Response, answer, text);
    }

    (ApiRequest? Request, ApiAnswer Answer) Judge(HttpContext http, ApiCall call, ApiRoute route, Refusal? forced)
    {
        lock (world.Gate)
        {
            SimulatorApp? app = null;
            JsonElement json = default;
            var refusal = forced
                ?? Refusal.Unless(route.Method == call.Method, route.Method == "GET" ? 43001 : 43002, $"require {route.Method} method")
                ?? TrustedIp(http)
                ?? (route.WithoutToken ? null : tokens.Check(http.Request.Query["access_token"] is [{ Length: > 0 } token] ? token : null, out app))
                ?? Refusal.Unless(app is not { IsContactSync: true } || route.ForContactSync, 48002, "api forbidden")
                ?? Frequency(call)
                ?? (route.Method == "POST" && http.Request.HasJsonShape() ? Parse(call.Body, out json) : null);
            if (refusal is not null)
            {
                return (null, ApiAnswer.Refused(refusal, [.. route.Lists]));
            }

            var request = new ApiRequest(http.Request, call.Body, json, app ?? new SimulatorApp(0, "", "", false), call.At);
            var answer = route.Answer(request);
            return (request, answer.ErrCode == 0 ? answer : WithLists(answer, route.Lists));
        }
    }

    static ApiAnswer WithLists(ApiAnswer answer, IReadOnlyList<string> lists)
    {
        foreach (var list in lists)
        {
            answer.Json!.TryAdd(list, new System.Text.Json.Nodes.JsonArray());
        }

        return answer;
    }

    Refusal? TrustedIp(HttpContext http)
    {
        var from = http.Connection.RemoteIpAddress?.ToString() ?? "";
        return Refusal.Unless(world.Options.TrustedIps is not { } trusted || trusted.Contains(from), 60020, $"not allow to access from your ip, from ip: {from}");
    }

    Refusal? Frequency(ApiCall call)
    {
        var minute = call.At.ToUnixTimeSeconds() / 60;
        var calls = minutes.TryGetValue(call.Path, out var entry) && entry.Minute == minute ? entry.Calls + 1 : 1;
        minutes[call.Path] = (minute, calls);
        return Refusal.Unless(calls <= world.Options.CallsPerMinute || uncounted.Contains(call.Path), 45009, "api freq out of limit");
    }

    static Refusal? Parse(byte[] body, out JsonElement json)
    {
        json = default;
        if (body.Length == 0)
        {
            return new Refusal(44002, "empty post data");
        }

        if (EscapedUnicode().IsMatch(Encoding.UTF8.GetString(body)))
        {
            return new Refusal(40033, "invalid charset: \\uXXXX is not understood");
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            json = document.RootElement.Clone();
            return Refusal.Unless(json.ValueKind == JsonValueKind.Object, 47001, "data format error");
        }
        catch (JsonException)
        {
            return new Refusal(47001, "data format error");
        }
    }

    [GeneratedRegex(@"(?<!\\)(\\\\)*\\u[0-9a-fA-F]{4}")]
    private static partial Regex EscapedUnicode();

    static async Task<byte[]> ReadBody(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        return buffer.ToArray();
    }

    static Task Write(HttpResponse response, ApiAnswer answer, string text)
    {
        if (answer.File is not { } file)
        {
            response.ContentType = "application/json; charset=UTF-8";
            return response.WriteAsync(text);
        }

        response.ContentType = file.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{file.FileName}\"";
        return response.Body.WriteAsync(file.Bytes).AsTask();
    }
}

static class JsonShape
{
    /// <summary>Uploads are the only bodies that are not JSON.</summary>
    public static bool HasJsonShape(this HttpRequest request) => request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) is not true;
}
