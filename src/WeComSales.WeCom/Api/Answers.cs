using System.Text.Json.Serialization;

namespace WeComSales.WeCom;

// The outsides of answers; what matters is taken out of them by the client.

sealed record AnswerHead(int Errcode, string? Errmsg);

sealed record EmptyAnswer;

sealed record TokenAnswer(string? AccessToken, string? Ticket, long ExpiresIn);

sealed record UserListAnswer
{
    public IReadOnlyList<WeComUser> Userlist { get; init => field = value ?? []; } = [];
}

sealed record UserIdsAnswer
{
    public IReadOnlyList<DepartmentUser> DeptUser { get; init => field = value ?? []; } = [];

    public string? NextCursor { get; init; }
}

/// <summary>A member in one department; whoever is in two comes twice.</summary>
sealed record DepartmentUser(string Userid, long Department);

sealed record DepartmentListAnswer
{
    public IReadOnlyList<WeComDepartment> Department { get; init => field = value ?? []; } = [];
}

sealed record DepartmentIdsAnswer
{
    public IReadOnlyList<WeComDepartment> DepartmentId { get; init => field = value ?? []; } = [];
}

sealed record DepartmentAnswer
{
    public required WeComDepartment Department { get; init; }
}

sealed record ExternalUserIdsAnswer
{
    public IReadOnlyList<string> ExternalUserid { get; init => field = value ?? []; } = [];
}

sealed record FollowUserIdsAnswer
{
    public IReadOnlyList<string> FollowUser { get; init => field = value ?? []; } = [];
}

sealed record ExternalContactAnswer
{
    public required ExternalContact ExternalContact { get; init; }

    public IReadOnlyList<FollowUser> FollowUser { get; init => field = value ?? []; } = [];

    public string? NextCursor { get; init; }
}

sealed record ExternalContactBatchAnswer
{
    public IReadOnlyList<ExternalContactRow> ExternalContactList { get; init => field = value ?? []; } = [];

    public string? NextCursor { get; init; }

    public UnlicensedAnswer? FailInfo { get; init; }
}

sealed record UnlicensedAnswer
{
    public IReadOnlyList<string> UnlicensedUseridList { get; init => field = value ?? []; } = [];
}

sealed record CorpTagListAnswer
{
    public IReadOnlyList<CorpTagGroup> TagGroup { get; init => field = value ?? []; } = [];
}

sealed record BehaviorAnswer
{
    public IReadOnlyList<BehaviorDay> BehaviorData { get; init => field = value ?? []; } = [];
}

sealed record UpdateCardAnswer
{
    [JsonPropertyName("invaliduser")]
    public IReadOnlyList<string> InvalidUsers { get; init => field = value ?? []; } = [];
}
