using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WeComSales.Benchmarks;

/// <summary>One kept-alive HTTP/1.1 connection, one request at a time, read and written without any client library.</summary>
sealed class Connection : IDisposable
{
    readonly byte[] buffer = new byte[16 * 1024];
    int filled;

    public Connection(IPEndPoint server)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(server);
    }

    public Socket Socket { get; }

    /// <summary>When the request under way was sent, in <see cref="System.Diagnostics.Stopwatch"/> ticks.</summary>
    public long SentAt { get; private set; }

    public void Send(byte[] request, long now)
    {
        SentAt = now;
        for (var sent = 0; sent < request.Length;)
        {
            sent += Socket.Send(request.AsSpan(sent));
        }
    }

    /// <summary>Takes what has arrived; the status when the answer is complete, else null.</summary>
    public int? Receive()
    {
        var read = Socket.Receive(buffer.AsSpan(filled));
        if (read == 0)
        {
            throw new IOException("The server closed the connection.");
        }

        filled += read;
        var answer = buffer.AsSpan(0, filled);
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0 || filled < head + 4 + ContentLength(answer[..head]))
        {
            return null;
        }

        filled = 0;
        return int.Parse(answer.Slice("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
    }

    static int ContentLength(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0)
        {
            throw new InvalidDataException("An answer without a Content-Length.");
        }

        var rest = head[(at + "Content-Length: ".Length)..];
        var end = rest.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? rest : rest[..end], CultureInfo.InvariantCulture);
    }

    public void Dispose() => Socket.Dispose();
}
