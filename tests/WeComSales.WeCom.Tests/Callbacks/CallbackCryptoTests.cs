using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.WeCom.Tests;

public sealed class CallbackCryptoTests
{
    const string Key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    [Theory, MemberData(nameof(Vectors.WithSignature), MemberType = typeof(Vectors))]
    public void Every_signed_vector_verifies_and_signs_the_same(string name)
    {
        var vector = Vectors.Named(name);
        var crypto = new CallbackCrypto(vector.Token!, vector.Key ?? Key, "");

        crypto.Verify(vector.Signature, vector.Timestamp, vector.Nonce, Encoding.ASCII.GetBytes(vector.Encrypted!)).ShouldBeTrue();
        crypto.Sign(vector.Timestamp, vector.Nonce, vector.Encrypted).ShouldBe(vector.Signature);
    }

    [Theory, MemberData(nameof(Vectors.WithKey), MemberType = typeof(Vectors))]
    public void Every_encrypted_vector_opens(string name)
    {
        var vector = Vectors.Named(name);

        vector.Crypto().Decrypt(Encoding.ASCII.GetBytes(vector.Encrypted!), out var message).ShouldBeNull();

        Encoding.UTF8.GetString(message).ShouldBe(vector.Message);
    }

    [Theory, MemberData(nameof(Vectors.Deterministic), MemberType = typeof(Vectors))]
    public void Encrypting_with_the_same_random_prefix_gives_the_published_text(string name)
    {
        var vector = Vectors.Named(name);

        vector.Crypto().Encrypt(Encoding.UTF8.GetBytes(vector.Message!), Encoding.ASCII.GetBytes(vector.Random!)).ShouldBe(vector.Encrypted);
    }

    [Theory]
    [InlineData("key-len-42")]
    [InlineData("key-len-44")]
    [InlineData("key-bad-char")]
    public void A_key_that_is_not_43_letters_and_digits_is_refused(string name)
    {
        var key = Vectors.Named(name).Key!;

        CallbackCrypto.IsKey(key).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => new CallbackCrypto("", key, "")).Message.ShouldNotContain(key);
    }

    [Fact]
    public void A_changed_nonce_does_not_verify()
    {
        var negative = Vectors.Named("wrong-nonce");
        var vector = Vectors.Named(negative.BasedOn!);

        vector.Crypto().Verify(vector.Signature, vector.Timestamp, negative.Nonce, Encoding.ASCII.GetBytes(vector.Encrypted!)).ShouldBeFalse();
    }

    [Fact]
    public void Another_corp_is_told_from_a_broken_text()
    {
        var negative = Vectors.Named("wrong-receiveid");
        var vector = Vectors.Named(negative.BasedOn!);
        var crypto = new CallbackCrypto(vector.Token!, vector.Key!, negative.ReceiveId!);

        crypto.Decrypt(Encoding.ASCII.GetBytes(vector.Encrypted!), out var message).ShouldBe(CallbackRefusal.ReceiveId);

        message.ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_was_encrypted_decrypts_to_itself_for_every_pad()
    {
        var pads = new HashSet<int>();
        Prop.ForAll<byte[], NonNull<string>>((bytes, text) =>
        {
            var receiver = text.Get.Replace("\0", "", StringComparison.Ordinal);
            receiver = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(receiver));
            var crypto = new CallbackCrypto("t", Key, receiver);
            pads.Add(32 - (20 + bytes.Length + Encoding.UTF8.GetByteCount(receiver)) % 32);
            var encrypted = Encoding.ASCII.GetBytes(crypto.Encrypt(bytes, new byte[16]));
            crypto.Decrypt(encrypted, out var message).ShouldBeNull();
            message.ShouldBe(bytes);
            CallbackEnvelope.IsCipherText(encrypted).ShouldBeTrue();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

        for (var length = 0; length < 32; length++)
        {
            var crypto = new CallbackCrypto("t", Key, "ww0123456789abcdef");
            var bytes = Enumerable.Repeat((byte)'x', length).ToArray();
            crypto.Decrypt(Encoding.ASCII.GetBytes(crypto.Encrypt(bytes, new byte[16])), out var message).ShouldBeNull();
            message.ShouldBe(bytes);
            pads.Add(32 - (20 + length + 18) % 32);
        }

        pads.Order().ShouldBe(Enumerable.Range(1, 32));
    }
}
