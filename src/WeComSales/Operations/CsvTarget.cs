using CsvHelper;

namespace WeComSales.Operations;

/// <summary>Writes a CSV file that spreadsheets open as it is: UTF-8 with a mark in front, formulas defused, for the owner of the file alone.</summary>
public sealed class CsvTarget : IAsyncDisposable
{
    readonly CsvWriter writer;

    public CsvTarget(string path) => writer = CsvWriter.Create(
        new StreamWriter(PrivateFile.Make(path, FileMode.Create), CsvSource.Utf8), new CsvWriterOptions { NewLine = "\r\n", ValidateFieldCount = false });

    public ValueTask Row(IEnumerable<string> cells) => writer.WriteRecordAsync([.. cells.Select(CsvGuard.Write)]);

    public ValueTask DisposeAsync() => writer.DisposeAsync();
}
