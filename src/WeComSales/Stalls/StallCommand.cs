using System.CommandLine;

namespace WeComSales.Stalls;

/// <summary><c>stall explain CODE [--at TIME]</c>: why an opportunity did or did not raise an alert.</summary>
public static class StallCommand
{
    /// <param name="read">Runs what it is given with the service's parts, on a database that may only be read.</param>
    public static Command Create(Func<Func<IServiceProvider, Task<int>>, Task<int>> read)
    {
        var code = new Argument<string>("CODE") { Description = "商机编号" };
        var at = new Option<DateTimeOffset?>("--at") { Description = "按这个时间解释，例如 2026-11-20T18:00+08:00" };
        var explain = new Command("explain", "解释一个商机为什么提醒或没有提醒") { code, at };
        explain.SetAction((parsed, _) => read(services => Explain(services, parsed.GetValue(code)!, parsed.GetValue(at), parsed.InvocationConfiguration)));
        return new Command("stall", "停滞提醒") { explain };
    }

    static async Task<int> Explain(IServiceProvider services, string code, DateTimeOffset? at, InvocationConfiguration console)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (await services.GetRequiredService<StallExplainFlow>().ByCode(code, at ?? now) is not { } explanation)
        {
            await console.Error.WriteLineAsync($"没有编号为「{code}」的商机，或它那时还不存在");
            return 1;
        }

        foreach (var line in StallExplanationLines.Of(explanation, services.GetRequiredService<AppSettings>().TimeZone))
        {
            console.Output.WriteLine(line);
        }

        return 0;
    }
}
