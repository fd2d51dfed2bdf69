using System.Diagnostics;

namespace WeComSales.Tests.Reports;

/// <summary>Other people's readers of PDF.</summary>
static class Readers
{
    public static string Run(byte[] document, string tool, params string[] args)
    {
        var path = Path.Combine(Path.GetTempPath(), $"wecomsales-{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(path, document);
        try
        {
            var start = new ProcessStartInfo(tool) { RedirectStandardOutput = true, RedirectStandardError = true };
            Array.ForEach(args, arg => start.ArgumentList.Add(arg == "@" ? path : arg));
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            process.ExitCode.ShouldBe(0, errors.Result);
            return output;
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static string Text(byte[] document) => Run(document, "pdftotext", "-layout", "@", "-");

    public static int Pages(byte[] document) => int.Parse(
        Run(document, "pdfinfo", "@").Split('\n').First(line => line.StartsWith("Pages:", StringComparison.Ordinal)).Split(':')[1],
        System.Globalization.CultureInfo.InvariantCulture);
}
