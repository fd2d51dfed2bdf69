using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;

namespace WeComSales.Data;

/// <summary>One statement for many rows: in few round trips where the server takes batches, else prepared once.</summary>
static partial class Repeated
{
    /// <summary>Few enough that a batch is a message of some hundred kilobytes.</summary>
    const int AtOnce = 500;

    static readonly ConcurrentDictionary<(Type Row, string Sql), PropertyInfo[]> read = new();

    /// <returns>How many rows each run touched.</returns>
    public static async Task<IReadOnlyList<int>> Run(DbConnection connection, DbTransaction transaction, string sql, IReadOnlyList<object> rows)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var values = read.GetOrAdd((rows[0].GetType(), sql), static key => ValuesOf(key.Row, key.Sql));
        if (!connection.CanCreateBatch)
        {
            return await OneByOne(connection, transaction, sql, rows, values);
        }

        var touched = new List<int>(rows.Count);
        foreach (var part in rows.Chunk(AtOnce))
        {
            touched.AddRange(await AsBatch(connection, transaction, sql, part, values));
        }

        return touched;
    }

    static async Task<IReadOnlyList<int>> AsBatch(DbConnection connection, DbTransaction transaction, string sql, object[] rows, PropertyInfo[] values)
    {
        await using var batch = connection.CreateBatch();
        await using var maker = connection.CreateCommand();
        batch.Transaction = transaction;
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            foreach (var value in values)
            {
                var parameter = maker.CreateParameter();
                Set(parameter, value, row);
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync();
        return [.. batch.BatchCommands.Select(command => command.RecordsAffected)];
    }

    static async Task<IReadOnlyList<int>> OneByOne(DbConnection connection, DbTransaction transaction, string sql, IReadOnlyList<object> rows, PropertyInfo[] values)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // statements of this assembly
        command.CommandText = sql;
#pragma warning restore CA2100
        var parameters = values.Select(_ => command.CreateParameter()).ToArray();
        command.Parameters.AddRange(parameters);
        var touched = new List<int>(rows.Count);
        foreach (var row in rows)
        {
            for (var i = 0; i < values.Length; i++)
            {
                Set(parameters[i], values[i], row);
            }

            touched.Add(await command.ExecuteNonQueryAsync());
        }

        return touched;
    }

    static void Set(DbParameter parameter, PropertyInfo value, object row)
    {
        parameter.ParameterName = "@" + value.Name;
        Parameters.Set(parameter, value.PropertyType, value.GetValue(row));
    }

    static PropertyInfo[] ValuesOf(Type row, string sql)
    {
        var named = Named().Matches(sql).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        return [.. row.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(value => named.Contains(value.Name))];
    }

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Named();
}
