using System.Text;
using Microsoft.AspNetCore.Http;

namespace WeComSales.WeCom.Tests;

public sealed class MediaTests : IAsyncLifetime
{
    FakeWeCom wecom = null!;
    WeComClient client = null!;

    public async Task InitializeAsync()
    {
        wecom = await FakeWeCom.Start();
        client = wecom.Client();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await wecom.DisposeAsync();
    }

    [Fact]
    public async Task A_Chinese_file_name_travels_as_raw_bytes_in_quotes()
    {
        byte[] pdf = [0x25, 0x50, 0x44, 0x46, 0x00, 0xff, 0x0d, 0x0a];
        wecom.Says("""{"errcode":0,"errmsg":"","type":"file","media_id":"m-1","created_at":"1380000000"}""");

        var uploaded = (await client.Upload(MediaKind.File, "日报-王小明.pdf", pdf, default)).Value;

        uploaded.ShouldBe(new MediaUploaded { MediaId = "m-1", CreatedAt = 1380000000 });
        var call = wecom.Calls.Last();
        call.Query.ShouldBe("?access_token=token-1&type=file");
        call.ContentType.ShouldStartWith("multipart/form-data; boundary=----");
        call.ContentType.ShouldNotContain("\"");
        var boundary = call.ContentType!["multipart/form-data; boundary=".Length..];
        byte[] expected =
        [
            .. Encoding.UTF8.GetBytes(
                $"--{boundary}\r\nContent-Disposition: form-data; name=\"media\"; filename=\"日报-王小明.pdf\"; filelength=8\r\nContent-Type: application/octet-stream\r\n\r\n"),
            .. pdf,
            .. Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n"),
        ];
        call.Body.ShouldBe(expected);
    }

    [Fact]
    public async Task A_file_name_cannot_break_out_of_its_quotes()
    {
        await client.Upload(MediaKind.Image, "a\"; x=\"\r\nb/../c.png", new byte[6], default);

        wecom.Calls.Last().Text.ShouldContain("filename=\"a_; x=___b_.._c.png\";");
    }

    [Fact]
    public async Task A_refused_token_sends_the_file_again_whole()
    {
        wecom.ChecksTokens = true;
        await client.ListFollowUsers(default);
        wecom.Revoke();

        await client.Upload(MediaKind.File, "a.pdf", new byte[1000], default);

        var uploads = wecom.Calls.Where(call => call.Path == "/cgi-bin/media/upload").ToArray();
        uploads.Length.ShouldBe(2);
        uploads[1].Body.Length.ShouldBe(uploads[0].Body.Length);
    }

    [Theory]
    [InlineData("attachment; filename=\"照片.jpg\"", "照片.jpg")]
    [InlineData("attachment; filename=\"a;b.jpg\"", "a;b.jpg")]
    [InlineData("attachment; filename=\"x\"; filename*=utf-8''%E7%85%A7%E7%89%87.jpg", "照片.jpg")]
    [InlineData("attachment; filename=voice.amr", "voice.amr")]
    [InlineData("attachment; filename=\"../../etc/passwd\"", "passwd")]
    [InlineData("attachment; filename*=utf-8''..%5C..%5Cboot.ini", "boot.ini")]
    [InlineData("attachment", null)]
    public async Task A_fetched_file_has_the_name_that_WeCom_gives(string disposition, string? name)
    {
        byte[] image = [1, 2, 3, 0, 255];
        wecom.Answer = async (context, _) =>
        {
            context.Response.ContentType = "image/jpeg";
            context.Response.Headers.ContentDisposition = disposition;
            await context.Response.Body.WriteAsync(image);
        };
        using var target = new MemoryStream();

        var fetched = (await client.Download("media/1", target, default)).Value;

        fetched.ShouldBe(new MediaFetched(name, "image/jpeg", 5));
        target.ToArray().ShouldBe(image);
        wecom.Calls.Last().Query.ShouldEndWith("&media_id=media%2F1");
    }

    [Fact]
    public async Task An_expired_file_is_an_error_and_writes_nothing()
    {
        wecom.Answer = (context, _) =>
        {
            context.Response.ContentType = "application/json; charset=UTF-8";
            return context.Response.WriteAsync("""{"errcode":40007,"errmsg":"invalid media_id"}""");
        };
        using var target = new MemoryStream();

        (await client.Download("m", target, default)).Failure!.Reaction.Class.ShouldBe(ErrorClass.Media);

        target.Length.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_of_more_than_twenty_megabytes_is_not_kept(bool saysItsLength)
    {
        wecom.Answer = async (context, _) =>
        {
            context.Response.Headers.ContentDisposition = "attachment; filename=big.bin";
            context.Response.ContentLength = saysItsLength ? WeComClient.MaxMediaBytes + 1 : null;
            var chunk = new byte[1024 * 1024];
            for (var sent = 0; sent <= 20 && !context.RequestAborted.IsCancellationRequested; sent++)
            {
                await context.Response.Body.WriteAsync(sent == 20 ? chunk.AsMemory(0, 1) : chunk, context.RequestAborted);
            }
        };

        var failure = (await client.Download("m", Stream.Null, default)).Failure!;

        (failure.Errcode, failure.Reaction.Class).ShouldBe((45001, ErrorClass.Media));
    }
}
