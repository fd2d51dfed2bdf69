using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using WeComSales.Acts;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Security;

/// <summary>Nobody makes the service hold more than it needs, and whoever sends too much by mistake is told so.</summary>
public sealed class RequestSizeTests
{
    const int MegaByte = 1024 * 1024;

    [Fact]
    public async Task A_callback_that_is_too_large_gets_the_answer_of_every_other_wrong_one()
    {
        await using var house = await House.Open();
        using var http = new HttpClient { BaseAddress = house.Address };

        foreach (var path in (string[])["/wecom/callback", "/wecom/bot"])
        {
            using var huge = Asking(path, new ByteArrayContent(new byte[2 * MegaByte]));
            using var answer = await http.SendAsync(huge);

            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_request_of_more_than_a_megabyte_is_not_taken_in()
    {
        await using var house = await House.Open();
        using var rep = await Desk.Of(house, "linxiao");

        using var huge = Asking("/api/customers/wmWang/reading", JsonContent.Create(new { text = new string('a', 2 * MegaByte) }));
        using var refused = await rep.Send(huge);
        using var taken = await rep.Send(HttpMethod.Post, "/api/customers/wmWang/reading", new { text = new string('a', 7000) });

        refused.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_photo_may_be_larger_and_one_that_is_too_large_is_told_so_in_words()
    {
        await using var house = await House.Open();
        using var rep = await Desk.Of(house, "linxiao");
        var visit = (await rep.Post("/api/customers/wmWang/visits", new { id = Desk.NewId(), learned = "预算已批" })).GetProperty("id").GetString();

        using var taken = await rep.Put($"/api/visits/{visit}/photo", Photo(3 * MegaByte));
        using var refused = await rep.Put($"/api/visits/{visit}/photo", Photo(6 * MegaByte));

        taken.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString().ShouldBe(ActTexts.WrongPhoto);
    }

    /// <summary>Sends its body when it may: a line that is closed in the middle of it brings no answer.</summary>
    static HttpRequestMessage Asking(string path, HttpContent body) => new(HttpMethod.Post, path) { Content = body, Headers = { ExpectContinue = true } };

    static byte[] Photo(int length)
    {
        var photo = new byte[length];
        ReadOnlySpan<byte> jpeg = [0xFF, 0xD8, 0xFF, 0xE0];
        jpeg.CopyTo(photo);
        return photo;
    }
}
