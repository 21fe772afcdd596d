using System.Diagnostics;
using System.Threading.Channels;
using Chat.Contracts.Wire;
using Chat.Core.Changes;
using Chat.Core.Log;
using Chat.Core.Results;
using Chat.Data.Search;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Data.Log;

/// <summary>One writer of the log, with a connection of its own: all that waits when it comes around is one transaction.</summary>
internal sealed class Lane(NpgsqlDataSource source, IChangeDelivery delivery, WordBacklog backlog, LogMetrics metrics, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    /// <summary>A batch takes milliseconds; a database that is silent for so long is away.</summary>
    public const int CommandSeconds = 5;

    private const int MaxBatch = 1_000;
    private const int MaxTries = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Refusal Away = Refusal.Unavailable("The database does not answer. Try the same again in a moment; nothing is done twice.");

    // Writers wait when it is full: a message is never dropped, and the wait is the sender's sign to slow down.
    private readonly Channel<Pending> _queue =
        Channel.CreateBounded<Pending>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private readonly Looking _looking = new(clock);

    private NpgsqlConnection? _connection;

    public ValueTask EnqueueAsync(Operation operation, CancellationToken cancellationToken) =>
        _queue.Writer.WriteAsync(new(operation, clock.GetTimestamp()), cancellationToken);

    /// <summary>Nothing more is taken; what waits is still written.</summary>
    public void Close() => _queue.Writer.TryComplete();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var batch = new List<Pending>(MaxBatch);
        while (await _queue.Reader.WaitToReadAsync(cancellationToken))
        {
            batch.Clear();
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var pending)) { batch.Add(pending); }

            await WriteAsync(batch, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection) { await connection.DisposeAsync(); }
        _connection = null;
    }

    private async Task WriteAsync(List<Pending> batch, CancellationToken cancellationToken)
    {
        for (var attempt = 1; batch.Count > 0; attempt++)
        {
            try
            {
                if (await CommitAsync(batch, cancellationToken)) { return; }
                _looking.Begin();
            }
            catch (PostgresException failure) when (!_looking.IsOn && failure.SqlState is PostgresErrorCodes.UniqueViolation)
            {
                // A repeat, of which nothing was asked: the next look finds the first.
                _looking.Begin();
            }
            catch (Exception failure) when (IsAway(failure))
            {
                logger.LogWaits(batch.Count, attempt, failure);
                await WaitAsync(batch, attempt, cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Two copies of a message, or two who opened the same conversation: the second look finds the other one.
                if (batch.Count is 1 && attempt < MaxTries && failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { continue; }
                await SplitAsync(batch, failure, cancellationToken);
                return;
            }
        }
    }

    /// <summary>Whatever one operation did wrong, the others do not pay for it.</summary>
    private async Task SplitAsync(List<Pending> batch, Exception failure, CancellationToken cancellationToken)
    {
        if (batch is [var only])
        {
            logger.OperationFailed(failure, only.Operation.GetType().Name);
            only.Operation.Fail(failure);
            return;
        }

        foreach (var one in batch) { await WriteAsync([one], cancellationToken); }
    }

    /// <summary>False when it must look first: nothing is written then.</summary>
    private async Task<bool> CommitAsync(List<Pending> batch, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var looks = _looking.IsOn;
        var state = new LogState(WireTime.Trim(clock.GetUtcNow()), looks);
        try
        {
            if (!await CommitAsync(batch, state, looks, cancellationToken)) { return false; }
        }
        catch
        {
            // Whatever state it is in, a new one is in none.
            await DisposeAsync();
            throw;
        }

        foreach (var one in batch) { one.Operation.Complete(); }

        backlog.Note(state);
        metrics.Committed(batch.Count, Stopwatch.GetElapsedTime(started));
        Deliver(state.Changes);
        return true;
    }

    private async Task<bool> CommitAsync(List<Pending> batch, LogState state, bool looks, CancellationToken cancellationToken)
    {
        var connection = _connection ??= await OpenAsync(cancellationToken);
        var reads = new LogReads();
        foreach (var one in batch) { one.Operation.Read(reads); }

        if (!looks) { reads.Sent.Clear(); }

        await using var load = new LogLoad(connection, reads, state);
        await load.RunAsync(cancellationToken);
        foreach (var one in batch) { one.Operation.Decide(state); }

        if (state.MustLook)
        {
            await using var rollback = new NpgsqlCommand("ROLLBACK", connection);
            await rollback.ExecuteNonQueryAsync(cancellationToken);
            return false;
        }

        await using var write = new LogWrite(connection, state);
        await write.RunAsync(cancellationToken);
        return true;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var settings = new NpgsqlCommand(LogSql.Session, connection);
            await settings.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch (NpgsqlException failure)
        {
            // Whatever the reason, it is none of the operations' fault.
            throw new IOException("The log has no connection to the database.", failure);
        }
    }

    /// <summary>Whether the batch was written is unknown: each is decided again on what is found, until its time is up.</summary>
    private async Task WaitAsync(List<Pending> batch, int attempt, CancellationToken cancellationToken)
    {
        _looking.Begin();
        foreach (var one in batch) { one.Operation.Repeat(); }

        await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(1_000, 25 << Math.Min(attempt, 6))), clock, cancellationToken);
        foreach (var late in batch.Where(one => clock.GetElapsedTime(one.Since) > Patience)) { late.Operation.Refuse(Away); }

        batch.RemoveAll(one => clock.GetElapsedTime(one.Since) > Patience);
    }

    /// <summary>What is committed stays so, whatever becomes of the word about it.</summary>
    private void Deliver(IReadOnlyList<Change> changes)
    {
        if (changes.Count is 0) { return; }
        try { delivery.Deliver(changes); }
        catch (Exception surprise) { logger.DeliveryFailed(surprise, changes.Count); }
    }

    private static bool IsAway(Exception failure) => failure
        is NpgsqlException { IsTransient: true } or TimeoutException or IOException or System.Net.Sockets.SocketException;

    private readonly record struct Pending(Operation Operation, long Since);
}
