using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WeComSales.Simulator;

/// <summary>
/// The simulator as the archive's reader (<c>wecom-simulator read-archive</c>): the same lines both ways as the real one
/// (src/WeComSales.ArchiveReader/README.md), with this WeCom behind it and without the native library.
/// </summary>
static class StandInReader
{
    const int WrongUse = 2;
    const int Secret = 12;
    const int Network = 16;

    static readonly Dictionary<int, (string Word, int Exit)> Faults = new()
    {
        [40001] = ("Secret", Secret),
        [301042] = ("Ip", 13),
        [301052] = ("Expired", 14),
        [301053] = ("NotEnabled", 15),
    };

    public static async Task<int> Run()
    {
        var plain = new UTF8Encoding(false);
        using var input = new StreamReader(Console.OpenStandardInput(), plain);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), plain) { NewLine = "\n" };
        if (await Read(input) is not { } opening || opening.Text("api") is not { } api)
        {
            return await End(output, "WrongUse", WrongUse, 0);
        }

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(api), Timeout = TimeSpan.FromSeconds(10) };
        return await ReadOn(http, opening, input, output);
    }

    static async Task<int> ReadOn(HttpClient http, JsonElement opening, StreamReader input, StreamWriter output)
    {
        var position = opening.Long("after") ?? 0;
        while (true)
        {
            if (await Pull(http, opening, position) is not { } answer)
            {
                return await End(output, "Network", Network, 0);
            }

            if (answer.Long("errcode") is { } code and not 0)
            {
                var (word, exit) = Faults.GetValueOrDefault((int)code, ("Sdk", 17));
                return await End(output, word, exit, (int)code);
            }

            var messages = answer.Items("messages").ToList();
            foreach (var message in messages)
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(message, JsonReading.Raw));
            }

            var last = messages.Count == 0 ? position : messages[^1].Long("seq")!.Value;
            if (messages.Count == 0)
            {
                await output.WriteLineAsync(new JsonObject { ["caughtUp"] = position }.ToJsonString());
            }

            await output.FlushAsync();
            if (!await Wish(input, last, messages.Count == 0))
            {
                return 0;
            }

            position = last;
        }
    }

    static async Task<JsonElement?> Pull(HttpClient http, JsonElement opening, long after)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync(ArchiveEndpoints.Path, new
            {
                corpid = opening.Text("corpId"), secret = opening.Text("secret"), after, limit = opening.Long("limit") ?? 100,
            });
            return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>() : null;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Waits until everything said is acknowledged or, when nothing was, until somebody wants another pull. False at the end of the input.</summary>
    static async Task<bool> Wish(StreamReader input, long last, bool wasEmpty)
    {
        while (await Read(input) is { } wish)
        {
            if (wasEmpty ? wish.Member("pull") is not null : wish.Long("ack") >= last)
            {
                return true;
            }
        }

        return false;
    }

    static async Task<JsonElement?> Read(StreamReader input) =>
        await input.ReadLineAsync() is { Length: > 0 } line ? JsonDocument.Parse(line).RootElement : null;

    static async Task<int> End(StreamWriter output, string word, int exit, int code)
    {
        await output.WriteLineAsync(new JsonObject { ["fault"] = word, ["code"] = code }.ToJsonString());
        await output.FlushAsync();
        return exit;
    }
}
