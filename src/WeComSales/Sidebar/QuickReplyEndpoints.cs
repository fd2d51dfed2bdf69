using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Sidebar;

public sealed record QuickReplyList(IReadOnlyList<QuickReply> Items);

public sealed record QuickReplyChange(string? Group, string? Title, QuickReplyKind Kind, string? Content, string? Link, int Position);

/// <summary>Ready words and material: sent by those who have customers, kept by administrators.</summary>
public static class QuickReplyEndpoints
{
    public static void MapQuickReplies(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/quick-replies", (Db db) => db.Read(async tx => new QuickReplyList(await tx.QuickReplies.All())))
            .ForRoles(Role.Rep, Role.Ops, Role.Presales, Role.Admin).WithTags("quick replies");
        var admin = app.MapGroup("/api/admin/quick-replies").WithTags("admin").ForRoles(Role.Admin);
        admin.MapPut("/{id}", Put).Produces<QuickReply>();
        admin.MapDelete("/{id}", async (string id, Db db) => await db.Write(tx => tx.QuickReplies.Remove(id)) ? Results.NoContent() : Refusals.NotFound());
    }

    /// <param name="id">Made by the page: a new one adds.</param>
    static async Task<IResult> Put(string id, QuickReplyChange change, CurrentUser user, Db db, TimeProvider time)
    {
        var reply = new QuickReply(
            id, change.Group?.Trim() ?? "", change.Title?.Trim() ?? "", change.Kind, change.Content?.Trim() ?? "",
            string.IsNullOrWhiteSpace(change.Link) ? null : change.Link.Trim(), change.Position);
        if (!reply.IsWhole || !PageId.IsMatch(id))
        {
            return Refusals.Wrong(SidebarTexts.ReplyNotWhole);
        }

        await db.Write(tx => tx.QuickReplies.Put(reply, user.Userid, time.GetUtcNow()));
        return Results.Ok(reply);
    }
}
