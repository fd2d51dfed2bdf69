using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.People;

/// <summary>The directory as WeCom shows it, in our words (D90196, D90201, D90208, D95351).</summary>
public sealed class DirectoryReading(WeComClient weCom)
{
    const int Disabled = 2;
    const int Left = 5;

    // Not there, or outside what the app may see: for us the same.
    static readonly int[] noSuchPerson = [60111, 46004, 60011], noSuchDepartment = [60003, 60011];

    public Task<Answer<DirectoryEntry>> Person(string userid) => Asking.Ask(
        "user/get", () => weCom.GetUser(userid, CancellationToken.None), Entry, noSuchPerson);

    /// <summary>The people of one department, not of those below.</summary>
    public Task<Answer<IReadOnlyList<DirectoryEntry>>> PeopleOf(long departmentId) => Asking.Ask(
        "user/list", () => weCom.ListUsers(departmentId, CancellationToken.None), IReadOnlyList<DirectoryEntry> (users) => [.. users.Select(Entry)]);

    public Task<Answer<IReadOnlyList<Department>>> Departments() => Asking.Ask(
        "department/list", () => weCom.ListDepartments(CancellationToken.None), IReadOnlyList<Department> (departments) => [.. departments.Select(Named)]);

    public Task<Answer<Department>> Department(long id) => Asking.Ask(
        "department/get", () => weCom.GetDepartment(id, CancellationToken.None), Named, noSuchDepartment);

    static Department Named(WeComDepartment department) => new(
        department.Id, department.Parentid ?? 0, department.Name ?? $"{department.Id}", (int)Math.Clamp(department.Order ?? 0, 0, int.MaxValue),
        department.DepartmentLeader);

    static DirectoryEntry Entry(WeComUser user) => new(
        user.Userid,
        user.Name ?? user.Userid,
        user.MainDepartment is > 0 ? user.MainDepartment : user.Department is [var first, ..] ? first : null,
        [.. user.Department.Distinct().Select((id, place) => new Membership(id, user.IsLeaderInDept.ElementAtOrDefault(place) == 1, place)).OrderBy(one => one.DepartmentId)],
        string.IsNullOrWhiteSpace(user.Position) ? null : user.Position,
        user.DirectLeader is [var leader, ..] ? leader : null,
        user.Status is not (Disabled or Left));
}
