using System.Text;
using Google.Protobuf;

namespace WeComSales.Faults.Tests;

sealed record Span(string Trace, string Parent, string Name, string Service);

/// <summary>What an export of the OpenTelemetry protocol holds, read by the numbers of its fields (opentelemetry-proto 1.x).</summary>
static class OtlpBytes
{
    const int Resources = 1, Resource = 1, Attributes = 1, Key = 1, Value = 2, Text = 1, Scopes = 2, Items = 2;
    const int TraceId = 1, ParentId = 4, SpanName = 5, MetricName = 1;

    public static IEnumerable<Span> Spans(byte[] export) =>
        from resource in All(export, Resources)
        from span in All(resource, Scopes).SelectMany(scope => All(scope, Items))
        select new Span(Hex(One(span, TraceId)), Hex(One(span, ParentId)), Words(One(span, SpanName)), Service(resource));

    public static IEnumerable<string> Metrics(byte[] export) =>
        from resource in All(export, Resources)
        from metric in All(resource, Scopes).SelectMany(scope => All(scope, Items))
        select Words(One(metric, MetricName));

    static string Service(byte[] resource) => All(One(resource, Resource), Attributes)
        .Where(attribute => Words(One(attribute, Key)) == "service.name")
        .Select(attribute => Words(One(One(attribute, Value), Text))).SingleOrDefault("");

    static byte[] One(byte[] message, int field) => All(message, field).LastOrDefault([]);

    static List<byte[]> All(byte[] message, int field)
    {
        var found = new List<byte[]>();
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                found.Add(input.ReadBytes().ToByteArray());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    static string Words(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
