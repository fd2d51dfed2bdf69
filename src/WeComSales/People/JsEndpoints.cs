namespace WeComSales.People;

public static class JsEndpoints
{
    /// <summary>The first page brings its signature along; this is for the addresses that a page moves to.</summary>
    public static void MapJs(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/js-config", async (HttpContext http, string url, JsSignatures signatures) =>
            !signatures.IsOwn(http.Request, url) ? Refusals.NotFound()
            : await signatures.For(url, http.RequestAborted) is { } config ? Results.Ok(config)
            : Results.Problem(title: Refusals.WeComLater, statusCode: StatusCodes.Status503ServiceUnavailable))
        .ForStaff().WithTags("people").Produces<JsConfig>();
}
