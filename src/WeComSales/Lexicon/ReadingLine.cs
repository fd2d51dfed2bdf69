using System.Text.Encodings.Web;
using System.Text.Json;
using WeComSales.Domain;

namespace WeComSales.Lexicon;

/// <summary>One line of extraction output, the same bytes for the same reading.</summary>
static class ReadingLine
{
    static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream target, string id, Reading reading)
    {
        using (var json = new Utf8JsonWriter(target, Readable))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteStartArray("signals");
            foreach (var signal in reading.Signals) Write(json, signal);
            json.WriteEndArray();
            json.WriteStartArray("entities");
            foreach (var entity in reading.Entities) Write(json, entity);
            json.WriteEndArray();
            json.WriteString("next_action", reading.NextAction);
            json.WriteEndObject();
        }
        target.WriteByte((byte)'\n');
    }

    static void Write(Utf8JsonWriter json, Signal signal)
    {
        json.WriteStartObject();
        json.WriteString("category", signal.Label);
        json.WriteString("polarity", signal.Polarity == Polarity.Negated ? "negated" : "affirmed");
        json.WriteString("evidence", signal.Evidence);
        json.WriteNumber("start", signal.Start);
        json.WriteNumber("end", signal.End);
        json.WriteString("why", signal.Why);
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, Entity entity)
    {
        json.WriteStartObject();
        json.WriteString("type", TypeOf(entity.Kind));
        json.WriteString("value", entity.Value);
        json.WriteString("text", entity.Text);
        json.WriteNumber("start", entity.Start);
        json.WriteNumber("end", entity.End);
        json.WriteEndObject();
    }

    static string TypeOf(EntityKind kind) => kind switch
    {
        EntityKind.Money => "money",
        EntityKind.Percent => "percent",
        EntityKind.Quantity => "quantity",
        EntityKind.Duration => "duration",
        EntityKind.Date => "date",
        EntityKind.Phone => "phone",
        EntityKind.PersonRole => "person_role",
        EntityKind.Product => "product",
        _ => "competitor",
    };
}
