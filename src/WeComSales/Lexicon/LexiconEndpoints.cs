using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Lexicon;

/// <summary>One word as the page and the API write it, in the columns of the CSV file.</summary>
public sealed record WordView(TenantWordKind Kind, string? Label, string Term, string? Replacement)
{
    public static WordView Of(TenantWord word) => new(word.Kind, word.Label, word.Term, word.Replacement);

    public TenantWord Word => new(Kind, Label, Term, Replacement);
}

public sealed record LexiconView(int Number, string Remark, string MadeBy, DateTimeOffset MadeAt, IReadOnlyList<WordView> Words);

/// <summary>A version in the list; <paramref name="MadeBy"/> is a person's name.</summary>
public sealed record LexiconVersionView(int Number, string Remark, string MadeBy, DateTimeOffset MadeAt);

/// <param name="Csv">The words as a CSV file (kind,label,term,replacement); used when <paramref name="Words"/> is null.</param>
public sealed record WordsRequest(IReadOnlyList<WordView>? Words, string? Csv, string? Remark);

public sealed record KeptVersion(int Number);

/// <summary>The lexicon of the company, for administrators only.</summary>
public static class LexiconEndpoints
{
    const int MostVersions = 200;
    const int MostNotes = 2000;

    public static void MapLexicon(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/lexicon").WithTags("lexicon");
        api.MapGet("", async (LexiconFlow flow) => View(await flow.Current())).ForRoles(Role.Admin);
        api.MapGet("/versions", Versions).ForRoles(Role.Admin);
        api.MapGet("/versions/{number:int}", Version).ForRoles(Role.Admin).Produces<LexiconView>();
        api.MapGet("/export", async (LexiconFlow flow) => Results.Text(OwnWordsFile.Write((await flow.Current()).Words), "text/csv; charset=utf-8")).ForRoles(Role.Admin);
        api.MapGet("/proposals", (LexiconFlow flow) => flow.Proposals()).ForRoles(Role.Admin);
        api.MapPost("/preview", Preview).ForRoles(Role.Admin).Produces<LexiconPreview>();
        api.MapPost("/versions", Keep).ForRoles(Role.Admin).Produces<KeptVersion>();
        api.MapPost("/versions/{number:int}/activate", Activate).ForRoles(Role.Admin);
    }

    static LexiconView View(LexiconVersion version) => new(version.Number, version.Remark, version.MadeBy, version.MadeAt, [.. version.Words.Select(WordView.Of)]);

    static async Task<IReadOnlyList<LexiconVersionView>> Versions(LexiconFlow flow, Db db)
    {
        var versions = await flow.Versions(MostVersions);
        var names = await db.Read(tx => tx.Staff.ByUserids([.. versions.Select(version => version.MadeBy).Distinct()]));
        return [.. versions.Select(one => new LexiconVersionView(
            one.Number, one.Remark, one.MadeBy == LexiconTexts.ByCommand ? LexiconTexts.CommandLine : names.GetValueOrDefault(one.MadeBy)?.Name ?? one.MadeBy, one.MadeAt))];
    }

    static async Task<IResult> Version(int number, LexiconFlow flow) => await flow.ByNumber(number) is { } version ? Results.Ok(View(version)) : Refusals.NotFound();

    static Task<IResult> Preview(WordsRequest request, int? notes, CurrentUser user, LexiconFlow flow) =>
        With(request, async words => Results.Ok(await flow.PreviewFor(user.Userid, words, Math.Clamp(notes ?? 200, 1, MostNotes))));

    static Task<IResult> Keep(WordsRequest request, CurrentUser user, LexiconFlow flow) =>
        With(request, async words => Results.Ok(new KeptVersion(await flow.Keep(words, request.Remark ?? "", user.Userid))));

    static async Task<IResult> Activate(int number, CurrentUser user, LexiconFlow flow) =>
        await flow.Activate(number, user.Userid) ? Results.NoContent() : Results.Problem(title: LexiconTexts.NoSuchVersion, statusCode: StatusCodes.Status409Conflict);

    static async Task<IResult> With(WordsRequest request, Func<IReadOnlyList<TenantWord>, Task<IResult>> act)
    {
        try
        {
            return await act(request.Words is { } words ? OwnWordsFile.Checked([.. words.Select(word => word.Word)]) : OwnWordsFile.Parse(request.Csv ?? ""));
        }
        catch (FormatException wrong)
        {
            return Results.Problem(title: wrong.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
