using Chat.Core.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Data.Nodes;

/// <summary>Nodes on one database hear each other through LISTEN and NOTIFY, on one connection a node that does nothing else.</summary>
internal sealed class PostgresBus(NpgsqlDataSource source, TimeProvider clock, ILogger<PostgresBus> logger) : BackgroundService, INodeBus
{
    private const string ChannelName = "chat";

    // A link that was cut without a word is found by asking.
    private static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(15);

    private const int AskTimeoutSeconds = 5;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly Listeners _listeners = new(logger);

    // Filled and emptied by one loop: Npgsql reports what it read while we wait on the connection.
    private readonly Queue<string> _received = [];

    private NpgsqlConnection? _connection;

    public async Task PublishAsync(string topic, string payload, CancellationToken cancellationToken)
    {
        await using var notify = source.CreateCommand("SELECT pg_notify($1, $2)");
        notify.Parameters.Add(new() { Value = ChannelName });
        notify.Parameters.Add(new() { Value = BusMessage.Of(topic, payload).Text });
        await notify.ExecuteNonQueryAsync(cancellationToken);
    }

    public IDisposable Subscribe(string topic, Func<string, CancellationToken, Task> handler) => _listeners.Add(topic, handler);

    public IDisposable OnReconnected(Func<CancellationToken, Task> handler) => _listeners.AddReconnected(handler);

    /// <summary>Listens before anything is served, so that the first message is not missed.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ListenAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                try { await HearAsync(stoppingToken); }
                catch (Exception failure) when (IsLoss(failure, stoppingToken)) { await ReconnectAsync(failure, stoppingToken); }
            }
        }
        finally { await CloseAsync(); }
    }

    private async Task HearAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var isQuiet = !await _connection!.WaitAsync(QuietLimit, stoppingToken);
            await DispatchAsync(stoppingToken);
            if (isQuiet) { await AskAsync(_connection, "SELECT 1", stoppingToken); }
        }
    }

    private async Task DispatchAsync(CancellationToken stoppingToken)
    {
        while (_received.TryDequeue(out var text))
        {
            if (BusMessage.Parse(text) is { } message) { await _listeners.TellAsync(message.Topic, message.Payload, stoppingToken); }
        }
    }

    private async Task ReconnectAsync(Exception? cause, CancellationToken stoppingToken)
    {
        await CloseAsync();
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            logger.BusLost(wait, cause);
            await Task.Delay(wait, clock, stoppingToken);
            try
            {
                await ListenAsync(stoppingToken);
                break;
            }
            catch (Exception failure) when (IsLoss(failure, stoppingToken)) { cause = failure; }
        }

        logger.BusReconnected();
        await _listeners.TellReconnectedAsync(stoppingToken);
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            connection.Notification += (_, message) => _received.Enqueue(message.Payload);
            await AskAsync(connection, $"LISTEN {ChannelName}", cancellationToken);
            _connection = connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task CloseAsync()
    {
        _received.Clear();
        if (_connection is not { } connection) { return; }
        _connection = null;
        await connection.DisposeAsync();
    }

    private static async Task AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = AskTimeoutSeconds };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static bool IsLoss(Exception failure, CancellationToken stoppingToken) =>
        !stoppingToken.IsCancellationRequested && failure is NpgsqlException or IOException or TimeoutException or InvalidOperationException;
}
