using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>Who administers the service: those whom the key <c>Admins</c> names and those whom an import made administrators.</summary>
public sealed class Administrators(AppSettings settings)
{
    /// <summary>Somebody with the role that counts for them: an administrator by the settings is one whatever the directory says.</summary>
    public CurrentUser Known(Staff staff) => new(staff.Userid, staff.Name, settings.IsAdmin(staff.Userid) ? Role.Admin : staff.Role);

    public async Task<IReadOnlyList<string>> All(Tx tx) =>
        [.. settings.Admins.Concat(await tx.Staff.WithRole(Role.Admin)).Distinct(StringComparer.OrdinalIgnoreCase)];
}
