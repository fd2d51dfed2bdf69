// Stand-ins that go as soon as the client and the extraction land.
using System.Text;
using System.Text.Json.Nodes;
using WeComSales.Data;
using WeComSales.WeCom;
namespace WeComSales.Notes
{
    public static class OutgoingMessage
    {
        static readonly System.Text.Json.JsonSerializerOptions O = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        static byte[] B(JsonObject o) => Encoding.UTF8.GetBytes(o.ToJsonString(O));
        public static byte[] Text(int agent, string user, string content) => B(new JsonObject { ["touser"] = user, ["msgtype"] = "text", ["agentid"] = agent, ["text"] = new JsonObject { ["content"] = content }, ["enable_duplicate_check"] = 1, ["duplicate_check_interval"] = 14400 });
        public static byte[] Card(int agent, string user, TemplateCard card) => B(new JsonObject { ["touser"] = user, ["msgtype"] = "template_card", ["agentid"] = agent, ["template_card"] = JsonNode.Parse(card.ToJson()), ["enable_duplicate_check"] = 1, ["duplicate_check_interval"] = 14400 });
        public static byte[] UpdateCard(int agent, string[] users, string code, TemplateCard card) => B(new JsonObject { ["userids"] = new JsonArray([.. users.Select(u => (JsonNode)u)]), ["agentid"] = agent, ["response_code"] = code, ["template_card"] = JsonNode.Parse(card.ToJson()) });
    }
    public sealed record FetchedMedia { public NoteAttachment For(string d) => throw new NotSupportedException(); }  public sealed class Attachments { public Task<FetchedMedia?> Fetch(string mediaId, string m, int attempts) => Task.FromResult<FetchedMedia?>(null); }
}
namespace WeComSales.Delivery { public static class DeliverySetup { public static void AddDelivery(this IServiceCollection s, AppSettings a) { s.AddSingleton<WeComDoor>(); s.AddSingleton<OutboxWorker>(); s.AddHostedService(p => p.GetRequiredService<OutboxWorker>()); s.AddSingleton<WeComSales.Notes.SignalReader>(); } } }
namespace WeComSales.Notes { using WeComSales.Domain; public sealed class SignalReader { public Reading Read(string t, DateTimeOffset at) { var l = new List<Signal>(); void A(string lab, string w) { var i = t.IndexOf(w, StringComparison.Ordinal); if (i >= 0) l.Add(new(lab, Polarity.Affirmed, i, i + w.Length, w, "x")); } A("price_objection", "价格太高"); A("competitor_mention", "竞品在谈"); var e = new List<Entity>(); var z = t.IndexOf("赵主任", StringComparison.Ordinal); if (z >= 0) e.Add(new(EntityKind.PersonRole, "赵主任", z, z + 3, "赵主任", "")); return new(l, e, null); } } }
