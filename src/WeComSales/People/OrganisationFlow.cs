using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>Brings paths, tree, leaders and derived roles in line with what is known of departments and people.</summary>
public sealed class OrganisationFlow(Db db)
{
    const int ChunkLength = 500;

    /// <summary>Twice in a row changes nothing the second time.</summary>
    public async Task Settle()
    {
        var (organisation, changes, roles) = await db.Read(async tx =>
        {
            var organisation = new Organisation(await tx.Departments.All(), await tx.Staff.Members());
            var stored = await tx.Staff.DerivedRoles();
            var moved = stored.Select(person => (Userid: person.Key, organisation.RoleOf(person.Key).Role)).Where(person => stored[person.Userid] != person.Role);
            return (organisation, await tx.Departments.Differences(organisation), moved.ToList());
        });

        foreach (var chunk in changes.Chunk(ChunkLength))
        {
            await db.Write(tx => Each(chunk, tx.Departments.Apply));
        }

        foreach (var chunk in roles.Chunk(ChunkLength))
        {
            await db.Write(tx => Each(chunk, person => tx.Staff.SetDerivedRole(person.Userid, person.Role)));
        }

        foreach (var chunk in organisation.Departments.Chunk(ChunkLength))
        {
            await db.Write(tx => Each(chunk, department => tx.Departments.SetPath(department.Id, organisation.Path(department.Id))));
        }
    }

    static async Task Each<T>(IEnumerable<T> all, Func<T, Task> save)
    {
        foreach (var one in all)
        {
            await save(one);
        }
    }
}
