using Microsoft.Extensions.Configuration;
using WeComSales.Simulator;

if (args is ["demo-data", var folder])
{
    DemoImports.Write(folder, TimeProvider.System.GetUtcNow());
    return 0;
}

if (args is ["demo-taps", var service])
{
    await ShopPhone.SendAll(DemoShops.Taps, new Uri(service), TimeProvider.System.GetUtcNow());
    return 0;
}

if (args is ["read-archive"])
{
    return await StandInReader.Run();
}

var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
await using var wecom = await SimulatorServer.Start(DemoSettings.Read(settings));
Console.WriteLine($"WeCom simulator: {wecom.BaseUrl}");
await wecom.UntilStopped();
return 0;
