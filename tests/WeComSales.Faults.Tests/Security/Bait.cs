using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace WeComSales.Faults.Tests;

/// <summary>An address and a file that nobody has any business with: it tells who called there and who read it.</summary>
sealed class Bait : IDisposable
{
    /// <summary>Stands in the file and nowhere else.</summary>
    public const string Words = "the-words-of-the-planted-file";

    static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-bait-");
    readonly BlockingCollection<string> reads = [];
    readonly FileSystemWatcher watcher;

    public Bait()
    {
        listener.Start();
        Address = new Uri($"http://{listener.LocalEndpoint}/x.dtd");
        File = new Uri(Path.Combine(folder.FullName, "planted.txt"));
        System.IO.File.WriteAllText(File.LocalPath, Words);
        System.IO.File.WriteAllText(Mark, "m");
        // On Linux this is told of each read; elsewhere the control says that it is not.
        watcher = new(folder.FullName) { NotifyFilter = NotifyFilters.LastAccess, EnableRaisingEvents = true };
        watcher.Changed += (_, read) => reads.Add(read.Name!);
    }

    public Uri Address { get; }

    public Uri File { get; }

    string Mark => Path.Combine(folder.FullName, "mark.txt");

    /// <summary>Whether anybody has called since the last time: a call of our own comes behind all others, so the first in the queue tells.</summary>
    public bool WasCalled()
    {
        using var own = new TcpClient(AddressFamily.InterNetwork);
        own.Connect((IPEndPoint)listener.LocalEndpoint);
        for (var others = false; ; others = true)
        {
            using var first = listener.AcceptSocket();
            if (first.RemoteEndPoint!.Equals(own.Client.LocalEndPoint))
            {
                return others;
            }
        }
    }

    /// <summary>Whether anybody has read the file since the last time; a mark read now comes behind.</summary>
    public bool WasRead()
    {
        System.IO.File.ReadAllText(Mark);
        for (var planted = false; ;)
        {
            reads.TryTake(out var name, patience).ShouldBeTrue("reading is not told here");
            if (name == Path.GetFileName(Mark))
            {
                return planted;
            }

            planted = true;
        }
    }

    /// <summary>Whoever still waits for an answer hears that there is none.</summary>
    public void HangUp() => listener.Stop();

    public void Dispose()
    {
        watcher.Dispose();
        listener.Dispose();
        reads.Dispose();
        folder.Delete(recursive: true);
    }
}
