namespace WeComSales.Simulator;

/// <summary>The faults that the board offers, each a switch with a name that a visitor understands.</summary>
sealed class FaultSwitches(Faults faults)
{
    static readonly (string Key, string Name, string Hint, Func<Faults, Fault?> On)[] offered =
    [
        ("hang", "接口超时", "收下请求，不回答", faults => faults.Hang()),
        ("slow", "接口变慢", "回答晚 3 秒", faults => faults.Delay(TimeSpan.FromSeconds(3))),
        ("45009", "发消息限频", "回 45009，60 秒后恢复", faults => faults.Frequency("message/send")),
        ("45033", "并发超限", "一律回 45033", faults => faults.ErrCode(45033)),
        ("busy", "系统繁忙", "一律回 -1", faults => faults.ErrCode(-1)),
        ("502", "网关错误", "一律回 HTTP 502", faults => faults.Status(502)),
        ("reset", "连接中断", "消息已发，回答丢失", faults => faults.ResetAfter("message/send")),
        ("token", "令牌提前失效", "现有令牌立即作废", Expire),
        ("twice", "回调重复", "每个回调送两次", faults => faults.DuplicateCallbacks()),
        ("order", "回调乱序", "后一个回调先到", faults => faults.ReorderCallbacks()),
        ("lose", "回调丢失", "回调不送达", faults => faults.LoseCallbacks()),
    ];

    readonly Dictionary<string, Fault> on = [];
    readonly Lock gate = new();

    public object All()
    {
        lock (gate)
        {
            var active = faults.Active;
            return offered.Select(one => new { key = one.Key, name = one.Name, hint = one.Hint, on = on.TryGetValue(one.Key, out var fault) && active.Contains(fault) }).ToList();
        }
    }

    /// <summary>False when there is no such switch.</summary>
    public bool Set(string key, bool switchOn)
    {
        var index = Array.FindIndex(offered, one => one.Key == key);
        if (index < 0)
        {
            return false;
        }

        lock (gate)
        {
            if (on.Remove(key, out var before))
            {
                before.SwitchOff();
            }

            if (switchOn && offered[index].On(faults) is { } fault)
            {
                on[key] = fault;
            }
        }

        return true;
    }

    static Fault? Expire(Faults faults)
    {
        faults.ExpireTokens();
        return null;
    }
}
