using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WeComSales.Fixtures;

/// <summary>A fact that needs a C compiler; without one it is skipped by name.</summary>
sealed class CompiledFactAttribute : FactAttribute
{
    public CompiledFactAttribute()
    {
        if (StandIn.Compiler is null)
        {
            Skip = "no C compiler here (cc): the stand-in for the Finance SDK cannot be built";
        }
    }
}

/// <summary>The same for a theory.</summary>
sealed class CompiledTheoryAttribute : TheoryAttribute
{
    public CompiledTheoryAttribute()
    {
        if (StandIn.Compiler is null)
        {
            Skip = "no C compiler here (cc): the stand-in for the Finance SDK cannot be built";
        }
    }
}

/// <summary>WeCom's side of the archive without WeCom: a folder of really encrypted messages, and a native library that hands them out.</summary>
sealed class StandIn : IDisposable
{
    public const string CorpId = "ww-standin";
    public const string Secret = "standin-secret";

    static readonly string[] Places = ["/usr/bin/cc", "/usr/local/bin/cc", "/usr/bin/gcc", "/usr/bin/clang"];
    static readonly Lazy<string> Built = new(Compile);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("finance-standin-");
    readonly Dictionary<int, (RSA Rsa, string RandomKey, string Encrypted)> keys = [];

    public static string? Compiler => Places.FirstOrDefault(File.Exists);

    /// <summary>The compiled library, made once per run.</summary>
    public static string Library => Built.Value;

    /// <summary>The value of FINANCE_STANDIN.</summary>
    public string Folder => folder.FullName;

    public long LastSeq { get; private set; }

    /// <summary>A new version of the company's key; messages are sealed with the newest from now on.</summary>
    /// <returns>The path of its PEM file.</returns>
    public string NewKey(int version)
    {
        var rsa = RSA.Create(2048);
        var randomKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));
        keys[version] = (rsa, randomKey, Convert.ToBase64String(rsa.Encrypt(Encoding.UTF8.GetBytes(randomKey), RSAEncryptionPadding.Pkcs1)));
        var path = KeyFile(version);
        File.WriteAllText(path, rsa.ExportPkcs8PrivateKeyPem());
        return path;
    }

    public string KeyFile(int version) => Path.Combine(Folder, $"key-{version}.pem");

    /// <summary>Messages arrive: one line each, appended whole.</summary>
    public void Arrive(IEnumerable<JsonObject> messages, int? version = null)
    {
        var sealing = version ?? keys.Keys.Max();
        var lines = new StringBuilder();
        foreach (var message in messages)
        {
            lines.Append(++LastSeq).Append('\t').Append(Sealed(message, sealing).ToJsonString()).Append('\n');
        }

        File.AppendAllText(Path.Combine(Folder, "messages"), lines.ToString());
    }

    public void Arrive(params JsonObject[] messages) => Arrive(messages.AsEnumerable());

    /// <summary>What the library does wrong from now on; empty for nothing.</summary>
    public void Trouble(string words)
    {
        // In one step, so that nobody reads half a word.
        var next = Path.Combine(Folder, "trouble.next");
        File.WriteAllText(next, words + "\n");
        File.Move(next, Path.Combine(Folder, "trouble"), overwrite: true);
    }

    public void Media(string id, byte[] bytes) => File.WriteAllBytes(Path.Combine(Folder, $"media.{id}"), bytes);

    public static JsonObject Text(string msgid, string from, string to, string words, DateTimeOffset at) => new()
    {
        ["msgid"] = msgid,
        ["action"] = "send",
        ["from"] = from,
        ["tolist"] = new JsonArray(to),
        ["roomid"] = "",
        ["msgtime"] = at.ToUnixTimeMilliseconds(),
        ["msgtype"] = "text",
        ["text"] = new JsonObject { ["content"] = words },
    };

    JsonObject Sealed(JsonObject message, int version)
    {
        var (_, randomKey, encrypted) = keys[version];
        var plain = JsonSerializer.SerializeToUtf8Bytes(message);
        var mask = Encoding.UTF8.GetBytes(randomKey);
        return new()
        {
            ["seq"] = LastSeq,
            ["msgid"] = message["msgid"]!.GetValue<string>(),
            ["publickey_ver"] = version,
            ["encrypt_random_key"] = encrypted,
            ["encrypt_chat_msg"] = Convert.ToHexString([.. plain.Select((one, at) => (byte)(one ^ mask[at % mask.Length]))]),
        };
    }

    static string Compile()
    {
        var library = Path.Combine(Directory.CreateTempSubdirectory("finance-sdk-").FullName, "libstandin.so");
        var start = new ProcessStartInfo(Compiler!) { RedirectStandardError = true };
        foreach (var word in (string[])["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o", library, Path.Combine(AppContext.BaseDirectory, "FinanceSdk", "standin.c")])
        {
            start.ArgumentList.Add(word);
        }

        using var compiler = Process.Start(start)!;
        var complaint = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? library : throw new InvalidOperationException(complaint);
    }

    public void Dispose()
    {
        foreach (var (rsa, _, _) in keys.Values)
        {
            rsa.Dispose();
        }

        folder.Delete(recursive: true);
    }
}
