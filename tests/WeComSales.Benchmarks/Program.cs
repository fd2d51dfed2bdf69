using WeComSales.Benchmarks;

switch (args)
{
    case ["callback"]:
        CallbackCost.Run();
        return 0;
    case ["extraction", "spread"]:
        ExtractionBenchmarks.RunAlone();
        return 0;
    case ["extraction"]:
        ExtractionBenchmarks.Run();
        return 0;
    case ["card"]:
        await CardLatency.Run();
        return 0;
    case ["stalls", "flood", var due]:
        await StallCost.Flood(int.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["stalls", "flood", var dueOfMany, var reps]:
        await StallCost.Flood(int.Parse(dueOfMany, System.Globalization.CultureInfo.InvariantCulture), int.Parse(reps, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["stalls"]:
        await StallCost.Run();
        return 0;
    case ["archive"]:
        await ArchiveScale.Run();
        return 0;
    case ["archive", var messages]:
        await ArchiveScale.Run(int.Parse(messages, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["brief"]:
        await BriefScale.Run(factor: 1);
        await BriefScale.Run(factor: 10);
        return 0;
    case ["sidebar"]:
        await SidebarScale.Run();
        return 0;
    case ["counter", "fill", var database, var purchases]:
        await CounterLoad.Fill(database, int.Parse(purchases, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["counter", "looks", var database]:
        await CounterLoad.Looks(database);
        return 0;
    case ["counter", "peak", var database, var seconds]:
        await CounterLoad.Work(database, int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["customers", var database, var rows]:
        await CustomerImport.Run(database, int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["all"]:
        await BriefScale.Run(factor: 1);
        CallbackCost.Run();
        await CardLatency.Run();
        await IntakeLadder.Run();
        ExtractionBenchmarks.Run();
        await StallCost.Run();
        await ArchiveScale.Run();
        await SidebarScale.Run();
        return 0;
    case ["intake"]:
        await IntakeLadder.Run();
        return 0;
    case ["intake", var rounds]:
        await IntakeLadder.Run(int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["cluster"]:
        await ClusterLadder.Run();
        return 0;
    case ["cluster", var clusterRounds]:
        await ClusterLadder.Run(int.Parse(clusterRounds, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["host", .. var rest]:
        return await StepHost.Serve(rest);
    case ["load", .. var rest]:
        return Generator.Load(rest);
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/WeComSales.Benchmarks -- callback|extraction [spread]|intake|cluster|card|stalls [flood DUE [REPS]]|brief|archive|sidebar|counter fill DATABASE ROWS, looks DATABASE, peak DATABASE SECONDS|customers DATABASE ROWS|all");
        return 2;
}
