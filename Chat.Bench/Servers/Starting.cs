using System.Diagnostics;
using Chat.Bench.Bare;
using Chat.Bench.Measuring;
using Npgsql;

namespace Chat.Bench.Servers;

/// <summary>How each server is started.</summary>
internal static class Starting
{
    private static readonly string s_folder = AppContext.BaseDirectory;

    private static readonly Dictionary<string, string> s_nothing = [];

    /// <summary>One node alone, as the peers are: with a private PostgreSQL that is the default, and only the bench shares one.</summary>
    public static async Task<ServerProcess> ChatAsync(BenchDatabase database, string name, CancellationToken cancellationToken, params IReadOnlyList<string> more)
    {
        var login = await database.MakeAsync(name, cancellationToken);
        return await ServerProcess.StartAsync(
            "dotnet",
            [
                Path.Combine(s_folder, "Chat.Api.dll"), "--urls", "http://127.0.0.1:0", "--Chat:Limits:Enabled=false",
                "--Chat:Nodes:Bus=local",
                $"--Chat:Data:Directory={database.NewFolder(name)}", .. more,
            ],
            new Dictionary<string, string>(SiteTokens.Settings, StringComparer.Ordinal) { ["Chat__Database"] = login.ConnectionString },
            cancellationToken);
    }

    /// <summary>With the garbage collector that Chat has.</summary>
    public static Task<ServerProcess> BareAsync(CancellationToken cancellationToken) => ServerProcess.StartAsync(
        "dotnet",
        [
            "exec", "--runtimeconfig", Path.Combine(s_folder, "Chat.Api.runtimeconfig.json"), Path.Combine(s_folder, "Chat.Bench.dll"),
            BareServer.Argument, "--urls", "http://127.0.0.1:0",
        ],
        s_nothing, cancellationToken);

    public static async Task<ServerProcess> NodeAsync(BenchDatabase database, string script, CancellationToken cancellationToken)
    {
        await BringPeersAsync(cancellationToken);
        var login = await database.MakeAsync(script, cancellationToken);
        return await ServerProcess.StartAsync("node", ["--expose-gc", Path.Combine(Peers, $"{script}.mjs")], Environment(login), cancellationToken);
    }

    private static string Peers => Path.Combine(Pages.Repository, "Chat.Bench", "peers");

    private static Dictionary<string, string> Environment(NpgsqlConnectionStringBuilder login) => new(StringComparer.Ordinal)
    {
        ["NODE_ENV"] = "production",
        ["PGHOST"] = login.Host!,
        ["PGPORT"] = $"{login.Port}",
        ["PGUSER"] = login.Username!,
        ["PGPASSWORD"] = login.Password!,
        ["PGDATABASE"] = login.Database!,
    };

    /// <summary>As the lock file says, without any package's scripts, once.</summary>
    private static async Task BringPeersAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(Peers, "node_modules", ".package-lock.json"))) { return; }
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts"]) { WorkingDirectory = Peers })!;
        await npm.WaitForExitAsync(cancellationToken);
        if (npm.ExitCode != 0) { throw new InvalidOperationException("The peers could not be brought by npm ci."); }
    }
}
