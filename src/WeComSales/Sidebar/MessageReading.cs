using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Sidebar;

/// <summary>One message of a chat as the page lists it.</summary>
/// <param name="Kind">WeCom's word for it; the text is readable whatever it is.</param>
public sealed record MessageView(string Id, DateTimeOffset At, string Name, bool Ours, string Kind, string Text, string? Quoted, bool Recalled);

/// <summary>Where the next page of messages begins.</summary>
public sealed record MessageCursor(DateTimeOffset Before, long BeforeSeq);

/// <param name="Items">Newest first.</param>
/// <param name="Next">Null at the end.</param>
public sealed record MessagePage(string Chat, IReadOnlyList<MessageView> Items, MessageCursor? Next);

/// <summary>The archived messages of a chat as people read them, masked for those who only look.</summary>
static class MessageReading
{
    /// <summary>So many stand on the page at once; more come when somebody asks.</summary>
    public const int FirstSight = 8;
    public const int PageLength = 30;

    /// <summary>The viewer's own chat with the customer, else the one in which something was said last; null when nothing is archived.</summary>
    public static async Task<MessagePage?> Newest(Tx tx, CurrentUser user, Customer customer, string name, DateTimeOffset now)
    {
        var newest = new MessageCursor(now.AddYears(10), 0);
        if (user.Role == Role.Rep && await Page(tx, user, ChatPlace.OfTwo(user.Userid, customer.ExternalUserid), name, newest, FirstSight) is { Items.Count: > 0 } own)
        {
            return own;
        }

        return await tx.ChatMessages.NewestChat(customer.ExternalUserid) is { } chat ? await Page(tx, user, chat, name, newest, FirstSight) : null;
    }

    /// <param name="name">The customer as this viewer knows them.</param>
    public static async Task<MessagePage> Page(Tx tx, CurrentUser user, string chat, string name, MessageCursor from, int length)
    {
        var lines = await tx.ChatMessages.Page(chat, from.Before, from.BeforeSeq, length + 1);
        var page = lines.Take(length).ToList();
        var names = await tx.Staff.ByUserids([.. page.Where(line => !line.Theirs).Select(line => line.Sender).Distinct()]);
        return new(
            chat,
            [.. page.Select(line => new MessageView(
                line.Msgid, line.At, line.Theirs ? name : names.GetValueOrDefault(line.Sender)?.Name ?? line.Sender, !line.Theirs, line.Kind,
                Shown(line.Text, user), line.Quoted is null ? null : Shown(line.Quoted, user), line.RecalledAt is not null))],
            lines.Count > length ? new(page[^1].At, page[^1].Seq) : null);
    }

    static string Shown(string text, CurrentUser user) => user.Viewer.OnlyLooks ? Masking.Text(text) : text;
}
