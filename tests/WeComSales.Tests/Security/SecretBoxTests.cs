using Microsoft.Extensions.Logging.Abstractions;
using WeComSales.Delivery;

namespace WeComSales.Tests.Security;

public sealed class SecretBoxTests : IDisposable
{
    readonly string file = Path.GetTempFileName();

    public SecretBoxTests() => File.WriteAllText(file, Convert.ToBase64String(new byte[32]));

    /// <summary>Tokens and tickets are renewed side by side with one box.</summary>
    [Fact]
    public void Many_seal_and_open_at_once()
    {
        using var box = SecretBox.Open(file, mayMake: false, NullLogger.Instance);

        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, number => box.Unseal(box.Seal($"token {number}")).ShouldBe($"token {number}"));
    }

    [Fact]
    public void What_was_changed_does_not_open()
    {
        using var box = SecretBox.Open(file, mayMake: false, NullLogger.Instance);
        var sealedBytes = Convert.FromBase64String(box.Seal("token"));
        sealedBytes[^1] ^= 1;

        box.Unseal(Convert.ToBase64String(sealedBytes)).ShouldBeNull();
    }

    public void Dispose() => File.Delete(file);
}
