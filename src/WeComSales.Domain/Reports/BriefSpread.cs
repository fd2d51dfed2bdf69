using System.Text;

namespace WeComSales.Domain;

/// <summary>Not everybody at the same second (WeCom advises against minute 0, D90236): a member's share of the spread, the same every day.</summary>
public static class BriefSpread
{
    public static TimeSpan Of(string userid, TimeSpan over)
    {
        // FNV-1a: the same on every machine and in every version, unlike the hash codes of strings.
        var hash = 2166136261u;
        foreach (var letter in Encoding.UTF8.GetBytes(userid))
        {
            hash = (hash ^ letter) * 16777619u;
        }

        // The last bits of FNV differ most between names that differ in their last letter.
        return over * ((hash ^ (hash >> 15)) % 1000 / 1000.0);
    }
}
