using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

/// <summary>Calls the API with bare hands, so that no record of ours stands between the test and the wire.</summary>
sealed class RawApi(SimulatorServer wecom) : IDisposable
{
    readonly HttpClient client = new() { BaseAddress = wecom.BaseUrl };

    public string? Token { get; set; }

    public HttpClient Http => client;

    public static async Task<RawApi> SignedIn(SimulatorServer wecom, string? secret = null)
    {
        var api = new RawApi(wecom);
        api.Token = (await api.GetToken(wecom.Options.CorpId, secret ?? wecom.Options.Secret)).GetProperty("access_token").GetString();
        return api;
    }

    public Task<JsonElement> GetToken(string? corpId, string? secret) =>
        Read(client.GetAsync($"/cgi-bin/gettoken?{(corpId is null ? "" : $"corpid={corpId}&")}{(secret is null ? "" : $"corpsecret={secret}")}"));

    public Task<JsonElement> Get(string path) => Read(client.GetAsync(Address(path)));

    public Task<JsonElement> Post(string path, JsonNode body) => PostText(path, Raw(body));

    public Task<JsonElement> PostText(string path, string body) => Read(client.PostAsync(Address(path), new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"))));

    public async Task<int> Code(string path, JsonNode body) => (await Post(path, body)).GetProperty("errcode").GetInt32();

    public async Task<string> Upload(string type = "file", string fileName = "日报.pdf", byte[]? bytes = null) =>
        (await UploadRaw(type, $"form-data; name=\"media\"; filename=\"{fileName}\"", bytes ?? "%PDF-1.7 demo"u8.ToArray())).GetProperty("media_id").GetString()!;

    public async Task<JsonElement> UploadRaw(string type, string disposition, byte[] bytes, string boundary = "boundary=simulatorboundary")
    {
        byte[] body = [.. Encoding.UTF8.GetBytes($"--simulatorboundary\r\nContent-Disposition: {disposition}\r\nContent-Type: application/octet-stream\r\n\r\n"), .. bytes, .. "\r\n--simulatorboundary--\r\n"u8];
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; {boundary}");
        return await Read(client.PostAsync(Address($"media/upload?type={type}"), content));
    }

    public string Address(string path) => $"/cgi-bin/{path}{(path.Contains('?') ? '&' : '?')}access_token={Token}";

    public void Dispose() => client.Dispose();

    static string Raw(JsonNode body) => body.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    static async Task<JsonElement> Read(Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
