using System.Text.Json;

namespace WeComSales.WeCom.Tests;

/// <summary>Published and computed test vectors of the callback encryption.</summary>
public sealed record Vector(
    string Name, string? Token, string? Key, string? ReceiveId, string? Timestamp, string? Nonce,
    string? Signature, string? Encrypted, string? EchoInUrl, string? Random, string? Message, int? Pad, string? BasedOn)
{
    public CallbackCrypto Crypto() => new(Token ?? "", Key!, ReceiveId ?? "");

    public override string ToString() => Name;
}

public sealed record JsVector(string Ticket, string Nonce, long Timestamp, string Url, string Signature);

public static class Vectors
{
    sealed record Book(Vector[] Vectors, Vector[] Negative, JsVector JsSignature);

    static readonly Book book = JsonSerializer.Deserialize<Book>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "vectors.json")), JsonSerializerOptions.Web)!;

    public static IReadOnlyList<Vector> All => book.Vectors;

    public static IReadOnlyList<Vector> Negative => book.Negative;

    public static JsVector JsSignature => book.JsSignature;

    public static Vector Named(string name) => book.Vectors.Concat(book.Negative).Single(vector => vector.Name == name);

    public static TheoryData<string> WithSignature => Names(vector => vector.Signature is not null);

    public static TheoryData<string> WithKey => Names(vector => vector.Key is not null);

    public static TheoryData<string> Deterministic => Names(vector => vector is { Key: not null, Random: not null });

    public static TheoryData<string> Echoes => Names(vector => vector.Name.Contains("verifyurl", StringComparison.Ordinal));

    static TheoryData<string> Names(Func<Vector, bool> wanted) => [.. book.Vectors.Where(wanted).Select(vector => vector.Name)];
}
