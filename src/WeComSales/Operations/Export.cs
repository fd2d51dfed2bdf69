using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>Writes everything of a kind, page by page.</summary>
/// <param name="written">Hears after each page how many rows there are; how many there will be, nobody has counted.</param>
public sealed class Export(ExportKind kind, Db db, Action<int> written)
{
    /// <returns>The number of rows.</returns>
    public async Task<int> Run(string path, CancellationToken stop)
    {
        await using var target = new CsvTarget(path);
        await target.Row(kind.Columns);
        var (rows, last) = (0, "");
        while (await db.Read(tx => kind.Page(tx, last, ImportKind.ChunkLength)) is { Count: > 0 } page)
        {
            stop.ThrowIfCancellationRequested();
            foreach (var row in page)
            {
                await target.Row(kind.Columns.Select(column => row[column]));
            }

            (rows, last) = (rows + page.Count, kind.KeyOf(page[^1]));
            written(rows);
        }

        return rows;
    }
}
