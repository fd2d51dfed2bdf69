using System.Reflection;
using System.Text;

namespace WeComSales.Data;

/// <summary>One step of the schema, in the words of the database it will run on.</summary>
public sealed record Migration(string Name, string Sql)
{
    /// <summary>The single statements: one server compiles a whole batch before it has run the first of them.</summary>
    public IReadOnlyList<string> Statements =>
        [.. Sql.Split(";\n").Select(statement => statement.Trim()).Where(statement => statement.Split('\n').Any(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal)))];

    /// <summary>All steps, oldest first.</summary>
    public static IReadOnlyList<Migration> All(Dialect dialect) =>
        [.. Templates().Select(template => template with { Sql = dialect.Expand(template.Sql) })];

    /// <summary>All steps in the words that no database knows yet.</summary>
    internal static IReadOnlyList<Migration> Templates()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(name[..^".sql".Length], Text(assembly, name)))];
    }

    static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

/// <summary>The list of migrations that have run, kept in the database itself.</summary>
public sealed class Migrator(Tx tx)
{
    public async Task<IReadOnlyList<string>> Apply(DateTimeOffset now)
    {
        if (!await HasList())
        {
            await tx.Run(tx.Dialect.Expand(
                "create table migrations (name {key} not null constraint migrations_pk primary key, applied_at {time} not null)"));
        }

        var pending = await Pending();
        foreach (var migration in pending)
        {
            foreach (var statement in migration.Statements)
            {
                await tx.Run(statement);
            }

            await tx.Run("insert into migrations (name, applied_at) values (@Name, @now)", new { migration.Name, now });
        }

        return [.. pending.Select(migration => migration.Name)];
    }

    public async Task<IReadOnlyList<Migration>> Pending()
    {
        var applied = await Applied();
        return [.. Migration.All(tx.Dialect).Where(migration => !applied.Contains(migration.Name))];
    }

    async Task<bool> HasList() => 0 < await tx.One<long>(tx.Dialect.TableCount, new { table = "migrations" });

    async Task<HashSet<string>> Applied() =>
        !await HasList()
            ? []
            : [.. await tx.All<string>("select name from migrations order by name")];
}
