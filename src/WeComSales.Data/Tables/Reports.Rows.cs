using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>The rows that facts are read from.</summary>
public sealed partial class Reports
{
    sealed class MemberRow
    {
        public required string Userid { get; init; }
        public required string Name { get; init; }
        public required string Role { get; init; }
        public DateTimeOffset? LeftAt { get; init; }
        public required long HomeId { get; init; }
        public required string HomeName { get; init; }

        public BriefMember Member => new(Userid, string.IsNullOrWhiteSpace(Name) ? Userid : Name, HomeId, HomeName, LeftAt is null && Roles.Parse(Role) == Domain.Role.Rep);
    }

    sealed class AddedRow
    {
        public required string Id { get; init; }
        public required string Userid { get; init; }
        public required DateTimeOffset At { get; init; }
    }

    sealed class ActRow
    {
        public required string Id { get; init; }
        public required string Kind { get; init; }
        public required string Userid { get; init; }
        public required DateTimeOffset At { get; init; }
        public int? Seconds { get; init; }
        public string? Signals { get; init; }
        public string? Entities { get; init; }
        public string? Customer { get; init; }

        public Figure? Figure => Kind switch
        {
            TimelineKinds.FollowUp => Domain.Figure.FollowUps,
            TimelineKinds.Visit => Domain.Figure.Visits,
            _ => null,
        };

        public BriefNote Note => new(
            Id, Userid, Customer ?? "",
            [.. Json.Read<Signal[]>(Signals ?? "[]").Where(signal => signal.Polarity == Polarity.Affirmed && SignalLabels.IsKnown(signal.Label)).Select(signal => signal.Label).Distinct()],
            [.. Json.Read<Entity[]>(Entities ?? "[]").Where(entity => entity.Kind == EntityKind.Competitor).Select(entity => entity.Value).Distinct()]);
    }

    sealed class MoveRow
    {
        public required string Id { get; init; }
        public required string Userid { get; init; }
        public string? FromStage { get; init; }
        public required string ToStage { get; init; }
        public required DateTimeOffset At { get; init; }
    }

    sealed class StallRow
    {
        public required string Id { get; init; }
        public string? RepUserid { get; init; }
        public string? OwnerUserid { get; init; }
        public required string Stage { get; init; }
        public required DateTimeOffset ClockBase { get; init; }
        public required DateTimeOffset OpenedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public required string Title { get; init; }
        public string? Customer { get; init; }

        /// <summary>As of the end of the period: what ended later was open then.</summary>
        public BriefStall Stall(DateTimeOffset to, Func<Figure, string, string, DateTimeOffset, bool> isNew)
        {
            var userid = RepUserid ?? OwnerUserid ?? "";
            return new(
                Id, userid, Customer ?? "", Title, Stage, ClockBase,
                Opened: OpenedAt <= to && isNew(Figure.StallsOpened, Id, userid, OpenedAt),
                Ended: EndedAt is { } ended && ended <= to && isNew(Figure.StallsEnded, Id, userid, ended),
                IsOpen: OpenedAt <= to && (EndedAt is null || EndedAt > to));
        }
    }

    sealed class DueRow
    {
        public required string Id { get; init; }
        public required string Userid { get; init; }
        public string? Customer { get; init; }
        public string? Title { get; init; }
        public required DueKind Kind { get; init; }
        public required DateTimeOffset At { get; init; }

        public BriefDue Due => new(Id, Userid, Customer ?? "", Title, Kind, At);
    }

    sealed class StageCount
    {
        public required string Stage { get; init; }
        public required long OpenCount { get; init; }
    }
}
