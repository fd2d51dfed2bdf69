using WeComSales.Faults.Tests;

namespace WeComSales.Benchmarks;

/// <summary>The company of the measurements. Its keys open nothing.</summary>
static class Wire
{
    public const string CorpId = "ww5eed0c0ffee12345";
    public const string Token = "benchmarkToken";
    public const string Key = "benchmarkKeyThatOpensNothing000000000000000";

    /// <summary>A message as long as a rep's forwarded one usually is: about 100 characters, 900 bytes on the wire.</summary>
    public static string Message(Sender sender, long number, DateTimeOffset at) => sender.Text(
        $"rep-{number % 400}", at, number,
        $"客户说价格比另一家高了不少，预算只有十二万，下周三之前要定下来，让我们再报一次价，最好带上去年项目的案例和交付周期，谢谢。编号{number}");
}
