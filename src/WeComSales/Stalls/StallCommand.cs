using System.CommandLine;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary><c>stall explain CODE [--at TIME]</c>: why an opportunity did or did not raise an alert.</summary>
public static class StallCommand
{
    /// <param name="read">Runs what it is given with the service's parts, on a database that may only be read.</param>
    public static Command Create(Func<Func<IServiceProvider, Task<int>>, Task<int>> read)
    {
        var code = new Argument<string>("CODE") { Description = "商机编号" };
        var at = new Option<string?>("--at") { Description = $"按这个时间解释，例如 {GivenTime.Example}；没有时差的按 TimeZone" };
        var explain = new Command("explain", "解释一个商机为什么提醒或没有提醒") { code, at };
        explain.SetAction((parsed, _) => read(services => Explain(services, parsed.GetValue(code)!, parsed.GetValue(at), parsed.InvocationConfiguration)));
        return new Command("stall", "停滞提醒") { explain };
    }

    static async Task<int> Explain(IServiceProvider services, string code, string? said, InvocationConfiguration console)
    {
        var zone = services.GetRequiredService<AppSettings>().TimeZone;
        var at = said is null ? services.GetRequiredService<TimeProvider>().GetUtcNow() : GivenTime.Parse(said, zone);
        if (at is not { } time)
        {
            await console.Error.WriteLineAsync($"--at：「{said}」不是时间。应为：例如 {GivenTime.Example}");
            return 2;
        }

        if (await services.GetRequiredService<StallExplainFlow>().ByCode(code, time) is not { } explanation)
        {
            await console.Error.WriteLineAsync($"没有编号为「{code}」的商机，或它那时还不存在");
            return 1;
        }

        foreach (var line in StallExplanationLines.Of(explanation, zone))
        {
            console.Output.WriteLine(line);
        }

        return 0;
    }
}
