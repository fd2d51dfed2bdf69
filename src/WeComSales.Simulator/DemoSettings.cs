using Microsoft.Extensions.Configuration;

namespace WeComSales.Simulator;

/// <summary>The demo's options. Credentials are read under the same names as the service reads them (WeCom:CorpId …), so that one environment serves both programs.</summary>
static class DemoSettings
{
    public static SimulatorOptions Read(IConfiguration settings)
    {
        var plain = new SimulatorOptions();
        string Value(string key, string otherwise) => settings[key] is { Length: > 0 } value ? value : otherwise;
        return plain with
        {
            CorpId = Value("WeCom:CorpId", plain.CorpId),
            AgentId = settings.GetValue("WeCom:AgentId", plain.AgentId),
            Secret = Value("WeCom:Secret", plain.Secret),
            Token = Value("WeCom:Token", plain.Token),
            EncodingAesKey = Value("WeCom:EncodingAesKey", plain.EncodingAesKey),
            ContactsSecret = Value("WeCom:ContactsSecret", plain.ContactsSecret),
            ArchiveSecret = Value("WeCom:Archive:Secret", plain.ArchiveSecret),
            ArchiveNotices = true,
            BotToken = Value("WeCom:Bot:Token", plain.BotToken),
            BotEncodingAesKey = Value("WeCom:Bot:EncodingAesKey", plain.BotEncodingAesKey),
            Url = Value("Simulator:Url", "http://localhost:5081"),
            ServiceUrl = new Uri(Value("Simulator:ServiceUrl", "http://127.0.0.1:5080")),
            RetryPause = TimeSpan.FromSeconds(1),
        };
    }
}
