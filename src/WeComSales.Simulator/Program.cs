using WeComSales.Simulator;

await using var wecom = await SimulatorServer.Start(new SimulatorOptions { Url = "http://127.0.0.1:5081" });
await wecom.UntilStopped();
