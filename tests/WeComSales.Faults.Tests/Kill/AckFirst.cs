using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Faults.Tests;

/// <summary>The receiver that must never be built: it answers first and stores afterwards. It shows that the kill would be noticed.</summary>
static class AckFirst
{
    public const string Name = "ack-first";

    /// <summary>The child processes of this assembly: <c>ack-first PORT PROVIDER DATABASE</c>, the one of the briefs, and the scanner of <see cref="LeaseOnly"/>. And the soak by itself, see <see cref="Soak"/>.</summary>
    public static async Task<int> Main(string[] args)
    {
        if (args is [Soak.Name, .. var words])
        {
            return await Soak.FromCommandLine(words);
        }

        if (args is [BriefChild.Name, ..])
        {
            await BriefChild.Run(args);
            return 0;
        }

        if (args is [LeaseOnly.Name, ..])
        {
            await LeaseOnly.Run(args);
            return 0;
        }

        if (args is not [Name, var port, var provider, var database])
        {
            return 0;
        }

        await using var db = Db.Open(Enum.Parse<DatabaseProvider>(provider), database);
        await db.Migrate(DateTimeOffset.UtcNow);
        var reader = new CallbackReader(new CallbackCrypto(Wire.Token, Wire.Key, Wire.CorpId), "1000002");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture)));
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapPost(Wire.CallbackPath, http => Take(http, reader, db));
        await app.RunAsync();
        return 0;
    }

    static async Task Take(HttpContext http, CallbackReader reader, Db db)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var callback = reader.ReadApp(http.Request.QueryString.Value, body.ToArray(), DateTimeOffset.UtcNow).Callback!;
        var key = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(key, callback.Key.Value);
        _ = Later(db, new InboxItem(key, "app", callback.Message.Kind, callback.Message.OrderKey, callback.Plaintext.ToArray(), DateTimeOffset.UtcNow));
    }

    static async Task Later(Db db, InboxItem item)
    {
        try
        {
            await db.Accept(item);
        }
        catch (Exception)
        {
            // Too late to tell anybody: that is what is wrong with it.
        }
    }
}
