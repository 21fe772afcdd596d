using System.Runtime.CompilerServices;
using Chat.Tests.Running;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Chat.Tests.Protocol;

/// <summary>A hub with nothing of Chat in it, one method for each thing that the hub protocol can do.</summary>
internal sealed class ProtocolHub(ProtocolHub.Watch watch) : Hub
{
    public Letter Echo(Letter letter) => letter;

    public int Add(int one, int other) => one + other;

    public void Nothing() { }

    public Task TellMe(string text) => Clients.Caller.SendAsync("told", text, 7L);

    public void Refuse() => throw new HubException("forbidden: not for you");

    public void Surprise() => throw new InvalidOperationException("the inside of the server");

    public async Task<int> Sum(IAsyncEnumerable<int> numbers)
    {
        var sum = 0;
        await foreach (var number in numbers) { sum += number; }
        return sum;
    }

    public async IAsyncEnumerable<int> Count(int to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 1; number <= to; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return number;
        }
    }

    public async IAsyncEnumerable<int> CountThenFail(int to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var number in Count(to, cancellationToken)) { yield return number; }
        throw new HubException("expired: that was all");
    }

    public async IAsyncEnumerable<int> Forever([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = cancellationToken.Register(() => watch.Cancelled.TrySetResult());
        for (var number = 0; ; number++)
        {
            yield return number;
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken);
        }
    }

    public async Task<bool> WhenCancelled()
    {
        await watch.Cancelled.Task.WaitAsync(Waiting.Limit, Context.ConnectionAborted);
        return true;
    }

    public Task<string> Ask(string what) => Clients.Caller.InvokeAsync<string>("question", what, Context.ConnectionAborted);

    /// <summary>Pulls the plug: the socket is gone, and nothing was said before.</summary>
    public void Cut() => Context.GetHttpContext()!.Abort();

    internal sealed class Watch
    {
        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
