using System.Text;

namespace WeComSales.Tests.Simulator;

public sealed class MediaTests : SimulatorTest
{
    [Fact]
    public async Task A_Chinese_file_name_arrives_as_it_was_sent_and_lives_three_days()
    {
        var id = await Api.Upload();
        using var answer = await Api.Http.GetAsync(Api.Address($"media/get?media_id={id}"));
        (await answer.Content.ReadAsStringAsync()).ShouldBe("%PDF-1.7 demo");
        var name = answer.Content.Headers.NonValidated["Content-Disposition"].ToString();
        Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(name)).ShouldBe("attachment; filename=\"日报.pdf\"");

        Wecom.Clock.Advance(TimeSpan.FromDays(3));
        await SignInAgain();
        Code(await Api.Get($"media/get?media_id={id}")).ShouldBe(40007);
    }

    [Fact]
    public async Task The_time_of_an_upload_is_a_string()
    {
        var answer = await Api.UploadRaw("file", "form-data; name=\"media\"; filename=\"a.pdf\"; filelength=8", "%PDF-1.7"u8.ToArray());

        answer.GetProperty("created_at").GetString().ShouldBe(SmallCompany.Noon.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("form-data; name=media; filename=\"a.pdf\"", "boundary=simulatorboundary")]
    [InlineData("form-data; name=\"media\"; filename=a.pdf", "boundary=simulatorboundary")]
    [InlineData("form-data; name=\"media\"; filename=\"=?utf-8?B?5pel5oqlLnBkZg==?=\"", "boundary=simulatorboundary")]
    [InlineData("form-data; name=\"media\"; filename=\"a.pdf\"; filename*=utf-8''a.pdf", "boundary=simulatorboundary")]
    [InlineData("form-data; name=\"file\"; filename=\"a.pdf\"", "boundary=simulatorboundary")]
    [InlineData("form-data; name=\"media\"; filename=\"a.pdf\"; filelength=9", "boundary=simulatorboundary")]
    [InlineData("form-data; name=\"media\"; filename=\"a.pdf\"", "boundary=\"simulatorboundary\"")]
    public async Task What_the_server_does_not_understand_is_no_media(string disposition, string boundary) =>
        Code(await Api.UploadRaw("file", disposition, "%PDF-1.7"u8.ToArray(), boundary)).ShouldBe(44001);

    [Theory]
    [InlineData("poster", 100, 40005)]
    [InlineData("file", 5, 40006)]
    [InlineData("voice", 2 * 1024 * 1024 + 1, 45001)]
    [InlineData("file", 20 * 1024 * 1024 + 1, 45001)]
    [InlineData("image", 100, 40004)]
    [InlineData("video", 100, 40004)]
    [InlineData("file", 6, 0)]
    public async Task Type_and_size_are_limited(string type, int size, int code) =>
        Code(await Api.UploadRaw(type, "form-data; name=\"media\"; filename=\"a.bin\"", new byte[size])).ShouldBe(code);

    [Fact]
    public async Task A_picture_from_the_phone_can_be_fetched()
    {
        await Wecom.Phone("林晓").SendImageToApp();
        var xml = System.Xml.Linq.XDocument.Parse(Service.Received.Single()).Root!;

        var picture = await Api.Http.GetByteArrayAsync(Api.Address($"media/get?media_id={xml.Element("MediaId")!.Value}"));

        picture.AsSpan(1, 3).SequenceEqual("PNG"u8).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_message_shows_the_name_of_the_file()
    {
        var message = CardsInJson.Text("");
        (message["msgtype"], message["file"]) = ("file", new System.Text.Json.Nodes.JsonObject { ["media_id"] = await Api.Upload() });

        (await Api.Code("message/send", message)).ShouldBe(0);

        Wecom.Phone("林晓").AppMessages[^1].Text.ShouldBe("日报.pdf");
    }
}
