namespace WeComSales;

/// <summary>Files with people's data, and keys: only their owner reads them.</summary>
static class PrivateFile
{
    /// <param name="mode">One that makes the file; one that is there keeps its rights.</param>
    public static FileStream Make(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }
}
