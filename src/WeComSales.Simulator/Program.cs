using Microsoft.Extensions.Configuration;
using WeComSales.Simulator;

if (args is ["demo-data", var folder])
{
    DemoImports.Write(folder, TimeProvider.System.GetUtcNow());
    return 0;
}

var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
await using var wecom = await SimulatorServer.Start(DemoSettings.Read(settings));
Console.WriteLine($"WeCom simulator: {wecom.BaseUrl}");
await wecom.UntilStopped();
return 0;
