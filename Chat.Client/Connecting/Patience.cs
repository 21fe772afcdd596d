using Chat.Client.Hub;
using Chat.Contracts;

namespace Chat.Client.Connecting;

/// <summary>What a failed call means, and how long to wait before the next try.</summary>
internal sealed class Patience(ReconnectPolicy policy, TimeProvider clock)
{
    // Longer than any good answer takes; a server that is silent for so long is left for a new connection.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(60);

    public Task<T> AnswerAsync<T>(Task<T> call, CancellationToken cancellationToken) => call.WaitAsync(AnswerWithin, clock, cancellationToken);

    public Task WaitAsync(ChatRefusedException refusal, int failures, CancellationToken cancellationToken) =>
        WaitAsync(refusal.RetryAfter ?? policy.After(failures + 1), cancellationToken);

    public Task WaitAsync(int failures, CancellationToken cancellationToken) => WaitAsync(policy.After(failures), cancellationToken);

    /// <summary>The connection, and not the call, is what is wrong.</summary>
    public static bool IsSessionLost(ChatRefusedException refusal) => refusal.Code is ErrorCode.Unauthenticated or ErrorCode.Expired;

    private Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, clock, cancellationToken);
}
