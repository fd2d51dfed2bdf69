using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>
/// Who may do what with an episode: judged at the moment of the act and in its transaction, by what people are today. A card
/// that somebody got as a leader or as the rep is no permission (decision 60).
/// </summary>
static class StallActing
{
    /// <param name="tapped">As what the person was told; null on the page.</param>
    public static async Task<bool> May(Tx tx, StallPeople people, Stall stall, string by, StallAnswer answer, StallParty? tapped = null) =>
        await tx.Staff.ByUserid(by) is { Active: true } person && answer switch
        {
            StallAnswer.Asked or StallAnswer.Postponed => stall.Rep == by,
            StallAnswer.Urged or StallAnswer.Handed => await Leads(tx, people, stall, person),
            _ => stall.Ops == by || tapped is StallParty.Ops or StallParty.Missing,
        };

    /// <summary>Whether somebody is a leader today, and one above the opportunity's owner.</summary>
    public static async Task<bool> Leads(Tx tx, StallPeople people, Stall stall, Staff person) =>
        person is { Active: true, Role: Role.Manager or Role.Director } && await people.StandsAbove(tx, person.Userid, stall.Owner);

    /// <summary>To whom this person can hand the episode: the owner's active colleagues who are reps.</summary>
    public static async Task<IReadOnlyList<Staff>> Receivers(Tx tx, Stall stall, string by) => stall.Owner is { } owner
        ? [.. (await tx.Staff.Colleagues(owner)).Where(one => one.Userid != stall.Rep && one.Userid != by)]
        : [];
}
