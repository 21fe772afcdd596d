using System.Security.Cryptography;
using System.Text;

namespace Chat.Terminal.Sessions;

/// <summary>Where this user's sessions lie: CHAT_CONFIG, or else <c>chat</c> in the system's place for settings.</summary>
internal static class ConfigDirectory
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The file of the session on a server, in a folder that is there and closed to others.</summary>
    public static string SessionFile(Uri server)
    {
        var folder = Path.Combine(Root(), "sessions");
        if (OperatingSystem.IsWindows()) { Directory.CreateDirectory(folder); } else { Directory.CreateDirectory(folder, OwnerAlone); }
        return Path.Combine(folder, NameOf(server));
    }

    // Readable, and different for servers that differ in the path alone.
    internal static string NameOf(Uri server)
    {
        var key = server.GetLeftPart(UriPartial.Path).TrimEnd('/').ToUpperInvariant();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..12];
        var host = new string([.. server.IdnHost.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-').Take(60)]);
        return $"{host}-{server.Port}-{hash}.json";
    }

    // On Unix the framework looks at XDG_CONFIG_HOME and then at ~/.config.
    private static string Root() => Environment.GetEnvironmentVariable("CHAT_CONFIG") is { Length: > 0 } chosen
        ? chosen
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "chat");
}
