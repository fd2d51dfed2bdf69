using System.Globalization;
using System.Text;

namespace WeComSales.Simulator;

/// <summary>The plain text of app callbacks, written as the official pages show it: strings in CDATA, numbers bare (D90239, D90240).</summary>
static class EventXml
{
    /// <summary>A message with a MsgId or an event; a value is a string, a number, or a nested list of fields.</summary>
    public static string Write(World world, string from, string type, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var xml = new StringBuilder("<xml>");
        Append(xml, "ToUserName", world.Options.CorpId);
        Append(xml, "FromUserName", from);
        Append(xml, "CreateTime", world.Now.ToUnixTimeSeconds());
        Append(xml, "MsgType", type);
        foreach (var (name, value) in fields)
        {
            Append(xml, name, value);
        }

        return xml.Append("</xml>").ToString();
    }

    /// <summary>A group of fields inside an element.</summary>
    public static IReadOnlyList<(string, object?)> Group(params IReadOnlyList<(string, object?)> fields) => fields;

    static void Append(StringBuilder xml, string name, object? value)
    {
        if (value is null)
        {
            return;
        }

        xml.Append('<').Append(name).Append('>');
        switch (value)
        {
            case string text:
                xml.Append("<![CDATA[").Append(text.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)).Append("]]>");
                break;
            case IReadOnlyList<(string, object?)> group:
                foreach (var (inner, content) in group)
                {
                    Append(xml, inner, content);
                }

                break;
            default:
                xml.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }

        xml.Append("</").Append(name).Append('>');
    }
}
