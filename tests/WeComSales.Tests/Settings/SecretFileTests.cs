namespace WeComSales.Tests.Settings;

public sealed class SecretFileTests : IDisposable
{
    readonly string file = Path.Combine(Path.GetTempPath(), $"wecomsales-{Guid.NewGuid():N}");

    [Fact]
    public void A_secret_may_come_from_a_file_with_a_line_end()
    {
        File.WriteAllText(file, "from-a-file\n");
        var reading = Given.With(("WeCom:Secret", null), ("WeCom:SecretFile", file));
        reading.Settings!.WeCom.Secret.Reveal().ShouldBe("from-a-file");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var fault = Given.With(("WeCom:Secret", null), ("WeCom:SecretFile", file)).Faults.ShouldHaveSingleItem();
        fault.Key.ShouldBe("WeCom:SecretFile");
        fault.Found.ShouldContain(file);
        fault.Found.ShouldContain("没有这个文件");
    }

    [Fact]
    public void A_folder_instead_of_a_file_is_named() =>
        Given.With(("WeCom:Secret", null), ("WeCom:SecretFile", Path.GetTempPath())).Faults.ShouldHaveSingleItem().Key.ShouldBe("WeCom:SecretFile");

    [Fact]
    public void A_wrong_secret_in_a_file_is_told_by_its_length()
    {
        File.WriteAllText(file, Given.AesKey[1..]);
        var fault = Given.With(("WeCom:EncodingAesKey", null), ("WeCom:EncodingAesKeyFile", file)).Faults.ShouldHaveSingleItem();
        fault.Key.ShouldBe("WeCom:EncodingAesKeyFile");
        fault.Found.ShouldStartWith("42 个字符");
    }

    [Fact]
    public void The_same_secret_twice_is_refused()
    {
        File.WriteAllText(file, "from-a-file");
        Given.With(("WeCom:SecretFile", file)).Faults.ShouldHaveSingleItem().Allowed.ShouldBe("两者只留一个");
    }

    public void Dispose() => File.Delete(file);
}
