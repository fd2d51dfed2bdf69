using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;
using WeComSales.WeCom;

namespace WeComSales.Reports;

/// <summary>One member's new contacts of a day, as WeCom counts them and as we do.</summary>
public sealed record ContactCount(string Userid, int WeCom, int Ours);

/// <summary>
/// Compares the new contacts that the brief took from events with WeCom's statistics of the day before, which are
/// finished in the morning (D92132, reference §6.3). It says what differs; what an event did not bring is brought by the nightly sync.
/// </summary>
public sealed class ContactCheckFlow(Db db, WeComClient weCom, AppSettings settings)
{
    const int NamesSaid = 10;

    /// <summary>For the day before <paramref name="at"/>.</summary>
    public async Task<JobResult> Compare(DateTimeOffset at, CancellationToken stop)
    {
        var calendar = new WorkCalendar([], WorkHours.Default, settings.TimeZone);
        var day = calendar.DayOf(at).AddDays(-1);
        var (from, to) = (calendar.At(day, TimeOnly.MinValue), calendar.At(day.AddDays(1), TimeOnly.MinValue));
        var members = await weCom.ListFollowUsers(stop);
        if (!members.TryGet(out var userids))
        {
            return new(false, $"{day:yyyy-MM-dd} 新增联系人没有核对：{Asking.Reason(members.Failure!)}");
        }

        var ours = await db.Read(tx => tx.Reports.AddedByMember(from, to));
        var counts = new List<ContactCount>();
        foreach (var userid in userids)
        {
            // WeCom adds several members up, so each is asked for alone.
            var told = await weCom.GetBehavior(userid, from, from, stop);
            if (!told.TryGet(out var days))
            {
                return new(false, $"{day:yyyy-MM-dd} 新增联系人没有核对完：{Asking.Reason(told.Failure!)}");
            }

            counts.Add(new(userid, days.Sum(one => one.NewContactCnt), ours.GetValueOrDefault(userid)));
        }

        return new(true, await Said(day, counts));
    }

    async Task<string> Said(DateOnly day, List<ContactCount> counts)
    {
        var sum = $"{day:yyyy-MM-dd} 新增联系人：企业微信 {counts.Sum(one => one.WeCom)}，本系统 {counts.Sum(one => one.Ours)}";
        var different = counts.Where(one => one.WeCom != one.Ours).OrderByDescending(one => Math.Abs(one.WeCom - one.Ours)).ThenBy(one => one.Userid, StringComparer.Ordinal).ToList();
        if (different.Count == 0)
        {
            return $"{sum}，一致";
        }

        var names = await db.Read(tx => tx.Staff.ByUserids([.. different.Take(NamesSaid).Select(one => one.Userid)]));
        var each = different.Take(NamesSaid).Select(one => $"{names.GetValueOrDefault(one.Userid)?.Name ?? one.Userid} {one.WeCom} / {one.Ours}");
        return $"{sum}；{different.Count} 人不一致（企业微信 / 本系统）：{string.Join("、", each)}{(different.Count > NamesSaid ? " 等" : "")}";
    }
}
