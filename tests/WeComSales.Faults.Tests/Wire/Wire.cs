using WeComSales.Simulator;

namespace WeComSales.Faults.Tests;

/// <summary>The credentials that the simulator has by default, and what can be made with them.</summary>
static class Wire
{
    public const string CallbackPath = "/wecom/callback";
    public const int Reps = 200;

    static readonly SimulatorOptions options = new();

    public static string CorpId => options.CorpId;

    public static string Token => options.Token;

    public static string Key => options.EncodingAesKey;

    /// <summary>A WeCom whose company has the members rep-0 to rep-199.</summary>
    public static Task<SimulatorServer> WeCom() => SimulatorServer.Start(options with
    {
        Company = Enumerable.Range(0, Reps).Aggregate(new Company(), (company, number) => company.WithPerson($"rep-{number}", $"销售{number}")),
    });

    public static Task<SimulatorServer> WeCom(Company company) => SimulatorServer.Start(options with { Company = company });

    public static Sender Sender(int seed) => new(CorpId, Token, Key, seed);

    /// <summary>The settings of a service that talks to this WeCom and stores here.</summary>
    public static Dictionary<string, string> Settings(Uri service, Uri weCom, Store store, string keyFile) => new()
    {
        ["Urls"] = service.GetLeftPart(UriPartial.Authority),
        ["PublicBaseUrl"] = service.GetLeftPart(UriPartial.Authority),
        ["WeCom:ApiBaseUrl"] = weCom.GetLeftPart(UriPartial.Authority),
        ["WeCom:OpenBaseUrl"] = weCom.GetLeftPart(UriPartial.Authority),
        ["WeCom:CorpId"] = CorpId,
        ["WeCom:AgentId"] = $"{options.AgentId}",
        ["WeCom:Secret"] = options.Secret,
        ["WeCom:Token"] = Token,
        ["WeCom:EncodingAesKey"] = Key,
        ["Secrets:KeyFile"] = keyFile,
        ["Database:Provider"] = $"{store.Provider}",
        ["Database:ConnectionString"] = store.ConnectionString,
        ["Logging:LogLevel:Default"] = "Error",
    };
}
