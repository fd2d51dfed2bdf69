using System.Text.Json;

namespace WeComSales.WeCom;

/// <summary>A customer (D92114). Type 1 is a WeChat user, 2 a WeCom user.</summary>
public sealed record ExternalContact
{
    public required string ExternalUserid { get; init; }

    public string? Name { get; init; }

    public string? Position { get; init; }

    public string? CorpName { get; init; }

    public string? CorpFullName { get; init; }

    public int? Type { get; init; }

    public int? Gender { get; init; }

    public string? Unionid { get; init; }
}

/// <summary>A member's relation to a customer: what the member wrote and when it began (D92114). <c>batch/get_by_user</c> gives only <see cref="TagId"/>, <c>get</c> only <see cref="Tags"/>.</summary>
public sealed record FollowUser
{
    public required string Userid { get; init; }

    public string? Remark { get; init; }

    public string? Description { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long Createtime { get; init; }

    public IReadOnlyList<FollowTag> Tags { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> TagId { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> RemarkMobiles { get; init => field = value ?? []; } = [];

    public string? RemarkCorpName { get; init; }

    /// <summary>0 to 24, 201, 202: by which way the customer came.</summary>
    public int? AddWay { get; init; }

    /// <summary>The channel of a contact way.</summary>
    public string? State { get; init; }

    public string? OperUserid { get; init; }
}

/// <summary>A tag on a relation: 1 of the corp, 2 the member's own (without id), 3 of a rule group.</summary>
public sealed record FollowTag(string? GroupName, string? TagName, string? TagId, int? Type);

/// <summary>A customer with all members who follow.</summary>
public sealed record ExternalContactDetail(ExternalContact Contact, IReadOnlyList<FollowUser> FollowUsers);

/// <summary>A customer and one member's relation.</summary>
public sealed record ExternalContactRow
{
    public required ExternalContact ExternalContact { get; init; }

    public required FollowUser FollowInfo { get; init; }
}

/// <summary>A page of relations; the cursor is null on the last one. Members without a licence are left out of the rows.</summary>
public sealed record ExternalContactPage(IReadOnlyList<ExternalContactRow> Rows, string? NextCursor, IReadOnlyList<string> UnlicensedUsers);

/// <summary>A group of the corp's tags (D92117).</summary>
public sealed record CorpTagGroup
{
    public required string GroupId { get; init; }

    public string? GroupName { get; init; }

    public bool Deleted { get; init; }

    public IReadOnlyList<CorpTag> Tag { get; init => field = value ?? []; } = [];
}

/// <summary>A tag of the corp.</summary>
public sealed record CorpTag(string Id, string? Name, bool Deleted);

/// <summary>A member's day in numbers (D92132), complete only from the next morning on.</summary>
public sealed record BehaviorDay
{
    /// <summary>The day, as seconds since 1970 of its beginning.</summary>
    public long StatTime { get; init; }

    public int ChatCnt { get; init; }

    public int MessageCnt { get; init; }

    /// <summary>0 to 100; missing without chats.</summary>
    public double? ReplyPercentage { get; init; }

    /// <summary>Minutes; missing without chats.</summary>
    public int? AvgReplyTime { get; init; }

    public int NegativeFeedbackCnt { get; init; }

    public int NewApplyCnt { get; init; }

    public int NewContactCnt { get; init; }
}

public sealed partial class WeComClient
{
    const int BatchUsers = 100, NoCustomers = 84061, PageSize = 100;

    /// <summary>externalcontact/get (D92114): follows the cursor, so that a customer with more than 500 followers comes whole or not at all.</summary>
    public async Task<ApiResult<ExternalContactDetail>> GetExternalContact(string externalUserId, CancellationToken stop)
    {
        var followers = new List<FollowUser>();
        var cursor = "";
        while (true)
        {
            var query = $"external_userid={Uri.EscapeDataString(externalUserId)}{(cursor.Length > 0 ? "&cursor=" : "")}{Uri.EscapeDataString(cursor)}";
            var page = await Get("externalcontact/get", query, WireJson.Types.ExternalContactAnswer, stop);
            if (!page.TryGet(out var answer))
            {
                return new(page.Failure!);
            }

            followers.AddRange(answer.FollowUser);
            if (string.IsNullOrEmpty(answer.NextCursor) || answer.NextCursor == cursor)
            {
                return new(new ExternalContactDetail(answer.ExternalContact, followers));
            }

            cursor = answer.NextCursor;
        }
    }

    /// <summary>externalcontact/list (D92113): the customers of one member. WeCom's 84061 for a member without any is an empty list here, and only here.</summary>
    public async Task<ApiResult<IReadOnlyList<string>>> ListExternalContacts(string userId, CancellationToken stop)
    {
        var answer = await Get("externalcontact/list", $"userid={Uri.EscapeDataString(userId)}", WireJson.Types.ExternalUserIdsAnswer, stop);
        return answer.Failure?.Errcode == NoCustomers ? new([]) : answer.Select(given => given.ExternalUserid);
    }

    /// <summary>externalcontact/batch/get_by_user (D92994): one page of the relations of at most 100 members. An index only: details come from <see cref="GetExternalContact"/>.</summary>
    public async Task<ApiResult<ExternalContactPage>> BatchGetByUser(IReadOnlyList<string> userIds, string? cursor, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(userIds.Count, BatchUsers, nameof(userIds));
        var body = WireJson.Write(json =>
        {
            WriteTexts(json, "userid_list", userIds);
            json.WriteString("cursor", cursor ?? "");
            json.WriteNumber("limit", PageSize);
        });
        return (await Post("externalcontact/batch/get_by_user", body, changes: false, WireJson.Types.ExternalContactBatchAnswer, stop)).Select(
            answer => new ExternalContactPage(
                answer.ExternalContactList, answer.NextCursor is { Length: > 0 } next ? next : null, answer.FailInfo?.UnlicensedUseridList ?? []));
    }

    /// <summary>externalcontact/get_follow_user_list (D92571): the members in the visible range who may have customers.</summary>
    public async Task<ApiResult<IReadOnlyList<string>>> ListFollowUsers(CancellationToken stop) =>
        (await Get("externalcontact/get_follow_user_list", "", WireJson.Types.FollowUserIdsAnswer, stop)).Select(answer => answer.FollowUser);

    /// <summary>externalcontact/get_corp_tag_list (D92117): all tags of the corp, by group.</summary>
    public async Task<ApiResult<IReadOnlyList<CorpTagGroup>>> ListCorpTags(CancellationToken stop) =>
        (await Post("externalcontact/get_corp_tag_list", "{}"u8.ToArray(), changes: false, WireJson.Types.CorpTagListAnswer, stop))
            .Select(answer => answer.TagGroup);

    /// <summary>externalcontact/get_user_behavior_data (D92132): one member, because WeCom adds several up; at most 30 days of the last 180, not today.</summary>
    public async Task<ApiResult<IReadOnlyList<BehaviorDay>>> GetBehavior(string userId, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        var body = WireJson.Write(json =>
        {
            WriteTexts(json, "userid", [userId]);
            json.WriteNumber("start_time", from.ToUnixTimeSeconds());
            json.WriteNumber("end_time", to.ToUnixTimeSeconds());
        });
        return (await Post("externalcontact/get_user_behavior_data", body, changes: false, WireJson.Types.BehaviorAnswer, stop))
            .Select(answer => answer.BehaviorData);
    }

    static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
