using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>Everything a card of one alert says.</summary>
/// <param name="Colleagues">To whom a manager can hand the episode: userid and name.</param>
public sealed record StallCardContent(
    StallAlert Alert, Stall Stall, StallFacts Facts, TimeSpan Elapsed, IReadOnlyList<(string Userid, string Name)> Colleagues)
{
    public string Stalled => StallTexts.Stalled(Elapsed, Stall.Hours);
}

/// <summary>Everything that the card of a request for support says.</summary>
/// <param name="By">Who asks, as colleagues know them.</param>
public sealed record SupportCardContent(SupportRequest Request, string Ops, Stall Stall, StallFacts? Facts, string By);

/// <summary>What a digest lists of so many.</summary>
public sealed record DigestContent(int Stalls, int Waits, IReadOnlyList<DigestLine> Largest, IReadOnlyList<WaitLine> Waiting)
{
    public int Rest => Stalls + Waits - Largest.Count - Waiting.Count;
}
