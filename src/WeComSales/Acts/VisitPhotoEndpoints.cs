using Microsoft.AspNetCore.Mvc;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Acts;

/// <summary>The photo of a visit: sent by who made the visit, seen by whoever sees the customer.</summary>
static class VisitPhotoEndpoints
{
    const int LargestPhoto = 5 * 1024 * 1024;

    /// <summary>Of one person in 24 hours, as the sentence says.</summary>
    const int MostPhotos = 100;

    public static void MapVisitPhotos(this IEndpointRouteBuilder app)
    {
        var photo = app.MapGroup("/api/visits/{id}/photo").WithTags("acts");
        photo.MapPut("/", Keep).ForRoles(Role.Rep).Accepts<IFormFile>("image/jpeg", "image/png")
            // What is larger is not kept, but let come in: a line that closes tells nobody what to mend.
            .WithMetadata(new RequestSizeLimitAttribute(30 * 1024 * 1024));
        photo.MapGet("/", Show).ForCustomerData();
    }

    static async Task<IResult> Keep(string id, HttpContext http, CurrentUser user, Db db, TimeProvider time)
    {
        var visit = await db.Read(tx => tx.Visits.ById(id));
        if (visit?.By != user.Userid)
        {
            return Refusals.NotFound();
        }

        var bytes = await Body(http.Request);
        if (bytes is null || TypeOf(bytes) is not { } type)
        {
            return Refusals.Wrong(ActTexts.WrongPhoto);
        }

        var now = time.GetUtcNow();
        return await db.Write(async tx =>
        {
            // The first photo stays: a repeat of it is no photo more.
            if ((await tx.Visits.WithPhoto([id])).Count == 0 && await tx.Visits.PhotosOf(user.Userid, now.AddDays(-1)) >= MostPhotos)
            {
                return false;
            }

            await tx.Visits.Attach(new() { VisitId = id, ContentType = type, Bytes = bytes, At = now });
            return true;
        }) ? Results.NoContent() : Results.Problem(title: ActTexts.TooManyPhotos, statusCode: StatusCodes.Status429TooManyRequests);
    }

    static async Task<IResult> Show(string id, CurrentUser user, Db db, Looks looks)
    {
        var (visit, photo) = await db.Read(async tx =>
            await tx.Visits.ById(id) is { } visit && await tx.Customers.Seen(user.Viewer, visit.ExternalUserid) is not null
                ? (visit, await tx.Visits.Photo(id))
                : default);
        if (photo is null)
        {
            return Refusals.NotFound();
        }

        await looks.Record(user, "visit.photo", id, visit!.By);
        return Results.File(photo.Bytes, photo.ContentType);
    }

    /// <summary>Null when it is larger than a photo may be.</summary>
    static async Task<byte[]?> Body(HttpRequest request)
    {
        if (request.ContentLength > LargestPhoto)
        {
            return null;
        }

        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0;)
        {
            if (kept.Length + read > LargestPhoto)
            {
                return null;
            }

            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    /// <summary>By what the file is, not by what it is called.</summary>
    static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? "image/jpeg" : bytes.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]) ? "image/png" : null;
}
