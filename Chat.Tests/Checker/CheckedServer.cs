using System.Net;
using System.Net.Sockets;
using Chat.Core.Data;
using Chat.Data.Files;
using Chat.Data.Postgres;
using Chat.Tests.Starting;
using PrivatePostmaster = Chat.Data.Postgres.Postmaster;

namespace Chat.Tests.Checker;

/// <summary>The server as an operator has it, with its private PostgreSQL, both of which can be killed and started again.</summary>
internal sealed class CheckedServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _root = Path.Combine(Path.GetTempPath(), $"chat-checker-{Guid.NewGuid():N}"[..24]);
    private readonly DataDirectory _data;
    private readonly int _port = FreePort();
    private ServerProcess? _process;

    public CheckedServer()
    {
        // Not a folder for one user alone, which the database's user could not enter when root runs the tests.
        Directory.CreateDirectory(_root);
        _data = new(Path.Combine(_root, "data"));
    }

    public int Port => _port;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public string Said => _process?.Said ?? "";

    public string ConnectionString
    {
        get
        {
            var file = PostmasterFile.Read(ClusterPlace.Recall(_data)!.Cluster)!;
            return PostgresLogin.To(file.Address, SecretFile.Read(Path.Combine(_data.Secrets, "postgres-password"))!, PostgresLogin.Database);
        }
    }

    public async Task StartAsync()
    {
        // Limits are for clients that do not look at each other; and a small outbox makes a slow reader one soon.
        _process = ServerProcess.Start(
            _data.Root, $"--urls={Address}", "--Chat:Limits:Enabled=false", "--Chat:Accounts:PasswordIterations=1000", "--Chat:Outbox:Bytes=32768");
        await _process.ReadyAsync();
    }

    public async Task KillAndStartAsync()
    {
        await _process!.KillAsync();
        await _process.DisposeAsync();
        await StartAsync();
    }

    /// <param name="mode">Of pg_ctl: <c>fast</c>, or <c>immediate</c> as in a crash.</param>
    public async Task RestartDatabaseAsync(string mode, TimeSpan away, CancellationToken cancellationToken)
    {
        var (place, binaries) = await PreparedCluster.FindAsync(_data, cancellationToken);
        Assert.True(ServerAddress.FitsSocket(place.Cluster), "Only on a socket does the database come back at the same address.");
        var postmaster = new PrivatePostmaster(place, binaries, new());
        Assert.True(await postmaster.StopAsync(mode, Patience));
        await Task.Delay(away, cancellationToken);
        await postmaster.StartAsync();
    }

    public async Task CloseDatabaseConnectionsAsync(CancellationToken cancellationToken)
    {
        await using var connection = new Npgsql.NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        const string All = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        await using var command = new Npgsql.NpgsqlCommand(All, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) { await _process.DisposeAsync(); }
        if (Directory.Exists(_data.Root)) { await PrivatePostgres.RemoveAsync(_data); }
        Directory.Delete(_root, recursive: true);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
