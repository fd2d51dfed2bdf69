using System.Text.Json;
using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

/// <summary>A started WeCom with a small company, a receiving end and a signed-in caller.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    private protected SimulatorServer Wecom { get; private set; } = null!;

    private protected FakeService Service { get; private set; } = null!;

    private protected RawApi Api { get; private set; } = null!;

    private protected virtual SimulatorOptions Options => SmallCompany.Options();

    public async Task InitializeAsync()
    {
        Wecom = await SimulatorServer.Start(Options);
        Service = await FakeService.For(Wecom);
        Api = await RawApi.SignedIn(Wecom);
    }

    public async Task DisposeAsync()
    {
        Api.Dispose();
        await Wecom.DisposeAsync();
        await Service.DisposeAsync();
    }

    private protected async Task SignInAgain()
    {
        Api.Dispose();
        Api = await RawApi.SignedIn(Wecom);
    }

    private protected static int Code(JsonElement answer) => answer.GetProperty("errcode").GetInt32();
}
