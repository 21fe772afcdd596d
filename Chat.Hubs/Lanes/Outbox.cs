using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;

namespace Chat.Hubs.Lanes;

/// <summary>
/// What waits for one connection's reader. Whoever sends never waits: while the reader keeps up, events go straight out; when it
/// does not, they wait here up to a bound in bytes, newest ephemeral ones dropped first. Past the bound everything that waits is
/// dropped and the reader is told to sync once it reads again. Nothing runs and nothing is allocated while nothing waits.
/// </summary>
internal sealed class Outbox(HubConnectionContext connection, OutboxRules rules) : IThreadPoolWorkItem
{
    private const long NotStalled = long.MinValue;

    private readonly Lock _lock = new();
    private Queue<SerializedHubMessage>? _durable;
    private EphemeralQueue? _ephemeral;
    private int _durableBytes;
    private bool _isWriting;
    private bool _isBehind;
    private bool _isEnded;

    /// <summary>When the write began that the reader has not let finish.</summary>
    private long _stalledSince = NotStalled;

    public void Send(SerializedHubMessage message)
    {
        lock (_lock)
        {
            if (_isEnded) { return; }
            if (_isWriting)
            {
                Keep(message);
                return;
            }

            _isWriting = true;
        }

        WriteAtOnce(message);
    }

    public void SendEphemeral(EphemeralKey key, SerializedHubMessage message)
    {
        lock (_lock)
        {
            if (_isEnded) { return; }
            if (_isWriting)
            {
                Keep(key, message);
                return;
            }

            _isWriting = true;
        }

        WriteAtOnce(message);
    }

    /// <summary>Closes the connection of a reader that took nothing for too long.</summary>
    public void CloseIfStalled(long now)
    {
        var since = Volatile.Read(ref _stalledSince);
        if (since is NotStalled || rules.Clock.GetElapsedTime(since, now) < rules.Patience) { return; }
        Volatile.Write(ref _stalledSince, NotStalled);
        rules.Metrics.ClosedStalled();
        rules.Logger.StalledClosed(connection.ConnectionId, rules.Bounds.PatienceSeconds);
        End();
        connection.Abort();

        // The hub would first say good-bye, through a pipe that nobody empties.
        connection.Features.Get<IConnectionLifetimeFeature>()?.Abort();
    }

    /// <summary>The connection is gone, and with it whatever waited.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isEnded = true;
            Clear();
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = DrainAsync(default);

    private void WriteAtOnce(SerializedHubMessage message)
    {
        var write = connection.WriteAsync(message);
        if (!write.IsCompletedSuccessfully)
        {
            _ = DrainAsync(write);
            return;
        }

        lock (_lock)
        {
            if (IsEmpty)
            {
                _isWriting = false;
                return;
            }
        }

        // Others sent meanwhile; whoever sent the first one must not do their writing.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>The only one that writes while it runs. It ends when nothing waits, or with the connection.</summary>
    private async Task DrainAsync(ValueTask write)
    {
        try
        {
            while (true)
            {
                await FinishAsync(write);
                if (Next() is not { } next) { return; }
                write = connection.WriteAsync(next);
            }
        }
        catch (Exception surprise)
        {
            rules.Logger.WriteFailed(surprise, connection.ConnectionId);
            End();
            connection.Abort();
        }
    }

    private async ValueTask FinishAsync(ValueTask write)
    {
        if (write.IsCompleted)
        {
            await write;
            return;
        }

        Volatile.Write(ref _stalledSince, rules.Clock.GetTimestamp());
        rules.Metrics.Waiting(1);
        try { await write; }
        finally
        {
            Volatile.Write(ref _stalledSince, NotStalled);
            rules.Metrics.Waiting(-1);
        }
    }

    private SerializedHubMessage? Next()
    {
        lock (_lock)
        {
            if (_durable is { Count: > 0 })
            {
                var next = _durable.Dequeue();
                Count(-SizeOf(next));
                return next;
            }

            if (_isBehind)
            {
                _isBehind = false;
                return rules.Behind;
            }

            if (_ephemeral is { Count: > 0 })
            {
                var before = _ephemeral.Bytes;
                var next = _ephemeral.Take();
                rules.Metrics.Queued(_ephemeral.Bytes - before);
                return next;
            }

            // What a burst needed is given back: most connections never wait again.
            (_durable, _ephemeral, _isWriting) = (null, null, false);
            return null;
        }
    }

    private void Keep(SerializedHubMessage message)
    {
        if (_isBehind)
        {
            rules.Metrics.Dropped("durable", 1);
            return;
        }

        var size = SizeOf(message);
        if (_durableBytes + EphemeralBytes + size > rules.Bounds.Bytes) { DropEphemeral(); }
        if (_durableBytes + size > rules.Bounds.Bytes)
        {
            FallBehind();
            return;
        }

        (_durable ??= new()).Enqueue(message);
        Count(size);
    }

    private void Keep(EphemeralKey key, SerializedHubMessage message)
    {
        var size = SizeOf(message);
        if (_isBehind || _durableBytes + EphemeralBytes + size > rules.Bounds.Bytes)
        {
            rules.Metrics.Dropped("ephemeral", 1);
            return;
        }

        _ephemeral ??= new(rules.Bounds.EphemeralBytes);
        var before = _ephemeral.Bytes;
        rules.Metrics.Dropped("ephemeral", _ephemeral.Put(key, message, size));
        rules.Metrics.Queued(_ephemeral.Bytes - before);
    }

    private void FallBehind()
    {
        rules.Metrics.Dropped("durable", (_durable?.Count ?? 0) + 1);
        rules.Metrics.Overflowed();
        rules.Logger.FellBehind(connection.ConnectionId, _durableBytes);
        Clear();
        _isBehind = true;
    }

    private void DropEphemeral()
    {
        if (_ephemeral is null) { return; }
        rules.Metrics.Dropped("ephemeral", _ephemeral.Count);
        rules.Metrics.Queued(-_ephemeral.Bytes);
        _ephemeral = null;
    }

    private void Clear()
    {
        DropEphemeral();
        Count(-_durableBytes);
        _durable = null;
    }

    private bool IsEmpty => _durable is not { Count: > 0 } && _ephemeral is not { Count: > 0 } && !_isBehind;

    private int EphemeralBytes => _ephemeral?.Bytes ?? 0;

    private int SizeOf(SerializedHubMessage message) => message.GetSerializedMessage(connection.Protocol).Length;

    private void Count(int bytes)
    {
        _durableBytes += bytes;
        rules.Metrics.Queued(bytes);
    }
}
