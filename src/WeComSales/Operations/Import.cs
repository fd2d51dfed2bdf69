namespace WeComSales.Operations;

/// <summary>What an import did.</summary>
/// <param name="RejectedFile">Where the rejected rows are with their reasons; null when there were none.</param>
public sealed record ImportReport(string Encoding, int Added, int Changed, int Unchanged, int Rejected, string? RejectedFile)
{
    public int Rows => Added + Changed + Unchanged + Rejected;
}

/// <summary>
/// Brings a file in: the whole file is checked, good rows go in by chunks, bad ones are told and written beside the file.
/// However long the file is, one chunk of it is in memory.
/// </summary>
/// <param name="saved">Hears after each chunk how many rows of how many are dealt with.</param>
/// <param name="rejected">Hears of each row that did not go in.</param>
public sealed class Import(ImportKind kind, CellContext context, Action<int, int> saved, Action<RejectedRow> rejected)
{
    readonly int[] fates = new int[Enum.GetValues<RowFate>().Length];

    /// <exception cref="CsvUnusableException">Nothing of the file can be used: its encoding or its header is wrong.</exception>
    public async Task<ImportReport> Run(string path, CancellationToken stop)
    {
        var source = await CsvSource.Open(path, stop);
        var header = source.Rows().FirstOrDefault() ?? throw new CsvUnusableException("文件是空的，第一行应当是列名");
        var check = new RowCheck(kind, context, header.Cells);
        var total = 0;
        foreach (var row in source.Rows().Skip(1))
        {
            stop.ThrowIfCancellationRequested();
            kind.Meet(check.KeyOf(row) ?? "");
            total++;
        }

        await kind.Begin();
        await using var rejectedRows = new RejectedRows(path);
        await Save(source, check, rejectedRows, total, stop);
        await kind.End(context.Now);
        rejectedRows.RemoveOld();
        return new(
            source.EncodingName, Count(RowFate.Added), Count(RowFate.Changed), Count(RowFate.Unchanged), Count(RowFate.Rejected), rejectedRows.Path);
    }

    int Count(RowFate fate) => fates[(int)fate];

    async Task Save(CsvSource source, RowCheck check, RejectedRows rejectedRows, int total, CancellationToken stop)
    {
        foreach (var rows in source.Rows().Skip(1).Chunk(ImportKind.ChunkLength))
        {
            stop.ThrowIfCancellationRequested();
            var good = new List<ImportRow>(rows.Length);
            var outcomes = new List<(CsvRow Row, RowOutcome Outcome)>(rows.Length);
            foreach (var row in rows)
            {
                var (readable, fault) = check.Check(row);
                if (readable is not null)
                {
                    good.Add(readable);
                }
                else
                {
                    outcomes.Add((row, new(RowFate.Rejected, fault)));
                }
            }

            outcomes.AddRange(good.Select(row => row.Source).Zip(good.Count == 0 ? [] : await kind.Save(good, context.Now)));
            await Tell(outcomes.OrderBy(pair => pair.Row.Line), check.Header, rejectedRows);
            saved(fates.Sum(), total);
        }
    }

    async Task Tell(IEnumerable<(CsvRow Row, RowOutcome Outcome)> outcomes, IReadOnlyList<string> header, RejectedRows rejectedRows)
    {
        foreach (var (row, outcome) in outcomes)
        {
            fates[(int)outcome.Fate]++;
            if (outcome.Fault is { } fault)
            {
                await rejectedRows.Add(header, row, fault);
                rejected(new(row.Line, fault.Column, fault.Reason));
            }
        }
    }
}
