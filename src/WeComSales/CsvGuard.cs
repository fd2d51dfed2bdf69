namespace WeComSales;

/// <summary>
/// Keeps a spreadsheet from running a cell: one that begins like a formula, in letters of full width too (where Chinese
/// is typed spreadsheets take them for the same), gets an apostrophe in front, and reading
/// takes exactly that apostrophe away again. Cells that begin with apostrophes of their own before such a character get
/// one more, so that writing and reading always give the cell back.
/// </summary>
public static class CsvGuard
{
    public static string Write(string cell) => IsDangerous(cell) ? "'" + cell : cell;

    public static string Read(string cell) => cell.StartsWith('\'') && IsDangerous(cell) ? cell[1..] : cell;

    static bool IsDangerous(string cell)
    {
        var rest = cell.AsSpan().TrimStart('\'');
        return !rest.IsEmpty && rest[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '\t' or '\r' or '\n';
    }
}
