using System.Text.RegularExpressions;
using WeComSales.Data;

namespace WeComSales.Data.Tests;

/// <summary>What would run on each database, as a database administrator can read and run it.</summary>
public sealed partial class ApprovalTests
{
    static readonly Dialect[] Dialects = [new SqliteDialect(), new PostgresDialect(), new SqlServerDialect()];

    [Fact]
    public void Every_migration_is_approved_for_every_database()
    {
        var made = Dialects
            .SelectMany(dialect => Migration.All(dialect).Select(migration => (Name: $"{migration.Name}.{dialect.Name}.sql", Text: migration.Sql.Trim() + "\n")))
            .ToDictionary(text => text.Name, text => text.Text);

        ApprovedTexts.Differences(made, name => char.IsAsciiDigit(name[0])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_statement_is_approved_for_every_database()
    {
        var statements = await StatementTour.All();
        var made = Dialects
            .SelectMany(dialect => statements
                .Select(statement => WordedDialect.Resolve(statement, dialect))
                .GroupBy(text => FirstTable().Match(text).Groups[1].Value)
                .Select(table => (Name: $"{table.Key}.{dialect.Name}.sql", Text: string.Join("\n\n", table.Select(text => text + ";").Distinct().Order(StringComparer.Ordinal)) + "\n")))
            .ToDictionary(text => text.Name, text => text.Text);

        made["_intake.PostgreSql.sql"] = $"{PostgresStoring.Text};\n";
        using var store = SqlServerDb.StoreCommand([InboxTests.Callback(1), InboxTests.Callback(2)]);
        made["_intake.SqlServer.sql"] = $"{store.CommandText};\n";
        foreach (var dialect in Dialects.Where(dialect => dialect.Lock.Length > 0))
        {
            made[$"_lock.{dialect.Name}.sql"] = dialect.Lock + "\n";
        }

        ApprovedTexts.Differences(made, name => !char.IsAsciiDigit(name[0])).ShouldBeEmpty();
        statements.Count.ShouldBeGreaterThan(120);
    }

    [Fact]
    public void A_change_of_one_letter_is_noticed()
    {
        var migration = Migration.All(Dialects[2])[0];
        var made = new Dictionary<string, string> { [$"{migration.Name}.SqlServer.sql"] = migration.Sql.Replace("nvarchar(200)", "varchar(200)", StringComparison.Ordinal) };

        if (!ApprovedTexts.IsApproving)
        {
            ApprovedTexts.Differences(made, _ => false).ShouldHaveSingleItem();
        }
    }

    [GeneratedRegex(@"(?:from|into|update|delete from)\s+(\w+)")]
    private static partial Regex FirstTable();
}
