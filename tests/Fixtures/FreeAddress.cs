using System.Net;
using System.Net.Sockets;

namespace WeComSales.Fixtures;

/// <summary>
/// Addresses on this machine that nobody listens on, each given out once in a process. They lie below the ports that
/// the system lends to outgoing connections: one of those could be taken between choosing it and listening on it.
/// </summary>
static class FreeAddress
{
    const int First = 15_000;
    const int Count = 17_000;
    static int next = Random.Shared.Next(Count);

    public static Uri Take()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + ((Interlocked.Increment(ref next) & int.MaxValue) % Count);
            if (IsFree(port)) return new Uri($"http://127.0.0.1:{port}");
        }

        throw new InvalidOperationException($"Every port from {First} to {First + Count - 1} is taken.");
    }

    static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
