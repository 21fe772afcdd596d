using Chat.Core.Data;
using Chat.Core.Results;
using Chat.Data.Files;
using Chat.Data.Postgres;

namespace Chat.Tests.Running;

/// <summary>The folders of test runs. One whose run was killed is known by its lease, which nobody holds any more.</summary>
internal static class TestClusters
{
    public const string Prefix = "chat-tests-";

    // A run beside this one may have made its folder and not taken it yet.
    public static readonly TimeSpan Young = TimeSpan.FromSeconds(30);

    public static DataDirectory NewDirectory(string prefix = Prefix) =>
        new(Path.Combine(Path.GetTempPath(), prefix + Guid.NewGuid().ToString("N")[..12]));

    public static async Task RemoveLeftoversAsync(string prefix, TimeSpan young)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), prefix + "*"))
        {
            if (DateTime.UtcNow - Directory.GetCreationTimeUtc(folder) < young) { continue; }
            var data = new DataDirectory(folder);
            if (TryTake(data) is { } lease) { await RemoveAsync(data, lease); }
        }
    }

    public static async Task RemoveAsync(DataDirectory data, DataDirectoryLease lease)
    {
        await PrivatePostgres.RemoveAsync(data);
        lease.Dispose();
        Directory.Delete(data.Root, recursive: true);
    }

    private static DataDirectoryLease? TryTake(DataDirectory data)
    {
        try { return DataDirectoryLease.Take(data); }
        catch (StartupProblem) { return null; }
    }
}
