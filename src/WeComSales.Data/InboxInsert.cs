using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace WeComSales.Data;

/// <summary>
/// The insert of the hot path, bound straight to SQLite: through the ADO.NET parameters the same statement takes
/// about twice as long, and every callback waits for it (docs/performance.md).
/// </summary>
sealed class InboxInsert(SqliteConnection connection) : IDisposable
{
    const int Key = 1, Source = 2, Kind = 3, OrderKey = 4, Payload = 5, ReceivedAt = 6;

    readonly sqlite3 handle = connection.Handle!;
    sqlite3_stmt? prepared;

    /// <summary>False when the callback is there already. Runs inside the transaction that is open on the connection.</summary>
    /// <exception cref="SqliteException">The database refused the row, or cannot write.</exception>
    public bool Run(InboxItem item)
    {
        var statement = prepared ??= Prepare();
        raw.sqlite3_bind_blob(statement, Key, item.DedupeKey);
        raw.sqlite3_bind_text(statement, Source, item.Source);
        raw.sqlite3_bind_text(statement, Kind, Parameters.Clean(item.Kind));
        raw.sqlite3_bind_text(statement, OrderKey, Parameters.Clean(item.OrderKey));
        raw.sqlite3_bind_blob(statement, Payload, item.Payload);
        raw.sqlite3_bind_text(statement, ReceivedAt, Parameters.Text(item.ReceivedAt));
        var isNew = raw.sqlite3_step(statement) == raw.SQLITE_DONE && raw.sqlite3_changes(handle) == 1;

        // What the step returned, once more: the reset gives the error with its details.
        SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(statement), handle);
        return isNew;
    }

    /// <summary>At the first callback, when the tables are there; a later migration is noticed by SQLite itself.</summary>
    sqlite3_stmt Prepare()
    {
        var result = raw.sqlite3_prepare_v2(
            handle,
            """
            insert into inbox (dedupe_key, source, kind, order_key, payload, received_at)
            values (?, ?, ?, ?, ?, ?) on conflict (dedupe_key) do nothing
            """,
            out var statement);
        SqliteException.ThrowExceptionForRC(result, handle);
        return statement;
    }

    public void Dispose() => prepared?.Dispose();
}
