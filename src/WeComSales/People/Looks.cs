using WeComSales.Data;

namespace WeComSales.People;

/// <summary>Writes down each look of somebody who may only look (managers and directors, F5).</summary>
public sealed class Looks(Db db, TimeProvider time)
{
    /// <param name="action">What was opened, for example <c>customer.timeline</c>.</param>
    /// <param name="subject">The id of it.</param>
    /// <param name="about">Whose customer or work it is: this person can see the look.</param>
    public async Task Record(CurrentUser user, string action, string subject, string? about = null)
    {
        if (user.Viewer.OnlyLooks)
        {
            var now = time.GetUtcNow();
            await db.Write(tx => tx.Audit.Add(new(Ids.New(now), now, user.Userid, action, subject, null, about)));
        }
    }
}
