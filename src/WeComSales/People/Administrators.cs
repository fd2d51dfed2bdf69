using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>Who administers the service: those whom the key <c>Admins</c> names and those whom an import made administrators.</summary>
public sealed class Administrators(AppSettings settings)
{
    public async Task<IReadOnlyList<string>> All(Tx tx) =>
        [.. settings.Admins.Concat(await tx.Staff.WithRole(Role.Admin)).Distinct(StringComparer.OrdinalIgnoreCase)];
}
