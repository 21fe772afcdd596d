using Chat.Data.Postgres;
using Chat.Native.Files;
using Chat.Tests.Running;

namespace Chat.Tests.Data;

/// <summary>PostgreSQL refuses root, so that its programs run as another user, who may not get everywhere.</summary>
public sealed class PostgresOfRoot
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public PostgresOfRoot() =>
        Assert.SkipWhen(OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess, "Only root drops rights.");

    [Fact]
    public async Task It_runs_as_a_user_without_rights()
    {
        await using var trial = new TestPostgresTrial();
        await using var server = await trial.StartAsync(Token);

        var status = await File.ReadAllLinesAsync($"/proc/{server.ProcessId}/status", Token);
        var user = status.Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];
        Assert.Equal(ClusterPlace.Recall(trial.Data)!.User!.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture), user);
        Assert.NotEqual("0", user);
        Assert.StartsWith(trial.Data.Root, server.Cluster, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_directory_it_cannot_get_into_gets_its_cluster_elsewhere()
    {
        await using var trial = new TestPostgresTrial();
        Restrict(trial.Parent);
        int process;
        await using (var first = await trial.StartAsync(Token))
        {
            Assert.StartsWith(ClusterPlace.SharedFolder, first.Cluster, StringComparison.Ordinal);
            process = first.ProcessId;
        }

        // What was chosen once is found again.
        await using var next = await trial.StartAsync(Token);
        Assert.StartsWith(ClusterPlace.SharedFolder, next.Cluster, StringComparison.Ordinal);
        Assert.NotEqual(process, next.ProcessId);
        Assert.Equal(next.Cluster, (await File.ReadAllLinesAsync(Path.Combine(trial.Data.Root, "postgres.location"), Token))[0]);
    }

    [Fact]
    public async Task Programs_it_cannot_run_are_copied_once()
    {
        var found = await PostgresBinaries.FindAsync(null, Token);
        var user = UnixOwner.Find("nobody")!;
        var folder = Directory.CreateTempSubdirectory("chat-binaries-");
        try
        {
            var hidden = Path.Combine(folder.FullName, "hidden");
            Directory.CreateDirectory(hidden);
            Directory.CreateSymbolicLink(Path.Combine(hidden, "postgresql"), Path.GetDirectoryName(found.Bin)!);
            var unreachable = found with { Bin = Path.Combine(hidden, "postgresql", "bin") };
            Restrict(hidden);
            Restrict(folder.FullName, OwnerAlone | UnixFileMode.OtherExecute);

            var shared = Path.Combine(folder.FullName, "shared");
            var copy = await ReachableBinaries.ForAsync(user, unreachable, Token, shared);
            Assert.StartsWith(shared, copy.Bin, StringComparison.Ordinal);
            Assert.Equal(0, (await PostgresProgram.RunAsync(copy.InitDb, ["--version"], user.Name, Token)).ExitCode);

            var made = Directory.GetCreationTimeUtc(copy.Bin);
            Assert.Equal(copy, await ReachableBinaries.ForAsync(user, unreachable, Token, shared));
            Assert.Equal(made, Directory.GetCreationTimeUtc(copy.Bin));
        }
        finally { folder.Delete(recursive: true); }
    }

    private static void Restrict(string folder, UnixFileMode mode = OwnerAlone)
    {
        if (!OperatingSystem.IsWindows()) { File.SetUnixFileMode(folder, mode); }
    }
}
