using System.Runtime.CompilerServices;
using Dapper;

namespace WeComSales.Fixtures;

/// <summary>
/// Takes all files of a suite for one database, and all of its servers' for another: each test has one of its own, all
/// alike, and what was compiled for one reads the others.
/// </summary>
sealed class SameServer : IEqualityComparer<string>
{
    [ModuleInitializer]
    internal static void Share() => SqlMapper.ConnectionStringComparer = new SameServer();

    public bool Equals(string? x, string? y) => IsFile(x) == IsFile(y);

    public int GetHashCode(string text) => IsFile(text) ? 1 : 0;

    static bool IsFile(string? text) => text?.Contains(".db", StringComparison.Ordinal) ?? false;
}
