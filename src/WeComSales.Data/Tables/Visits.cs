using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>The photo of a visit, as the phone took it.</summary>
public sealed class VisitPhoto
{
    public required string VisitId { get; init; }
    public required string ContentType { get; init; }
    public required byte[] Bytes { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Visits (拜访), and the photo of one where somebody took it.</summary>
public sealed class Visits(Tx tx)
{
    const string Columns = "id, external_userid, opportunity_id, learned, role_met, place, by_userid, at";

    /// <summary>Adds the visit and its timeline row. False when this id is there: sending twice changes nothing.</summary>
    public async Task<bool> Add(Visit visit)
    {
        if (0 == await tx.InsertIfAbsent("visits", "id", Columns, Row.Of(visit)))
        {
            return false;
        }

        await tx.RecentContacts.Touch(visit.By, visit.ExternalUserid, "visit", visit.At);
        await tx.Timeline.Add(new TimelineRow(
            visit.Id, visit.ExternalUserid, visit.OpportunityId, TimelineKinds.Visit, visit.At, visit.By,
            visit.Learned, Json.Text(new { visit.RoleMet, visit.Place }), visit.Id, visit.At));
        return true;
    }

    public async Task<Visit?> ById(string id) =>
        (await tx.One<Row>($"select {Columns} from visits where id = @id", new { id }))?.Visit;

    /// <summary>The first photo stays; a repeat of the same upload changes nothing.</summary>
    public async Task<bool> Attach(VisitPhoto photo) => 1 == await tx.InsertIfAbsent("visit_photos", "visit_id", "visit_id, content_type, bytes, at", photo);

    /// <summary>Which of these visits have a photo.</summary>
    /// <param name="ids">At most 500.</param>
    public Task<IReadOnlyList<string>> WithPhoto(IReadOnlyCollection<string> ids) => ids.Count == 0
        ? Task.FromResult<IReadOnlyList<string>>([])
        : tx.All<string>("select visit_id from visit_photos where visit_id in @ids", new { ids = tx.Many(ids) });

    /// <summary>How many photos of visits of somebody were kept since.</summary>
    public async Task<int> PhotosOf(string userid, DateTimeOffset since) => (int)await tx.One<long>(
        "select count(*) from visit_photos p join visits v on v.id = p.visit_id where p.at >= @since and v.by_userid = @userid", new { userid, since });

    public Task<VisitPhoto?> Photo(string visitId) => tx.One<VisitPhoto>(
        "select visit_id, content_type, bytes, at from visit_photos where visit_id = @visitId", new { visitId });

    sealed class Row
    {
        public required string Id { get; init; }
        public required string ExternalUserid { get; init; }
        public string? OpportunityId { get; init; }
        public required string Learned { get; init; }
        public string? RoleMet { get; init; }
        public string? Place { get; init; }
        public required string ByUserid { get; init; }
        public required DateTimeOffset At { get; init; }

        public static Row Of(Visit one) => new()
        {
            Id = one.Id,
            ExternalUserid = one.ExternalUserid,
            OpportunityId = one.OpportunityId,
            Learned = one.Learned,
            RoleMet = one.RoleMet,
            Place = one.Place,
            ByUserid = one.By,
            At = one.At,
        };

        public Visit Visit => new(Id, ExternalUserid, OpportunityId, Learned, RoleMet, Place, ByUserid, At);
    }
}
