using Chat.Core.Results;
using Chat.Data.Files;

namespace Chat.Data.Postgres;

/// <summary>Makes a new cluster under another name and renames it when it is whole, so that a kill leaves nothing half made.</summary>
internal static class ClusterMaking
{
    public const string Superuser = "chat";

    public static async Task MakeAsync(
        ClusterPlace place, PostgresBinaries binaries, string password, bool isDurable, CancellationToken cancellationToken)
    {
        RemoveDrafts(place);
        var draft = $"{place.Cluster}.new-{Guid.NewGuid():N}";
        Directory.CreateDirectory(draft);
        try
        {
            place.User?.Give(draft);
            var passwordFile = Path.Combine(draft, "password");
            OwnedFile.Write(passwordFile, password, place.User);

            var data = Path.Combine(draft, "data");
            await InitAsync(place, binaries, data, passwordFile, isDurable, cancellationToken);
            Directory.Move(data, place.Cluster);
        }
        finally { TryRemove(draft); }
    }

    private static async Task InitAsync(
        ClusterPlace place, PostgresBinaries binaries, string data, string passwordFile, bool isDurable, CancellationToken cancellationToken)
    {
        var output = "";
        foreach (var locale in Locales(binaries.Major))
        {
            string[] arguments =
            [
                "-D", data, "-U", Superuser, $"--pwfile={passwordFile}", "--auth=scram-sha-256", "--encoding=UTF8", .. locale,
                .. isDurable ? Array.Empty<string>() : ["--no-sync"],
            ];
            var run = await PostgresProgram.RunAsync(binaries.InitDb, arguments, place.UserName, cancellationToken);
            if (run.ExitCode == 0) { return; }
            output = run.Output;
        }

        throw new StartupProblem($"PostgreSQL could not make its database in {place.Cluster}: {LastLines.Of(output)}");
    }

    /// <summary>Letters of every language sort and fold by Unicode, whatever the machine knows of languages.</summary>
    private static IEnumerable<string[]> Locales(int major)
    {
        if (major >= 17)
        {
            yield return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
            yield break;
        }

        // Before 17 it is the C library's; macOS and old systems do not have this one.
        yield return ["--locale=C.UTF-8"];
        yield return ["--locale=en_US.UTF-8"];
        yield return ["--no-locale"];
    }

    /// <summary>What killed starts left behind. The data directory is ours, so nobody works on them.</summary>
    private static void RemoveDrafts(ClusterPlace place)
    {
        var drafts = Path.GetFileName(place.Cluster) + ".new-*";
        foreach (var draft in Directory.EnumerateDirectories(Path.GetDirectoryName(place.Cluster)!, drafts)) { TryRemove(draft); }
    }

    private static void TryRemove(string folder)
    {
        // An initdb whose server was killed may still be writing; the next start takes what is left.
        try { Directory.Delete(folder, recursive: true); }
        catch (IOException) { }
    }
}
