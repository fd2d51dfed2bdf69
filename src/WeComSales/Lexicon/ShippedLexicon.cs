using System.Reflection;
using WeComSales.Domain;

namespace WeComSales.Lexicon;

/// <summary>The lexicon files that ship inside the program; what each holds is said in docs/signals.md.</summary>
public static class ShippedLexicon
{
    const string Prefix = "lexicon/";

    /// <summary>Read once: it takes about a second, and it never changes.</summary>
    static readonly Lazy<Domain.Lexicon> alone = new(() => Domain.Lexicon.Parse(Files(), []));

    /// <exception cref="FormatException">A shipped file cannot be read: the build is broken.</exception>
    public static Domain.Lexicon With(IReadOnlyList<TenantWord> ownWords) =>
        ownWords.Count == 0 ? alone.Value : Domain.Lexicon.Parse(Files(), ownWords);

    /// <summary>The shipped files with other weights, or with none: then the rules decide alone.</summary>
    internal static Domain.Lexicon Taught(string? weights)
    {
        var files = Files();
        if (weights is null) files.Remove("weights");
        else files["weights"] = weights;
        return Domain.Lexicon.Parse(files);
    }

    static Dictionary<string, string> Files()
    {
        var program = Assembly.GetExecutingAssembly();
        return program.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => Path.GetFileNameWithoutExtension(name[Prefix.Length..]), name => Text(program, name), StringComparer.Ordinal);
    }

    static string Text(Assembly program, string name)
    {
        using var reader = new StreamReader(program.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
