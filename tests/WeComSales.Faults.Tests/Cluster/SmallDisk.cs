using System.Diagnostics;

namespace WeComSales.Faults.Tests;

/// <summary>A disk of a few megabytes, in memory, that can be filled to its last byte and freed again. Mounting one takes the rights of root.</summary>
sealed class SmallDisk : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-disk-");

    SmallDisk(int megabytes)
    {
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0777", "tmpfs", folder.FullName))
        {
            folder.Delete();
            throw new InvalidOperationException("No disk could be mounted.");
        }
    }

    public static bool IsPossible { get; } = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && CanMount();

    public static SmallDisk Of(int megabytes) => new(megabytes);

    /// <summary>A folder on it for the database server, which runs as somebody else.</summary>
    public string FolderFor(string name)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(path);
        Run("chown", "nobody", path);
        return path;
    }

    /// <summary>Not a byte more can be written.</summary>
    public void Fill()
    {
        using var ballast = File.Create(Ballast);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                ballast.Write(block);
                ballast.Flush();
            }
        }
        catch (IOException)
        {
            // That is what it means.
        }
    }

    public void Free() => File.Delete(Ballast);

    string Ballast => Path.Combine(folder.FullName, "ballast");

    static bool CanMount()
    {
        try
        {
            using var disk = new SmallDisk(1);
            return true;
        }
        catch (Exception impossible) when (impossible is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    static bool Run(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    public void Dispose()
    {
        Run("umount", "-l", folder.FullName);
        folder.Delete(recursive: true);
    }
}

/// <summary>Runs where a disk can be mounted, and PostgreSQL is installed where it is about that; else is skipped by name.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute(bool postgres = false) => Skip = postgres && !PostgresServer.IsInstalled ? "PostgreSQL's server programs are not installed"
        : SmallDisk.IsPossible ? null : "a small disk cannot be mounted here: that takes the rights of root";
}
