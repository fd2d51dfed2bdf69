namespace WeComSales.Simulator;

/// <summary>The walls of message/send (D90454): 30 a minute and 1000 an hour to one member, beyond which messages vanish in silence, and the daily cap of an app, beyond which it is 45009.</summary>
sealed class MemberLimits(SimulatorOptions options, SimulatorClock clock)
{
    const int PerMinute = 30;
    const int PerHour = 1000;

    readonly Dictionary<(int AgentId, string UserId), Queue<DateTimeOffset>> lately = [];
    readonly Dictionary<(int AgentId, DateOnly Day), int> days = [];

    public bool TakeFromDay(int agentId, int people)
    {
        var day = (agentId, new BehaviourCalendar(clock.GetUtcNow()).Today);
        var total = days.GetValueOrDefault(day) + people;
        if (total > options.AccountCap * 200)
        {
            return false;
        }

        days[day] = total;
        return true;
    }

    /// <summary>False: this message is dropped.</summary>
    public bool TakeFromMember(int agentId, string userId)
    {
        var now = clock.GetUtcNow();
        if (!lately.TryGetValue((agentId, userId), out var times))
        {
            lately[(agentId, userId)] = times = new Queue<DateTimeOffset>();
        }

        while (times.TryPeek(out var oldest) && oldest <= now.AddHours(-1))
        {
            times.Dequeue();
        }

        if (times.Count >= PerHour || times.Count(time => time > now.AddMinutes(-1)) >= PerMinute)
        {
            return false;
        }

        times.Enqueue(now);
        return true;
    }
}
