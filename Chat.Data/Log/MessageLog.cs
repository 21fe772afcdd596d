using System.Threading.Channels;
using Chat.Core.Changes;
using Chat.Core.Log;
using Chat.Core.Results;
using Chat.Data.Search;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Data.Log;

/// <summary>Group commit in a few lanes, chosen by conversation: while one transaction is on its way to the disk, the next one fills.</summary>
internal sealed class MessageLog(
    ChatDatabase database, IChangeDelivery delivery, WordBacklog backlog, LogMetrics metrics, TimeProvider clock, ILogger<MessageLog> logger)
    : IMessageLog, IHostedService, IAsyncDisposable
{
    // More only make smaller batches: one lane waits for the disk while the other one works.
    private const int LaneCount = 2;

    private static readonly Refusal Stopping = Refusal.Unavailable("The server is stopping. Try the same again in a moment; nothing is done twice.");

    private readonly CancellationTokenSource _hurry = new();
    private Lane[] _lanes = [];
    private Task _running = Task.CompletedTask;

    public async Task<Result<T>> AppendAsync<T>(Operation<T> operation, CancellationToken cancellationToken)
    {
        if (_lanes is []) { return Stopping; }
        try { await _lanes[(uint)operation.Lane % LaneCount].EnqueueAsync(operation, cancellationToken); }
        catch (ChannelClosedException) { return Stopping; }

        // From here on it is done whether or not somebody still waits, and soon.
        operation.Place();
        return await operation.Answer;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _lanes = [.. Enumerable.Range(0, LaneCount).Select(_ => new Lane(database.Source, delivery, backlog, metrics, clock, logger))];
        _running = Task.WhenAll(_lanes.Select(lane => Task.Run(() => lane.RunAsync(_hurry.Token), CancellationToken.None)));
        return Task.CompletedTask;
    }

    /// <summary>What was taken is written before the server goes, as long as the host waits.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var lane in _lanes) { lane.Close(); }

        await using var hurry = cancellationToken.Register(_hurry.Cancel);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var lane in _lanes) { await lane.DisposeAsync(); }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _hurry.Dispose();
    }
}
