using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Notes;

/// <param name="OpportunityInView">The opportunity from which the sheet was opened.</param>
public sealed record ReadRequest(string? Text, string? OpportunityInView);

/// <param name="Start">UTF-16 index of the message's words in the text.</param>
public sealed record CopiedMessageView(string Name, DateTimeOffset At, int Start, int End);

/// <summary>What is read in the text as it stands, and where the note could go.</summary>
public sealed record ReadingView(
    IReadOnlyList<SignalView> Signals, IReadOnlyList<EntityView> Entities, string? NextAction, IReadOnlyList<CopiedMessageView> Messages,
    IReadOnlyList<ProposalView> Proposals, string Likely)
{
    public static ReadingView Of(Pasted pasted, IReadOnlyList<Proposal> lines) => new(
        [.. pasted.Reading.Signals.Select(SignalView.Of)], [.. pasted.Reading.Entities.Select(EntityView.Of)], pasted.Reading.NextAction,
        [.. pasted.Messages.Select(message => new CopiedMessageView(message.Name, message.At, message.Start, message.End))],
        [.. lines.Select(ProposalView.Of)], lines[0].Id);
}

public sealed record TypedNoteRequest(
    string? Id, string? Text, string? ProposalId, IReadOnlyList<string>? Struck, IReadOnlyList<string>? Added, string? OpportunityTitle, string? OpportunityInView);

/// <summary>Pasting and typing in the sidebar (F2c); only those who may act have these routes.</summary>
static class TypedNoteEndpoints
{
    /// <summary>More than any chat window copies at once.</summary>
    const int LongestText = 8000;

    public static void MapTypedNotes(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/customers/{id}").WithTags("notes").ForRoles(Role.Rep);
        api.MapPost("/reading", Read).Produces<ReadingView>();
        api.MapPost("/notes", Confirm).Produces<ConfirmAnswer>();
    }

    static async Task<IResult> Read(string id, ReadRequest request, CurrentUser user, TypedNoteFlow flow)
    {
        if (request.Text is not { Length: <= LongestText } text)
        {
            return Refusals.Wrong(NoteTexts.TooLong);
        }

        return await flow.Read(user, id, text, request.OpportunityInView) is var (pasted, lines) ? Results.Ok(ReadingView.Of(pasted, lines)) : Refusals.NotFound();
    }

    static async Task<IResult> Confirm(string id, TypedNoteRequest request, CurrentUser user, TypedNoteFlow flow)
    {
        if (!PageId.IsMatch(request.Id) || string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > LongestText)
        {
            return Refusals.Wrong(string.IsNullOrWhiteSpace(request.Text) ? NoteTexts.Empty : NoteTexts.TooLong);
        }

        if (NoteEndpoints.AreTooLong(request.Struck, request.Added, request.OpportunityTitle))
        {
            return Refusals.Wrong(Refusals.TooLong);
        }

        var typed = new TypedNote(
            request.Id!, request.Text.Trim(), request.ProposalId, request.Struck ?? [], request.Added ?? [], request.OpportunityTitle, request.OpportunityInView);
        return await flow.Confirm(user, id, typed) is { } note ? Results.Ok(new ConfirmAnswer(note)) : Refusals.NotFound();
    }
}
