using Chat.Core.Data;
using Chat.Core.Results;
using Chat.Data.Files;
using Chat.Data.Postgres;

namespace Chat.Tests.Running;

/// <summary>The folders of test runs. One whose run was killed is known by its lease, which nobody holds any more.</summary>
internal static class TestClusters
{
    private const string Prefix = "chat-tests-";

    public static DataDirectory NewDirectory() => new(Path.Combine(Path.GetTempPath(), Prefix + Guid.NewGuid().ToString("N")[..12]));

    public static async Task RemoveLeftoversAsync()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
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
