using System.Globalization;
using Microsoft.Data.Sqlite;

namespace WeComSales.Data;

/// <summary>What a move found of one table on both sides.</summary>
public sealed record MovedTable(string Table, long Source, long Target, bool SameContent);

/// <summary>The target holds rows that no move brought: nothing was changed.</summary>
public sealed class TargetNotEmptyException(string table) : Exception($"The table {table} holds rows already.");

/// <summary>
/// Copies everything from a SQLite file to a server, chunk by chunk, and compares both sides afterwards. Each chunk and
/// the note of how far it is are one transaction, so a move that was interrupted goes on where it was.
/// </summary>
/// <param name="progress">Hears the table, how many of its rows are there, and how many there will be.</param>
public sealed class Move(string sqlitePath, ServerDb target, Action<string, long, long> progress)
{
    const int ChunkLength = 2000;
    const long ChunkBytes = 16 * 1024 * 1024;

    /// <summary>What belongs to one database alone.</summary>
    static readonly string[] Own = ["heartbeats", "moves"];

    /// <summary>All tables of the source; the service must not run, and while this does it cannot.</summary>
    /// <exception cref="DatabaseInUseException">A service works on the source.</exception>
    /// <exception cref="TargetNotEmptyException">The target was in use before.</exception>
    public async Task<IReadOnlyList<MovedTable>> Run(DateTimeOffset now, CancellationToken stop)
    {
        await using (var upToDate = new SqliteDb($"Data Source={sqlitePath}"))
        {
            await upToDate.Migrate(now);
        }

        using var alone = WriterLock.Take(sqlitePath);
        await using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = sqlitePath, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await source.OpenAsync(stop);
        await target.Migrate(now);
        var tables = TableShape.All().Where(table => !Own.Contains(table.Name)).ToList();
        await Begin(source, tables);
        var moved = new List<MovedTable>();
        foreach (var table in tables)
        {
            await Copy(source, table, stop);
            moved.Add(await Compare(source, table, now, stop));
        }

        return moved;
    }

    async Task Begin(SqliteConnection source, List<TableShape> tables)
    {
        if ((await target.Read(tx => tx.Moves.All())).Count > 0)
        {
            return;
        }

        await target.Write(async tx =>
        {
            foreach (var table in tables)
            {
                if (await tx.One<long>($"select count(*) from {table.Name}") > 0)
                {
                    throw new TargetNotEmptyException(table.Name);
                }

                await tx.Moves.Begin(table.Name, Count(source, table));
            }
        });
    }

    async Task Copy(SqliteConnection source, TableShape table, CancellationToken stop)
    {
        var so = (await target.Read(tx => tx.Moves.All()))[table.Name];
        var (last, copied, checksum) = (so.LastRow, so.Copied, ulong.Parse(so.Checksum!, CultureInfo.InvariantCulture));
        while (Chunk(source, table, last) is { Rows.Count: > 0 } chunk)
        {
            stop.ThrowIfCancellationRequested();
            (last, copied) = (chunk.Last, copied + chunk.Rows.Count);
            checksum = chunk.Rows.Aggregate(checksum, (sum, row) => unchecked(sum + table.Checksum(row)));
            await target.Write(async tx =>
            {
                await target.BulkInsert(tx, table, chunk.Rows);
                await tx.Moves.Advance(table.Name, last, copied, checksum.ToString(CultureInfo.InvariantCulture));
            });
            progress(table.Name, copied, so.Total);
        }
    }

    static (IReadOnlyList<object?[]> Rows, long Last) Chunk(SqliteConnection source, TableShape table, long after)
    {
        using var command = source.CreateCommand();
#pragma warning disable CA2100 // the names are those of the migrations
        command.CommandText = $"select rowid, {table.ColumnNames} from {table.Name} where rowid > @after order by rowid limit {ChunkLength}";
#pragma warning restore CA2100
        command.Parameters.AddWithValue("@after", after);
        using var reader = command.ExecuteReader();
        var (rows, last, bytes) = (new List<object?[]>(), after, 0L);
        while (bytes < ChunkBytes && reader.Read())
        {
            last = reader.GetInt64(0);
            object?[] row = [.. table.Columns.Select((column, i) => TableShape.Typed(column.Word, reader.GetValue(i + 1)))];
            bytes += row.Sum(value => value is byte[] blob ? blob.Length : 0L);
            rows.Add(row);
        }

        return (rows, last);
    }

    /// <summary>The target is read again from its start to its end: what counts is what is there, not what was sent.</summary>
    async Task<MovedTable> Compare(SqliteConnection source, TableShape table, DateTimeOffset now, CancellationToken stop)
    {
        if (table.Sequence is { } sequence)
        {
            await target.Write(tx => target.ContinueSequence(tx, table, sequence));
        }

        var (count, checksum) = await target.Read(async tx =>
        {
            var (rows, sum) = (0L, 0UL);
            await using var command = tx.Connection.CreateCommand();
            command.Transaction = tx.Transaction;
#pragma warning disable CA2100 // the names are those of the migrations
            command.CommandText = $"select {table.ColumnNames} from {table.Name}";
#pragma warning restore CA2100
            command.CommandTimeout = 0;
            await using var reader = await command.ExecuteReaderAsync(stop);
            var row = new object[table.Columns.Count];
            while (await reader.ReadAsync(stop))
            {
                reader.GetValues(row);
                sum = unchecked(sum + table.Checksum(row));
                rows++;
            }

            return (rows, sum);
        });
        var so = (await target.Read(tx => tx.Moves.All()))[table.Name];
        var expected = Count(source, table);
        var same = so.Checksum == checksum.ToString(CultureInfo.InvariantCulture);
        if (same && expected == count)
        {
            await target.Write(tx => tx.Moves.Done(table.Name, now));
        }

        return new(table.Name, expected, count, same);
    }

    static long Count(SqliteConnection source, TableShape table)
    {
        using var command = source.CreateCommand();
#pragma warning disable CA2100 // the names are those of the migrations
        command.CommandText = $"select count(*) from {table.Name}";
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
