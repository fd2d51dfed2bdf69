using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WeComSales.Faults.Tests;

/// <summary>A connection that sends bytes as they are and hands back the answer as it came, for answers that must be equal to the byte.</summary>
sealed class RawHttp(IPEndPoint server) : IDisposable
{
    readonly byte[] buffer = new byte[64 * 1024];
    TcpClient? client;

    /// <summary>The answer without its Date line.</summary>
    public async Task<string> Ask(byte[] request)
    {
        try
        {
            return await AskOnce(request);
        }
        catch (IOException) when (client is not null)
        {
            // The server may close after an answer: once more on a connection of its own.
            Forget();
            return await AskOnce(request);
        }
    }

    async Task<string> AskOnce(byte[] request)
    {
        client ??= await Connect();
        var stream = client.GetStream();
        await stream.WriteAsync(request);
        var filled = 0;
        for (;;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled));
            if (read == 0)
            {
                throw new IOException("The server closed without an answer.");
            }

            filled += read;
            if (Complete(Encoding.Latin1.GetString(buffer, 0, filled)) is { } answer)
            {
                return answer;
            }
        }
    }

    async Task<TcpClient> Connect()
    {
        var connected = new TcpClient { NoDelay = true };
        await connected.ConnectAsync(server);
        return connected;
    }

    static string? Complete(string text)
    {
        var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0)
        {
            return null;
        }

        var lines = text[..head].Split("\r\n");
        var length = lines.Where(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))
            .Select(line => int.Parse(line["Content-Length: ".Length..], CultureInfo.InvariantCulture)).SingleOrDefault();
        return text.Length < head + 4 + length
            ? null
            : string.Join("\r\n", lines.Where(line => !line.StartsWith("Date: ", StringComparison.Ordinal))) + "\r\n\r\n" + text[(head + 4)..];
    }

    void Forget()
    {
        client?.Dispose();
        client = null;
    }

    public void Dispose() => Forget();
}
