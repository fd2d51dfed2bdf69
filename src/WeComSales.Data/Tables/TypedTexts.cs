namespace WeComSales.Data;

/// <summary>What somebody typed into one form about one customer and has not sent.</summary>
/// <param name="Content">As the page gave it: JSON that only the page reads.</param>
public sealed record TypedText(string Form, string Content, DateTimeOffset At)
{
    TypedText() : this("", "", default)
    {
    }
}

/// <summary>Unsent words, kept for their author alone: the panel is thrown away at every change of chat (F5).</summary>
public sealed class TypedTexts(Tx tx)
{
    public Task<IReadOnlyList<TypedText>> Of(string userid, string externalUserid) => tx.All<TypedText>(
        "select form, content, at from typed where userid = @userid and external_userid = @externalUserid order by form",
        new { userid, externalUserid });

    public async Task Keep(string userid, string externalUserid, TypedText text)
    {
        var args = new { Userid = userid, ExternalUserid = externalUserid, text.Form, text.Content, text.At };
        if (0 == await tx.Run(
            "update typed set content = @Content, at = @At where userid = @Userid and external_userid = @ExternalUserid and form = @Form", args))
        {
            await tx.InsertIfAbsent("typed", "userid, external_userid, form", "userid, external_userid, form, content, at", args);
        }
    }

    /// <summary>Words that nobody came back to since a time.</summary>
    public Task<int> ForgetOld(DateTimeOffset before) => tx.Run("delete from typed where at < @before", new { before });

    public Task<int> Forget(string userid, string externalUserid, string form) => tx.Run(
        "delete from typed where userid = @userid and external_userid = @externalUserid and form = @form",
        new { userid, externalUserid, form });
}
