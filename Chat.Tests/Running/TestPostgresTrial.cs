using Chat.Core.Data;
using Chat.Data.Files;
using Chat.Data.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Tests.Running;

/// <summary>A data directory of a test's own, with whatever PostgreSQL runs in it; all of it goes with the test.</summary>
internal sealed class TestPostgresTrial : IAsyncDisposable
{
    public TestPostgresTrial(string below = "")
    {
        Parent = Path.Combine(Path.GetTempPath(), "chat-trial-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(Parent);
        Data = new(Path.Combine(Parent, below, "data"));
    }

    public string Parent { get; }

    public DataDirectory Data { get; }

    public async Task<PrivatePostgres> StartAsync(CancellationToken cancellationToken)
    {
        using var lease = DataDirectoryLease.Take(Data);
        return await PrivatePostgres.StartAsync(Data, new() { MaxConnections = 20 }, NullLogger.Instance, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await PrivatePostgres.RemoveAsync(Data);
        Directory.Delete(Parent, recursive: true);
    }
}
