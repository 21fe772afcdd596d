using Chat.Core.Data;
using Chat.Data.Files;
using Chat.Data.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Tests.Running;

/// <summary>A data directory of a test's own, with whatever PostgreSQL runs in it; all of it goes with the test.</summary>
internal sealed class ClusterTrial : IAsyncDisposable
{
    private readonly string _parent;
    private readonly List<PrivatePostgres> _started = [];

    public ClusterTrial(string below = "")
    {
        _parent = Path.Combine(Path.GetTempPath(), "chat-trial-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(_parent);
        Data = new(Path.Combine(_parent, below, "data"));
    }

    public DataDirectory Data { get; }

    public string Parent => _parent;

    public async Task<PrivatePostgres> StartAsync(CancellationToken cancellationToken)
    {
        using var lease = DataDirectoryLease.Take(Data);
        var server = await PrivatePostgres.StartAsync(Data, new() { MaxConnections = 20 }, NullLogger.Instance, cancellationToken);
        _started.Add(server);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await PrivatePostgres.RemoveAsync(Data);
        Directory.Delete(_parent, recursive: true);
    }
}
