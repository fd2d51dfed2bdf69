using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Operations;

/// <summary>Departments by the paths that files name; what nobody knows yet is made, level by level.</summary>
public sealed class ImportedDepartments
{
    readonly Tx tx;
    readonly Dictionary<string, long> ids;
    readonly Dictionary<long, string> paths;

    public ImportedDepartments(Tx tx, IReadOnlyDictionary<string, long> byPath)
    {
        this.tx = tx;
        ids = new(byPath, StringComparer.Ordinal);
        paths = ids.ToDictionary(pair => pair.Value, pair => pair.Key);
    }

    public string PathOf(long? id) => id is { } known ? paths.GetValueOrDefault(known, "") : "";

    /// <summary>Null for an empty path. A path may leave the company's own name out.</summary>
    public async Task<long?> IdOf(string path)
    {
        if (path.Length == 0)
        {
            return null;
        }

        var companies = paths.Values.Where(known => !known.Contains('/')).ToList();
        var full = companies is [var company] && path != company && !path.StartsWith(company + "/", StringComparison.Ordinal) && ids.ContainsKey($"{company}/{path}")
            ? $"{company}/{path}"
            : path;
        return await Make(full);
    }

    async Task<long> Make(string path)
    {
        if (ids.TryGetValue(path, out var id))
        {
            return id;
        }

        var cut = path.LastIndexOf('/');
        var parent = cut < 0 ? 0 : await Make(path[..cut]);
        var made = await tx.Departments.NextImportedId();
        await tx.Departments.Put(new Department(made, parent, path[(cut + 1)..], 0, []));
        await tx.Departments.SetPath(made, path);
        return ids[path] = Named(made, path);
    }

    long Named(long id, string path)
    {
        paths[id] = path;
        return id;
    }
}
