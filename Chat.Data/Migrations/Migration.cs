using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Chat.Data.Migrations;

/// <summary>One numbered file of SQL. Once released it never changes: what comes later is another file.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>All of this program, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = [.. ReadEmbedded().OrderBy(m => m.Number)];

    public string FileName => $"{Number.ToString("0000", CultureInfo.InvariantCulture)}_{Name}.sql";

    /// <summary>SHA-256 of the text with line feeds alone, so that a checkout on Windows is the same file.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    private static IEnumerable<Migration> ReadEmbedded()
    {
        var assembly = typeof(Migration).Assembly;
        const string prefix = "Chat.Data.Migrations.";
        foreach (var resource in assembly.GetManifestResourceNames().Where(IsMigration)) { yield return Read(assembly, resource, prefix.Length); }

        static bool IsMigration(string name) =>
            name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal);
    }

    /// <summary><c>0001_accounts.sql</c></summary>
    private static Migration Read(Assembly assembly, string resource, int prefix)
    {
        var file = resource[prefix..^".sql".Length];
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new(int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture), file[5..], reader.ReadToEnd());
    }
}
