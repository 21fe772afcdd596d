using Microsoft.Extensions.AI;

namespace Chat.Assistant.Models;

/// <summary>A model's stream whose every step has a limit. Leaving it ends the request, also when the model does not listen.</summary>
internal sealed class TimedStream : IAsyncDisposable
{
    // A stream that does not end when it is told to is left behind after this.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _end;
    private readonly CancellationToken _asked;
    private readonly TimeProvider _clock;
    private readonly IAsyncEnumerator<ChatResponseUpdate> _parts;
    private Task _pending = Task.CompletedTask;

    public TimedStream(IChatClient client, IEnumerable<ChatMessage> messages, ChatOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        (_clock, _asked) = (clock, cancellationToken);
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _parts = client.GetStreamingResponseAsync(messages, options, _end.Token).GetAsyncEnumerator(_end.Token);
    }

    /// <summary>Null at its end.</summary>
    /// <exception cref="ModelFailure">It failed, or said nothing for too long.</exception>
    public async ValueTask<ChatResponseUpdate?> NextAsync(TimeSpan patience, Func<ModelFailure> late)
    {
        try
        {
            var next = _parts.MoveNextAsync();
            var hasMore = next.IsCompletedSuccessfully ? next.Result : await WaitAsync(next.AsTask(), patience);
            return hasMore ? _parts.Current : null;
        }
        catch (TimeoutException) when (!_asked.IsCancellationRequested && !_pending.IsCompleted) { throw late(); }
        catch (OperationCanceledException) when (_asked.IsCancellationRequested) { throw; }
        catch (Exception failure) { throw ModelFailure.Of(failure); }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _pending.WaitAsync(Grace, _clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_pending.IsCompleted)
        {
            // An enumerator that is still busy must not be disposed; it is when it comes back.
            _ = _pending.ContinueWith(_ => _parts.DisposeAsync().AsTask(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return;
        }

        await _parts.DisposeAsync();
        _end.Dispose();
    }

    private Task<bool> WaitAsync(Task<bool> next, TimeSpan patience)
    {
        _pending = next;
        return next.WaitAsync(patience, _clock, _asked);
    }
}
