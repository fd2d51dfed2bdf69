namespace WeComSales.Operations;

/// <summary>A row that did not go in.</summary>
/// <param name="Column">Empty when the row as a whole is wrong.</param>
public sealed record RejectedRow(int Line, string Column, string Reason);

/// <summary>The file beside an import file that holds what did not go in, with the reason in a last column.</summary>
public sealed class RejectedRows(string importPath) : IAsyncDisposable
{
    CsvTarget? target;

    /// <summary>Null as long as nothing was rejected: the file is made by the first row.</summary>
    public string? Path => target is null ? null : System.IO.Path.ChangeExtension(importPath, ".rejected.csv");

    public async Task Add(IReadOnlyList<string> header, CsvRow row, RowFault fault)
    {
        if (target is null)
        {
            target = new CsvTarget(System.IO.Path.ChangeExtension(importPath, ".rejected.csv"));
            await target.Row([.. header, "reason"]);
        }

        var missing = Enumerable.Repeat("", Math.Max(0, header.Count - row.Cells.Length));
        await target.Row([.. row.Cells, .. missing, fault.Column.Length == 0 ? fault.Reason : $"{fault.Column}：{fault.Reason}"]);
    }

    public ValueTask DisposeAsync() => target?.DisposeAsync() ?? ValueTask.CompletedTask;
}
