using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Notes;

/// <summary>What the rep decides on the page; the same decision as a tap on the card, with strikes and additions.</summary>
public sealed record ConfirmRequest(
    string? ProposalId, IReadOnlyList<string>? Struck, IReadOnlyList<string>? Added, string? CustomerName, string? OpportunityTitle);

public sealed record ConfirmAnswer(string NoteId);

/// <summary>The pages behind the note's cards. A draft is its owner's alone; a note is seen by whoever may see its customer.</summary>
public static class NoteEndpoints
{
    public static void MapNotes(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("notes");
        api.MapGet("/labels", () => SignalLabels.All.Select(label => new LabelView(label, SignalLabels.NameOf(label)))).ForStaff();
        api.MapGet("/drafts/{id}", Draft).ForStaff().Produces<DraftView>();
        api.MapGet("/drafts/{id}/attachment", Attachment).ForStaff();
        api.MapPost("/drafts/{id}/confirm", Confirm).ForStaff().Produces<ConfirmAnswer>();
        api.MapPost("/drafts/{id}/discard", Discard).ForStaff();
        api.MapPost("/drafts/{id}/restore", Restore).ForStaff();
        api.MapGet("/notes/{id}", Note).ForCustomerData().Produces<NoteView>();
        app.MapTypedNotes();
        app.MapMessageNotes();
    }

    /// <summary>Lists of labels count as one field each.</summary>
    internal static bool AreTooLong(IReadOnlyList<string>? struck, IReadOnlyList<string>? added, params ReadOnlySpan<string?> fields) =>
        FieldLimit.IsOver([.. fields, string.Concat(struck ?? []), string.Concat(added ?? [])]);

    static Task<IResult> Draft(string id, CurrentUser user, Db db) => db.Read(async tx =>
        await Own(tx, id, user) is { } stored
            ? Results.Ok(DraftView.Of(
                stored, await tx.NoteDrafts.Attachment(id), await NameOf(tx, stored.DecidedBy), await tx.Notes.ByDraft(id)))
            : Refusals.NotFound());

    static Task<IResult> Attachment(string id, CurrentUser user, Db db) => db.Read(async tx =>
    {
        var mayLook = await Own(tx, id, user) is not null
            || (await tx.Notes.ByDraft(id) is { } note && await tx.Customers.Seen(user.Viewer, note.Place.ExternalUserid) is not null && !user.Viewer.OnlyLooks);
        return mayLook && await tx.NoteDrafts.Attachment(id) is { Bytes: { } bytes } kept
            ? Results.File(bytes, Inline(kept.ContentType))
            : Refusals.NotFound();
    });

    static async Task<IResult> Confirm(string id, ConfirmRequest request, CurrentUser user, NoteTapFlow flow)
    {
        if (AreTooLong(request.Struck, request.Added, request.CustomerName, request.OpportunityTitle))
        {
            return Refusals.Wrong(Refusals.TooLong);
        }

        var outcome = await flow.Confirm(new Decision(
            id, user.Userid, request.ProposalId, request.Struck ?? [], request.Added ?? [], request.CustomerName, request.OpportunityTitle));
        return outcome switch
        {
            Outcome.Saved saved => Results.Ok(new ConfirmAnswer(saved.Note.Id)),
            Outcome.Dropped => Results.Problem(title: NoteTexts.AlreadyDiscarded, statusCode: StatusCodes.Status409Conflict),
            Outcome.Barred barred => Refusals.Wrong(barred.Why),
            _ => Refusals.NotFound(),
        };
    }

    static async Task<IResult> Discard(string id, CurrentUser user, NoteTapFlow flow) => await flow.Discard(id, user.Userid) switch
    {
        Outcome.Dropped => Results.NoContent(),
        Outcome.Saved => Results.Problem(title: NoteTexts.AlreadySaved, statusCode: StatusCodes.Status409Conflict),
        _ => Refusals.NotFound(),
    };

    static async Task<IResult> Restore(string id, CurrentUser user, NoteTapFlow flow) =>
        await flow.Restore(id, user.Userid) ? Results.NoContent() : Refusals.NotFound();

    static async Task<IResult> Note(string id, CurrentUser user, Db db, Looks looks)
    {
        var view = await db.Read(async tx =>
            await tx.Notes.ById(id) is { } note && await tx.Customers.Seen(user.Viewer, note.Place.ExternalUserid) is not null
                ? new
                {
                    View = NoteView.Of(
                        user.Viewer.OnlyLooks ? note.Masked() : note, await tx.NoteDrafts.Attachment(note.DraftId), (await NameOf(tx, note.ConfirmedBy))!,
                        await Around(tx, note.DraftId, user)),
                    About = note.ConfirmedBy,
                }
                : null);
        if (view is null)
        {
            return Refusals.NotFound();
        }

        await looks.Record(user, "note.open", id, view.About);
        return Results.Ok(view.View);
    }

    static async Task<IReadOnlyList<ContextLine>> Around(Tx tx, string draftId, CurrentUser user)
    {
        var lines = await tx.NoteContexts.Of(draftId);
        return user.Viewer.OnlyLooks ? [.. lines.Select(line => line with { Text = Masking.Text(line.Text) })] : lines;
    }

    static async Task<StoredDraft?> Own(Tx tx, string id, CurrentUser user) =>
        await tx.NoteDrafts.ById(id) is { } stored && stored.Draft.Owner == user.Userid ? stored : null;

    static async Task<string?> NameOf(Tx tx, string? userid) =>
        userid is null ? null : (await tx.Staff.ByUserid(userid))?.Name ?? userid;

    /// <summary>Only what a browser shows without running anything; whatever else came along is a download.</summary>
    static string Inline(string? contentType) =>
        contentType is "image/png" or "image/jpeg" or "image/gif" or "image/webp" or "audio/amr" or "voice/amr" ? contentType : "application/octet-stream";
}
