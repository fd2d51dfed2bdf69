using System.CommandLine;

namespace WeComSales.Operations;

/// <summary>Every setting as it is understood, secrets by their length, faults with what is allowed.</summary>
public static class ConfigCheck
{
    public static Command Command(GivenSettings given)
    {
        var check = new Command("check", "逐项检查配置");
        check.SetAction((_, _) => Task.FromResult(Run(given)));
        return new Command("config", "配置") { check };
    }

    static int Run(GivenSettings given)
    {
        var reading = given.Reading();
        foreach (var key in reading.Keys)
        {
            Console.WriteLine($"{key.Key} = {key.Shown ?? "（未设置）"}{(key.Shown == key.Default ? "（默认）" : "")}");
        }

        foreach (var fault in reading.Faults)
        {
            Console.Error.WriteLine($"{fault.Key}：{fault.Found}。应为：{fault.Allowed}");
        }

        return reading.Settings is null ? Cli.WrongUse : Cli.Done;
    }
}
