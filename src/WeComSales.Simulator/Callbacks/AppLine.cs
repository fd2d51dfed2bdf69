using System.Xml;
using System.Xml.Linq;
using WeComSales.WeCom;

namespace WeComSales.Simulator;

/// <summary>The app's callback: XML both ways (D90238).</summary>
sealed class AppLine(SimulatorOptions options, SimulatorClock clock)
    : CallbackLine("app", new CallbackCrypto(options.Token, options.EncodingAesKey, options.CorpId), clock)
{
    protected override string ContentType => "text/xml";

    public override (string? Reply, string? Problem) Open(string body, string nonce)
    {
        // "success" is accepted for some events instead of an empty body.
        if (body is "" or "success")
        {
            return (null, null);
        }

        try
        {
            var xml = XDocument.Parse(body).Root!;
            var (encrypted, signature, timestamp, own) = (xml.Element("Encrypt")?.Value, xml.Element("MsgSignature")?.Value, xml.Element("TimeStamp")?.Value, xml.Element("Nonce")?.Value);
            return encrypted is null || signature is null || timestamp is null || own is null
                ? (null, "the reply is not encrypted")
                : Decrypt(encrypted, signature, timestamp, own);
        }
        catch (XmlException)
        {
            return (null, "the reply is no XML");
        }
    }

    protected override string Envelope(string encrypted) =>
        $"<xml><ToUserName><![CDATA[{options.CorpId}]]></ToUserName><AgentID><![CDATA[{options.AgentId}]]></AgentID><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>";
}
