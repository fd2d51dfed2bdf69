using System.Buffers.Binary;
using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Callbacks;

/// <summary>Who can open what arrives: the app always, the bot where it is configured.</summary>
public sealed record CallbackReaders(CallbackReader App, CallbackReader? Bot, CallbackCrypto? BotCrypto);

/// <summary>
/// The two doors at which WeCom knocks. They verify and store, nothing more; every refusal looks the same from
/// outside (reliability rules 1 to 8).
/// </summary>
public static class CallbackEndpoints
{
    public static void MapCallbacks(this IEndpointRouteBuilder routes, CallbackReaders readers)
    {
        routes.MapGet("/wecom/callback", http => Verify(http, readers.App)).AllowAnonymous().DisableRateLimiting();
        routes.MapPost("/wecom/callback", ReceiveApp).AllowAnonymous().DisableRateLimiting();
        if (readers.Bot is { } bot)
        {
            routes.MapGet("/wecom/bot", http => Verify(http, bot)).AllowAnonymous().DisableRateLimiting();
            routes.MapPost("/wecom/bot", ReceiveBot).AllowAnonymous().DisableRateLimiting();
        }

        Task ReceiveApp(HttpContext http) => http.RequestServices.GetRequiredService<Intake>().App(http);
        Task ReceiveBot(HttpContext http) => http.RequestServices.GetRequiredService<BotIntake>().Bot(http);
    }

    /// <summary>WeCom checks the address before it saves it: the plain echo within a second, nothing around it (D90238).</summary>
    static Task Verify(HttpContext http, CallbackReader reader)
    {
        var echo = reader.Verify(http.Request.QueryString.Value, Now(http));
        if (echo.Refusal is { } refusal)
        {
            return Refuse(http, refusal);
        }

        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.ContentLength = echo.Echo.Length;
        return http.Response.Body.WriteAsync(echo.Echo).AsTask();
    }

    internal static Task Refuse(HttpContext http, CallbackRefusal refusal)
    {
        http.RequestServices.GetRequiredService<RefusalLog>().Refused(refusal);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    internal static DateTimeOffset Now(HttpContext http) =>
        http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    internal static byte[] Bytes(CallbackKey key)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key.Value);
        return bytes;
    }
}
