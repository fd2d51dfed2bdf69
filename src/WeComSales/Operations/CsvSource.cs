using System.Text;
using CsvHelper;

namespace WeComSales.Operations;

/// <summary>One row of a file as it stands there.</summary>
/// <param name="Line">The line on which it begins; the header is line 1.</param>
/// <param name="Broken">Its quotes are wrong: the cells are not to be trusted.</param>
/// <param name="Swallowed">Its quote did not close on this line.</param>
public sealed record CsvRow(int Line, string[] Cells, bool Broken, bool Swallowed);

/// <summary>The file as a whole cannot be used, whatever is in its rows.</summary>
public sealed class CsvUnusableException(string reason) : Exception(reason);

/// <summary>A CSV file in UTF-8 or GB18030, read row by row: never more of it in memory than one row.</summary>
public sealed class CsvSource
{
    const int LongestRecord = 1 << 20;
    const int MostRestarts = 100;

    readonly string path;
    readonly Encoding encoding;

    CsvSource(string path, Encoding encoding) => (this.path, this.encoding) = (path, encoding);

    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    public string EncodingName => encoding.WebName;

    /// <summary>Reads the whole file once to see in which of the two encodings it is without fault.</summary>
    /// <exception cref="CsvUnusableException">In neither.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<CsvSource> Open(string path, CancellationToken stop)
    {
        var chinese = CodePagesEncodingProvider.Instance.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
        foreach (var candidate in (Encoding[])[Utf8, chinese])
        {
            if (await Fits(path, candidate, stop))
            {
                return new(path, candidate);
            }
        }

        throw new CsvUnusableException("文件既不是 UTF-8 也不是 GB18030 编码。请在表格软件里另存为「CSV UTF-8」再试");
    }

    /// <summary>
    /// The header first, then the rows; empty lines are passed over. A quote that never closes would swallow what
    /// follows: then one line is broken, and reading goes on with the next.
    /// </summary>
    /// <exception cref="CsvUnusableException">That happens too often to be a slip.</exception>
    public IEnumerable<CsvRow> Rows()
    {
        var (start, restarts) = (1, 0);
        while (start > 0)
        {
            (var from, start) = (start, 0);
            foreach (var row in RowsFrom(from))
            {
                yield return row;
                if (row.Swallowed)
                {
                    start = row.Line + 1;
                    break;
                }
            }

            if (start > 0 && ++restarts > MostRestarts)
            {
                throw new CsvUnusableException($"第 {start - 1} 行的引号没有成对，这样的行太多，文件可能不是 CSV");
            }
        }
    }

    IEnumerable<CsvRow> RowsFrom(int line)
    {
        using var reader = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: false, 1 << 16);
        for (var skipped = 1; skipped < line; skipped++)
        {
            reader.ReadLine();
        }

        var malformed = false;
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            Separator = ',',
            DetectSeparatorHint = false,
            TrackLineNumbers = true,
            MaxRecordSize = LongestRecord,
            OnMalformedRecord = _ => malformed = true,
        };
        using var csv = CsvReader.Create(reader, options, leaveOpen: true);
        while (Read(csv, out var tooLong))
        {
            var first = line + (int)csv.LineNumber - 1;
            var raw = tooLong ? "" : Encoding.UTF8.GetString(csv.RawRecord).TrimEnd('\r', '\n');
            yield return tooLong || (malformed && raw.Contains('\n'))
                ? new(first, [.. raw.Split('\n')[0].TrimEnd('\r').Split(',')], Broken: true, Swallowed: true)
                : new(first, [.. csv.Current.ToArray().Select(cell => CsvGuard.Read(cell.Trim()))], malformed, Swallowed: false);
            malformed = false;
        }
    }

    static bool Read(CsvReader csv, out bool tooLong)
    {
        tooLong = false;
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException)
        {
            return tooLong = true;
        }
    }

    static async Task<bool> Fits(string path, Encoding candidate, CancellationToken stop)
    {
        var buffer = new char[1 << 16];
        try
        {
            using var reader = new StreamReader(path, candidate, detectEncodingFromByteOrderMarks: false, 1 << 16);
            while (await reader.ReadAsync(buffer, stop) > 0)
            {
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
