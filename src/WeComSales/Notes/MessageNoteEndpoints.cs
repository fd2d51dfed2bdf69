using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Notes;

/// <param name="Messages">Ids of messages of one chat.</param>
public sealed record MessageReadingRequest(IReadOnlyList<string>? Messages, string? OpportunityInView);

/// <summary>The preview of a note from messages: its text, what is read in it, and the words around.</summary>
public sealed record MessageReadingView(string Text, DateTimeOffset At, ReadingView Reading, IReadOnlyList<ContextLine> Context);

public sealed record MessageNoteRequest(
    string? Id, IReadOnlyList<string>? Messages, string? ProposalId, IReadOnlyList<string>? Struck, IReadOnlyList<string>? Added, string? OpportunityTitle,
    string? OpportunityInView);

/// <summary>Long-press in the sidebar (F2b); only those who may act have these routes.</summary>
static class MessageNoteEndpoints
{
    public static void MapMessageNotes(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/customers/{id}/messages").WithTags("notes").ForRoles(Role.Rep);
        api.MapPost("/reading", Read).Produces<MessageReadingView>();
        api.MapPost("/notes", Confirm).Produces<ConfirmAnswer>();
    }

    static async Task<IResult> Read(string id, MessageReadingRequest request, CurrentUser user, MessageNoteFlow flow)
    {
        if (request.Messages is not { Count: > 0 and <= ChosenMessages.Most } messages)
        {
            return Refusals.Wrong(NoteTexts.ChooseMessages);
        }

        return await flow.Read(user, id, messages, request.OpportunityInView) is { } chosen
            ? Results.Ok(new MessageReadingView(chosen.Text, chosen.Pasted.At, ReadingView.Of(chosen.Pasted, chosen.Lines), chosen.Context))
            : Refusals.NotFound();
    }

    static async Task<IResult> Confirm(string id, MessageNoteRequest request, CurrentUser user, MessageNoteFlow flow)
    {
        if (!PageId.IsMatch(request.Id) || request.Messages is not { Count: > 0 and <= ChosenMessages.Most } messages)
        {
            return Refusals.Wrong(NoteTexts.ChooseMessages);
        }

        if (NoteEndpoints.AreTooLong(request.Struck, request.Added, request.OpportunityTitle))
        {
            return Refusals.Wrong(Refusals.TooLong);
        }

        var note = new MessageNote(
            request.Id!, messages, request.ProposalId, request.Struck ?? [], request.Added ?? [], request.OpportunityTitle, request.OpportunityInView);
        return await flow.Confirm(user, id, note) is { } made ? Results.Ok(new ConfirmAnswer(made)) : Refusals.NotFound();
    }
}
