using System.Data;
using System.Data.Common;
using System.Text;
using Microsoft.Data.SqlClient;

namespace WeComSales.Data;

/// <summary>SQL Server, for one instance or several.</summary>
public sealed class SqlServerDb : ServerDb
{
    /// <summary>SQL Server 2017.</summary>
    public const int Oldest = 14;

    const int ConnectSeconds = 3;
    const int StoreSeconds = 3;
    const int PoolSize = 30;

    /// <summary>A command takes at most 2,100 parameters; a row has six.</summary>
    const int RowsAtOnce = 300;

    readonly string connectionString;
    readonly int oldest;
    string version = "";
    bool? keepsSnapshots;

    public SqlServerDb(string connectionString, int oldest = Oldest)
    {
        var given = new SqlConnectionStringBuilder(connectionString) { MultipleActiveResultSets = false, Enlist = false };
        if (!given.ShouldSerialize("Max Pool Size"))
        {
            given.MaxPoolSize = PoolSize;
        }

        if (!given.ShouldSerialize("Connect Timeout"))
        {
            given.ConnectTimeout = ConnectSeconds;
        }

        this.connectionString = given.ToString();
        this.oldest = oldest;
    }

    public override Dialect Dialect { get; } = new SqlServerDialect();

    public override string Engine => $"SQL Server {version}".TrimEnd();

    private protected override async Task<DbConnection> Connect() => await Opened();

    private protected override async Task<IReadOnlyList<bool>> Store(IReadOnlyList<InboxItem> items)
    {
        await using var connection = await Opened();
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        var inserted = new HashSet<Int128>(items.Count);
        foreach (var rows in items.DistinctBy(item => Number(item.DedupeKey)).Chunk(RowsAtOnce))
        {
            await using var command = StoreCommand(rows);
            (command.Connection, command.Transaction) = (connection, transaction);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                inserted.Add(Number((byte[])reader[0]));
            }
        }

        await transaction.CommitAsync();
        return [.. items.Select(item => inserted.Remove(Number(item.DedupeKey)))];
    }

    /// <summary>One statement for many rows. When another instance stores the same callback at the same moment it fails whole, and the rows are tried one by one.</summary>
    internal static SqlCommand StoreCommand(IReadOnlyList<InboxItem> rows)
    {
        var command = new SqlCommand { CommandTimeout = StoreSeconds };
        var values = new StringBuilder();
        for (var i = 0; i < rows.Count; i++)
        {
            values.Append(i == 0 ? "" : ", ").Append(System.Globalization.CultureInfo.InvariantCulture, $"(@k{i}, @s{i}, @n{i}, @o{i}, @p{i}, @t{i})");
            command.Parameters.Add($"@k{i}", SqlDbType.VarBinary, 16).Value = rows[i].DedupeKey;
            command.Parameters.Add($"@s{i}", SqlDbType.NVarChar, 200).Value = rows[i].Source;
            command.Parameters.Add($"@n{i}", SqlDbType.NVarChar, 200).Value = Parameters.Clean(rows[i].Kind);
            command.Parameters.Add($"@o{i}", SqlDbType.NVarChar, 200).Value = Parameters.Clean(rows[i].OrderKey);
            command.Parameters.Add($"@p{i}", SqlDbType.VarBinary, -1).Value = rows[i].Payload;
            Parameters.Set(command.Parameters.Add($"@t{i}", SqlDbType.DateTimeOffset), rows[i].ReceivedAt);
        }

#pragma warning disable CA2100 // only the names of parameters are put in
        command.CommandText =
            $"""
            insert into inbox (dedupe_key, source, kind, order_key, payload, received_at)
            output inserted.dedupe_key
            select v.dedupe_key, v.source, v.kind, v.order_key, v.payload, v.received_at
            from (values {values}) v (dedupe_key, source, kind, order_key, payload, received_at)
            where not exists (select 1 from inbox i where i.dedupe_key = v.dedupe_key)
            """;
#pragma warning restore CA2100
        return command;
    }

    internal override async Task BulkInsert(Tx tx, TableShape table, IReadOnlyList<object?[]> rows)
    {
        using var data = new DataTable();
        foreach (var column in table.Columns)
        {
            data.Columns.Add(column.Name, Type(column.Word));
        }

        foreach (var row in rows)
        {
            data.Rows.Add([.. row.Select(value => value ?? DBNull.Value)]);
        }

        using var copy = new SqlBulkCopy(
            (SqlConnection)tx.Connection, SqlBulkCopyOptions.KeepIdentity | SqlBulkCopyOptions.CheckConstraints, (SqlTransaction)tx.Transaction)
        {
            DestinationTableName = table.Name,
        };
        foreach (var column in table.Columns)
        {
            copy.ColumnMappings.Add(column.Name, column.Name);
        }

        await copy.WriteToServerAsync(data);
    }

    static Type Type(string word) => word switch
    {
        "time" => typeof(DateTimeOffset),
        "flag" => typeof(bool),
        "int" => typeof(int),
        "bigint" or "sequence" => typeof(long),
        "money" => typeof(decimal),
        "bytes" or "digest" => typeof(byte[]),
        _ => typeof(string),
    };

    /// <summary>An identity counts on from the highest number that came with a row.</summary>
    internal override Task ContinueSequence(Tx tx, TableShape table, ColumnShape column) => Task.CompletedTask;

    static Int128 Number(byte[] key) => System.Buffers.Binary.BinaryPrimitives.ReadInt128BigEndian(key);

    /// <summary>One snapshot where the database keeps row versions; else what is committed at each statement.</summary>
    private protected override async Task<IsolationLevel> OneSnapshot(DbConnection connection)
    {
        if (keepsSnapshots is null)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "select snapshot_isolation_state from sys.databases where database_id = db_id()";
            keepsSnapshots = Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) == 1;
        }

        return keepsSnapshots.Value ? IsolationLevel.Snapshot : IsolationLevel.ReadCommitted;
    }

    private protected override void Forget()
    {
        using var connection = new SqlConnection(connectionString);
        SqlConnection.ClearPool(connection);
    }

    async Task<SqlConnection> Opened()
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync();
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        version = connection.ServerVersion;
        if (int.Parse(version.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture) < oldest)
        {
            await connection.DisposeAsync();
            throw new DatabaseTooOldException(Engine, "SQL Server 2017 (14)");
        }

        return connection;
    }
}
