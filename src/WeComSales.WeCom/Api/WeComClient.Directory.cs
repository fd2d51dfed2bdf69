using System.Globalization;

namespace WeComSales.WeCom;

/// <summary>A member as the app may see one; apps of 2022 and later get neither phone nor picture (D90196).</summary>
public sealed record WeComUser
{
    public required string Userid { get; init; }

    public string? Name { get; init; }

    public string? Position { get; init; }

    /// <summary>Departments, in step with <see cref="IsLeaderInDept"/>.</summary>
    public IReadOnlyList<long> Department { get; init => field = value ?? []; } = [];

    /// <summary>1 where the member leads the department in the same place.</summary>
    public IReadOnlyList<int> IsLeaderInDept { get; init => field = value ?? []; } = [];

    /// <summary>Leaders inside the app's visible range; today at most one, five in older times.</summary>
    public IReadOnlyList<string> DirectLeader { get; init => field = value ?? []; } = [];

    public long? MainDepartment { get; init; }

    /// <summary>1 active, 2 disabled, 4 not activated, 5 left.</summary>
    public int? Status { get; init; }
}

/// <summary>A department; lists of ids leave name and leaders out.</summary>
public sealed record WeComDepartment
{
    public required long Id { get; init; }

    public string? Name { get; init; }

    public long? Parentid { get; init; }

    public long? Order { get; init; }

    public IReadOnlyList<string> DepartmentLeader { get; init => field = value ?? []; } = [];
}

public sealed partial class WeComClient
{
    /// <summary>user/get (D90196).</summary>
    public Task<ApiResult<WeComUser>> GetUser(string userId, CancellationToken stop) =>
        Get("user/get", $"userid={Uri.EscapeDataString(userId)}", WireJson.Types.WeComUser, stop);

    /// <summary>user/list (D90201): the members of one department, not of those below it.</summary>
    public async Task<ApiResult<IReadOnlyList<WeComUser>>> ListUsers(long departmentId, CancellationToken stop) =>
        (await Get("user/list", Number("department_id", departmentId), WireJson.Types.UserListAnswer, stop)).Select(answer => answer.Userlist);

    /// <summary>
    /// user/list_id (D96067): the ids of all members of the corp, whoever may see the app. Only with the secret of 通讯录同步.
    /// </summary>
    public async Task<ApiResult<IReadOnlyList<string>>> ListUserIds(CancellationToken stop)
    {
        const int MostAtOnce = 10_000;
        var found = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            var body = WireJson.Write(json =>
            {
                json.WriteString("cursor", cursor ?? "");
                json.WriteNumber("limit", MostAtOnce);
            });
            var result = await Post("user/list_id", body, changes: false, WireJson.Types.UserIdsAnswer, stop);
            if (!result.TryGet(out var page))
            {
                return new(result.Failure!);
            }

            found.UnionWith(page.DeptUser.Select(user => user.Userid));
            cursor = page.NextCursor;
        }
        while (!string.IsNullOrEmpty(cursor));

        return new([.. found.Order(StringComparer.Ordinal)]);
    }

    /// <summary>department/list (D90208): all departments in the visible range, with names; slow in big corps.</summary>
    public async Task<ApiResult<IReadOnlyList<WeComDepartment>>> ListDepartments(CancellationToken stop) =>
        (await Get("department/list", "", WireJson.Types.DepartmentListAnswer, stop)).Select(answer => answer.Department);

    /// <summary>department/simplelist (D95350): ids, parents and order of all departments in the visible range.</summary>
    public async Task<ApiResult<IReadOnlyList<WeComDepartment>>> ListDepartmentIds(CancellationToken stop) =>
        (await Get("department/simplelist", "", WireJson.Types.DepartmentIdsAnswer, stop)).Select(answer => answer.DepartmentId);

    /// <summary>department/get (D95351): one department with name and leaders.</summary>
    public async Task<ApiResult<WeComDepartment>> GetDepartment(long departmentId, CancellationToken stop) =>
        (await Get("department/get", Number("id", departmentId), WireJson.Types.DepartmentAnswer, stop)).Select(answer => answer.Department);

    static string Number(string name, long value) => string.Create(CultureInfo.InvariantCulture, $"{name}={value}");
}
