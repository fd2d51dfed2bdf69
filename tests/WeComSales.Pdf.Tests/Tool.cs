using System.Diagnostics;

namespace WeComSales.Pdf.Tests;

/// <summary>Somebody else's readers of PDF: poppler and qpdf. Nothing here believes our own writer.</summary>
static class Tool
{
    /// <summary>What the tool printed.</summary>
    /// <exception cref="InvalidOperationException">It ended with an error or a warning.</exception>
    public static string Run(string name, params string[] args)
    {
        var start = new ProcessStartInfo(name) { RedirectStandardOutput = true, RedirectStandardError = true };
        Array.ForEach(args, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && errors.Result.Length == 0
            ? output
            : throw new InvalidOperationException($"{name} ended with {process.ExitCode}: {output}{errors.Result}");
    }
}

/// <summary>A document on the disk for as long as a test looks at it.</summary>
sealed class Written : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-pdf-");

    public Written(byte[] document)
    {
        Path = System.IO.Path.Combine(folder.FullName, "document.pdf");
        File.WriteAllBytes(Path, document);
    }

    public string Path { get; }

    public string Text => Tool.Run("pdftotext", "-layout", Path, "-");

    public void Dispose() => folder.Delete(recursive: true);
}
