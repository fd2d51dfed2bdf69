using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WeComSales.Operations;

/// <summary>Says of each row whether it can be read, before anything of it is saved.</summary>
public sealed class RowCheck
{
    readonly ImportKind kind;
    readonly CellContext context;
    readonly IReadOnlyList<(ImportColumn Column, int Place)> present;
    // A hash instead of the key, so that a file of a million rows costs 16 bytes a row.
    readonly HashSet<UInt128> keys = [];

    /// <exception cref="CsvUnusableException">A column is unknown, missing or named twice.</exception>
    public RowCheck(ImportKind kind, CellContext context, IReadOnlyList<string> header)
    {
        (this.kind, this.context, Header) = (kind, context, header);
        Require(kind, header);
        present = [.. kind.Columns.Select(column => (column, header.ToList().IndexOf(column.Name))).Where(pair => pair.Item2 >= 0)];
    }

    public IReadOnlyList<string> Header { get; }

    /// <summary>The first cell of the key as it stands in the row; null when the row is too short to have one.</summary>
    public string? KeyOf(CsvRow row) => present[0].Place < row.Cells.Length ? row.Cells[present[0].Place] : null;

    /// <summary>The row in normal form, or what is wrong with it.</summary>
    public (ImportRow? Row, RowFault? Fault) Check(CsvRow row)
    {
        if (row.Broken)
        {
            return (null, new("", "引号没有成对"));
        }

        if (row.Cells.Length != Header.Count)
        {
            return (null, new("", $"有 {row.Cells.Length} 格，表头有 {Header.Count} 列"));
        }

        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, place) in present)
        {
            var reading = Read(column, row.Cells[place]);
            if (reading.Fault is { } wrong)
            {
                return (null, new(column.Name, wrong));
            }

            cells[column.Name] = reading.Value!;
        }

        var key = kind.KeyOf(cells);
        if (key == cells[kind.Columns[0].Name])
        {
            cells.Remove(kind.Columns[0].Name);
        }

        return keys.Add(Hash(key))
            ? (new(row, key, cells), null)
            : (null, new(kind.Columns[0].Name, kind.Repeated));
    }

    CellReading Read(ImportColumn column, string text) => text.Length > 0
        ? column.Read(text, context)
        : column.Required ? CellReading.Wrong("不能为空") : "";

    static UInt128 Hash(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    static void Require(ImportKind kind, IReadOnlyList<string> header)
    {
        var known = kind.Columns.Select(column => column.Name).ToList();
        List<string> faults =
        [
            .. Fault("多出的列：", header.Where(name => !known.Contains(name) && !RejectedRows.Remarks.Contains(name))),
            .. Fault("缺少必需的列：", kind.Columns.Where(column => column.Required && !header.Contains(column.Name)).Select(column => column.Name)),
            .. Fault("重复的列：", header.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key)),
        ];
        if (faults.Count > 0)
        {
            throw new CsvUnusableException($"{string.Join("；", faults)}。{kind.Name} 的列是 {string.Join(',', known)}");
        }
    }

    static IEnumerable<string> Fault(string what, IEnumerable<string> columns)
    {
        var names = string.Join("、", columns);
        return names.Length == 0 ? [] : [what + names];
    }
}
