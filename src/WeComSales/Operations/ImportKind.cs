using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Operations;

/// <summary>One column of an import file. The first column of a kind is its key, unless the kind says otherwise.</summary>
/// <param name="Required">The column must be there and no cell of it may be empty.</param>
public sealed record ImportColumn(string Name, Cell Read, bool Required = false);

/// <summary>A row whose cells are all readable, in normal form.</summary>
/// <param name="Cells">Without the key where that is one column; columns that the file lacks are absent.</param>
public sealed record ImportRow(CsvRow Source, string Key, IReadOnlyDictionary<string, string> Cells);

/// <summary>What is wrong with a row, and where.</summary>
public sealed record RowFault(string Column, string Reason);

public enum RowFate { Added, Changed, Unchanged, Rejected }

/// <summary>What became of one row.</summary>
public sealed record RowOutcome(RowFate Fate, RowFault? Fault = null)
{
    public static RowOutcome Rejected(string column, string reason) => new(RowFate.Rejected, new(column, reason));
}

/// <summary>Something that comes in, and goes out again, as a CSV file.</summary>
public abstract class ImportKind
{
    /// <summary>At most so many rows are saved in one transaction (reliability rule 26).</summary>
    public const int ChunkLength = 500;

    /// <summary>The word on the command line.</summary>
    public abstract string Name { get; }

    public abstract IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>What names a row: the first column, unless a kind says otherwise.</summary>
    /// <param name="cells">In normal form.</param>
    public virtual string KeyOf(IReadOnlyDictionary<string, string> cells) => cells[Columns[0].Name];

    /// <summary>What is said of a row whose key stood in the file before.</summary>
    public virtual string Repeated => "在文件里出现过了，以先出现的一行为准";

    /// <summary>What to say after an import beside the counts; null when nothing.</summary>
    public virtual string? Remark => null;

    /// <summary>The first cell of every row of the file, before anything is saved: rows may refer to later ones.</summary>
    public virtual void Meet(string key)
    {
    }

    /// <summary>Before the first chunk.</summary>
    public virtual Task Begin() => Task.CompletedTask;

    /// <summary>Saves at most <see cref="ChunkLength"/> rows with different keys; answers in their order.</summary>
    public abstract Task<IReadOnlyList<RowOutcome>> Save(IReadOnlyList<ImportRow> rows, DateTimeOffset now);

    /// <summary>After the last chunk.</summary>
    public virtual Task End(DateTimeOffset now) => Task.CompletedTask;

    /// <summary>The next page of what there is, behind a key, in the columns of the import.</summary>
    public abstract Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Page(Tx tx, string afterKey, int count);

    protected static RowOutcome Fate(bool isNew, IReadOnlyDictionary<string, string> changes) =>
        new(isNew ? RowFate.Added : changes.Count > 0 ? RowFate.Changed : RowFate.Unchanged);

    /// <summary>What the next import of this row is compared with; nothing is written when that stays the same.</summary>
    protected async Task Remember(Tx tx, ImportRow row, IReadOnlyDictionary<string, string>? previous)
    {
        if (previous is null || row.Cells.Any(cell => previous.GetValueOrDefault(cell.Key) != cell.Value))
        {
            await tx.Imported.Remember(Name, row.Key, ImportDiff.Remember(previous, row.Cells));
        }
    }
}
