using System.Security.Cryptography;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.Extensions.Options;

namespace Chat.Core.Models;

/// <summary>Where models lie. What is read is checked: a file that is not the one that was meant is refused by name.</summary>
public sealed class ModelFiles(IOptions<ModelOptions> options, DataDirectory data)
{
    public const string Variable = "CHAT_MODELS";

    /// <summary>In the order in which they are looked into.</summary>
    public IReadOnlyList<string> Places { get; } =
    [
        .. ((string?[])[options.Value.Directory, Environment.GetEnvironmentVariable(Variable), Path.Combine(data.Root, "models")])
            .Where(place => !string.IsNullOrWhiteSpace(place)).Select(place => Path.GetFullPath(place!)).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The file, whatever is in it; null when it is nowhere.</summary>
    public string? Find(ModelEntry entry) => Places
        .SelectMany(place => (string[])[entry.File, .. entry.OtherFiles], Path.Combine)
        .FirstOrDefault(File.Exists);

    public Result<byte[]> Read(ModelEntry entry)
    {
        if (Find(entry) is not { } path) { return Missing(entry); }
        try
        {
            // Before it is read: a wrong file may be of any size.
            if (new FileInfo(path).Length != entry.Bytes) { return Wrong(entry, path); }
            var bytes = File.ReadAllBytes(path);
            return Convert.ToHexStringLower(SHA256.HashData(bytes)) == entry.Sha256 ? bytes : Wrong(entry, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Refusal.Unavailable($"{path} cannot be read: {failure.Message}");
        }
    }

    private Refusal Missing(ModelEntry entry) => Refusal.Unavailable(
        $"{entry.File} ({entry.For}) is not in {string.Join(" or ", Places)}: run \"dotnet run --project Chat.Api -- models fetch\"");

    private static Refusal Wrong(ModelEntry entry, string path) => Refusal.Unavailable(
        $"{path} is not the {entry.File} that was meant (its size or its checksum differs): delete it and run \"dotnet run --project Chat.Api -- models fetch\"");
}
