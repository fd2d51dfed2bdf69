using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Requests for support (支援) and to whom they are addressed.</summary>
public sealed class SupportRequests(Tx tx)
{
    const string Columns =
        "id, external_userid, opportunity_id, what, by_userid, at, state, answered_by, answered_at, answer";

    /// <summary>Adds the request, its addressees and its timeline row. False when this id is there: sending twice changes nothing.</summary>
    public async Task<bool> Add(SupportRequest request)
    {
        if (0 == await tx.InsertIfAbsent("support_requests", "id", Columns, Row.Of(request)))
        {
            return false;
        }

        foreach (var userid in request.Addressees)
        {
            await tx.InsertIfAbsent("support_addressees", "request_id, userid", "request_id, userid",
                new { RequestId = request.Id, Userid = userid });
        }

        await tx.Timeline.Add(new TimelineRow(
            request.Id, request.ExternalUserid, request.OpportunityId, TimelineKinds.Support, request.At, request.By,
            request.What, Json.Text(new { request.Addressees }), request.Id, request.At));
        return true;
    }

    public async Task<SupportRequest?> ById(string id) =>
        await tx.One<Row>($"select {Columns} from support_requests where id = @id", new { id }) is { } row
            ? row.Request(await Addressees(id))
            : null;

    /// <summary>What waits for this person, oldest first.</summary>
    public async Task<IReadOnlyList<SupportRequest>> OpenFor(string userid, int count) =>
    [
        .. (await tx.All<Row>(
            $"""
            select {Columns} from support_requests
            where state = 'Open' and id in (select a.request_id from support_addressees a where a.userid = @userid)
            order by at, id {tx.Dialect.Limit}
            """,
            new { userid, count })).Select(row => row.Request([userid])),
    ];

    /// <summary>Closes a request with what was done about it, and tells the timeline. False when somebody did before.</summary>
    /// <param name="id">The id of the answer's own timeline row.</param>
    public async Task<bool> Answer(string id, SupportRequest request, string by, string answer, DateTimeOffset now)
    {
        if (0 == await tx.Run(
            """
            update support_requests set state = 'Answered', answered_by = @by, answered_at = @now, answer = @answer
            where id = @Id and state = 'Open'
            """,
            new { request.Id, by, now, answer }))
        {
            return false;
        }

        await tx.Timeline.Add(new TimelineRow(
            id, request.ExternalUserid, request.OpportunityId, TimelineKinds.Support, now, by, answer,
            Json.Text(new { Answers = request.Id }), request.Id, now));
        return true;
    }

    Task<IReadOnlyList<string>> Addressees(string id) =>
        tx.All<string>("select userid from support_addressees where request_id = @id order by userid", new { id });

    sealed class Row
    {
        public required string Id { get; init; }
        public required string ExternalUserid { get; init; }
        public string? OpportunityId { get; init; }
        public required string What { get; init; }
        public required string ByUserid { get; init; }
        public required DateTimeOffset At { get; init; }
        public required string State { get; init; }
        public string? AnsweredBy { get; init; }
        public DateTimeOffset? AnsweredAt { get; init; }
        public string? Answer { get; init; }

        public static Row Of(SupportRequest one) => new()
        {
            Id = one.Id,
            ExternalUserid = one.ExternalUserid,
            OpportunityId = one.OpportunityId,
            What = one.What,
            ByUserid = one.By,
            At = one.At,
            State = one.State.ToString(),
            AnsweredBy = one.AnsweredBy,
            AnsweredAt = one.AnsweredAt,
            Answer = one.Answer,
        };

        public SupportRequest Request(IReadOnlyList<string> addressees) => new(
            Id, ExternalUserid, OpportunityId, What, addressees, ByUserid, At,
            Enum.Parse<SupportState>(State), AnsweredBy, AnsweredAt, Answer);
    }
}
