using System.Globalization;

namespace WeComSales.Operations;

/// <summary>A row that did not go in.</summary>
/// <param name="Column">Empty when the row as a whole is wrong.</param>
public sealed record RejectedRow(int Line, string Column, string Reason);

/// <summary>The file beside an import file that holds what did not go in, with line, column and reason behind its cells. It can be corrected and imported as it is.</summary>
public sealed class RejectedRows(string importPath) : IAsyncDisposable
{
    /// <summary>The columns that an import passes over where no kind has such a column.</summary>
    public static readonly IReadOnlyList<string> Remarks = ["line", "column", "reason"];

    readonly string path = System.IO.Path.ChangeExtension(importPath, ".rejected.csv");
    CsvTarget? target;

    /// <summary>Null as long as nothing was rejected: the file is made by the first row.</summary>
    public string? Path => target is null ? null : path;

    public async Task Add(IReadOnlyList<string> header, CsvRow row, RowFault fault)
    {
        if (target is null)
        {
            target = new CsvTarget(path);
            await target.Row([.. header.Where(IsOwn), .. Remarks]);
        }

        var cells = header.Select((name, place) => (name, cell: place < row.Cells.Length ? row.Cells[place] : "")).Where(pair => IsOwn(pair.name)).Select(pair => pair.cell);
        await target.Row([.. cells, .. row.Cells.Skip(header.Count), row.Line.ToString(CultureInfo.InvariantCulture), fault.Column, fault.Reason]);
    }

    /// <summary>After a run to the end: what an earlier run left there is not wrong any more.</summary>
    public void RemoveOld()
    {
        if (target is null)
        {
            File.Delete(path);
        }
    }

    public ValueTask DisposeAsync() => target?.DisposeAsync() ?? ValueTask.CompletedTask;

    static bool IsOwn(string name) => !Remarks.Contains(name);
}
