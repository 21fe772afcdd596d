using System.Diagnostics;

namespace Chat.Bench.Load;

/// <summary>One connection of one person.</summary>
internal sealed class Member : IDisposable
{
    private const int Slots = 64;

    private readonly Wire _wire;
    private readonly LoadSocket _socket;
    private readonly Heard _heard = new();
    private readonly long[] _sentAt = new long[Slots];
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _sending = new();
    private TaskCompletionSource? _answered;
    private volatile bool _isStalled;
    private long _last = FrameTemplate.Number - 1;
    private byte[] _out = new byte[1_024];

    private Member(Wire wire)
    {
        _wire = wire;
        _socket = new(message => _wire.Hear(message, _heard), Tell);
    }

    /// <summary>Who is told of what this member hears, on the thread that reads its socket.</summary>
    public IRound? Round { get; set; }

    public static async Task<Member> ConnectAsync(Wire wire, int port, CancellationToken cancellationToken, bool isNarrow = false)
    {
        var member = new Member(wire);
        try
        {
            if (isNarrow) { member._socket.Narrow(); }
            await member._socket.OpenAsync(port, wire.Path, cancellationToken);
            _ = member.ReadAsync();
            if (wire.FirstWords is { } words)
            {
                member._socket.Send(words);
                await member._greeted.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
            }

            if (wire.Join is { } join) { await member.AskAsync(join, cancellationToken); }
            return member;
        }
        catch
        {
            member.Dispose();
            throw;
        }
    }

    /// <summary>One call, and the wait for its answer.</summary>
    public async Task AskAsync(FrameTemplate call, CancellationToken cancellationToken)
    {
        _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(call, 1);
        await _answered.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        _answered = null;
    }

    public void Send(int count) => Send(_wire.Send, count);

    public FrameTemplate Saying(string text) => _wire.Saying(text);

    public void Send(FrameTemplate message) => Send(message, 1);

    /// <summary>From now on it takes nothing off its socket, and says nothing either.</summary>
    public void Stall()
    {
        _isStalled = true;
        _socket.Stall();
    }

    public void SayStillHere()
    {
        if (_isStalled || _wire.StillHere is not { } word) { return; }
        lock (_sending) { _socket.Send(word); }
    }

    public TimeSpan Since(long number, long now) => Stopwatch.GetElapsedTime(_sentAt[number % Slots], now);

    public void Dispose() => _socket.Dispose();

    private void Send(FrameTemplate template, int count)
    {
        lock (_sending)
        {
            var length = template.Length * count;
            if (_out.Length < length) { _out = new byte[length]; }
            var now = Stopwatch.GetTimestamp();
            for (var at = 0; at < length; at += template.Length)
            {
                _sentAt[++_last % Slots] = now;
                template.Write(_last, _out.AsSpan(at));
            }

            _socket.Send(_out.AsSpan(0, length));
        }
    }

    private async Task ReadAsync()
    {
        // Whatever goes wrong with what was read ends the wait of whoever waits.
        try
        {
            await _socket.ReadAsync();
            if (_isStalled) { return; }
            throw new InvalidDataException("The server closed the connection.");
        }
        catch (Exception failure)
        {
            _greeted.TrySetException(failure);
            _answered?.TrySetException(failure);
            Round?.Lost(failure);
        }
    }

    private void Tell()
    {
        if (_heard.Reply is { } reply)
        {
            lock (_sending) { _socket.Send(reply); }
        }

        if (_heard.IsGreeted) { _greeted.TrySetResult(); }
        if (_answered is { } asked && _heard.Answers.Count > 0)
        {
            if (_heard.Refusals == 0) { asked.TrySetResult(); } else { asked.TrySetException(new InvalidDataException("The server refused.")); }
        }
        else { Round?.Hear(this, _heard, Stopwatch.GetTimestamp()); }

        _heard.Clear();
    }
}
