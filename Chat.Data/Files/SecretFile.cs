using System.Security.Cryptography;

namespace Chat.Data.Files;

/// <summary>A random secret in a file that its owner alone can read.</summary>
internal static class SecretFile
{
    public static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : null;

    public static string ReadOrMake(string path)
    {
        if (Read(path) is { Length: > 0 } known) { return known; }
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        OwnedFile.Write(path, secret + "\n", owner: null);
        return secret;
    }
}
