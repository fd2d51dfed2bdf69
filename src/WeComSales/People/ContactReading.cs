using System.Runtime.CompilerServices;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.People;

/// <summary>Customers as WeCom shows them, in our words (D92114, D92113, D92994, D92571, D92117).</summary>
public sealed class ContactReading(WeComClient weCom)
{
    // No relation, invalid id, not a follower: nobody whom we see has this customer.
    static readonly int[] nobodys = [84061, 40096, 84084];

    /// <summary>One customer with everybody who follows them, personal labels included.</summary>
    public Task<Answer<SeenCustomer>> Customer(string externalUserid) => Asking.Ask(
        "externalcontact/get", () => weCom.GetExternalContact(externalUserid, CancellationToken.None),
        detail => Seen(detail.Contact, detail.FollowUsers, follow => follow.Tags.Select(tag => new Tag(Text(tag.TagId), Text(tag.GroupName), tag.TagName ?? ""))),
        nobodys);

    /// <summary>The members who may have customers.</summary>
    public Task<Answer<IReadOnlyList<string>>> FollowingMembers() => Asking.Ask(
        "externalcontact/get_follow_user_list", () => weCom.ListFollowUsers(CancellationToken.None), members => members);

    /// <summary>The ids of all customers of one member, whole or not at all.</summary>
    public Task<Answer<IReadOnlyList<string>>> CustomersOf(string userid) => Asking.Ask(
        "externalcontact/list", () => weCom.ListExternalContacts(userid, CancellationToken.None), ids => ids);

    public Task<Answer<IReadOnlyList<Tag>>> CorpTags() => Asking.Ask(
        "externalcontact/get_corp_tag_list", () => weCom.ListCorpTags(CancellationToken.None), IReadOnlyList<Tag> (groups) =>
        [
            .. groups.Where(group => !group.Deleted).SelectMany(group => group.Tag.Where(tag => !tag.Deleted)
                .Select(tag => new Tag(tag.Id, group.GroupName ?? "", tag.Name ?? ""))),
        ]);

    /// <summary>The customers of one member page by page; a failure ends the pages.</summary>
    /// <param name="names">The company's labels by id: this answer carries only ids, and no personal labels (P-07).</param>
    public async IAsyncEnumerable<Answer<IReadOnlyList<SeenCustomer>>> FollowedBy(
        string userid, IReadOnlyDictionary<string, Tag> names, [EnumeratorCancellation] CancellationToken stop = default)
    {
        string? cursor = null;
        do
        {
            var (asked, next) = (cursor, (string?)null);
            yield return await Asking.Ask("externalcontact/batch/get_by_user", () => weCom.BatchGetByUser([userid], asked, stop), page =>
            {
                next = page.NextCursor == asked ? null : page.NextCursor;
                return (IReadOnlyList<SeenCustomer>)[.. page.Rows.Select(row => Seen(row.ExternalContact, [row.FollowInfo], follow =>
                    follow.TagId.Select(id => names.GetValueOrDefault(id) ?? new Tag(id, null, id))))];
            });
            cursor = next;
        }
        while (cursor is not null);
    }

    static SeenCustomer Seen(ExternalContact contact, IReadOnlyList<FollowUser> follows, Func<FollowUser, IEnumerable<Tag>> tags) => new(
        contact.ExternalUserid, contact.Name ?? "", Text(contact.CorpFullName) ?? Text(contact.CorpName),
        [.. follows.Select(follow => new Follow(
            contact.ExternalUserid, follow.Userid, Text(follow.Remark), Text(follow.RemarkCorpName), follow.RemarkMobiles, Text(follow.Description),
            [.. tags(follow)], DateTimeOffset.FromUnixTimeSeconds(follow.Createtime), Text(follow.State), null, null))]);

    static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
