using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Contracts;
using Chat.Contracts.Messages;
using Chat.Terminal.Running;

namespace Chat.Terminal.Messages;

/// <summary>
/// Sends one message until the server has it, over as many connections as that takes, always under the same id: what was taken and not
/// answered is taken once all the same.
/// </summary>
internal static class PatientSend
{
    /// <summary>Bytes for the frame around a text.</summary>
    private const int FrameBytes = 4 * 1024;

    public static async Task<Message> SendAsync(
        Shell shell, Func<IChatHub, Task<SendMessageRequest>> request, TimeSpan patience, CancellationToken cancellationToken)
    {
        var since = Shell.Clock.GetTimestamp();
        var policy = new ReconnectPolicy();
        for (var failures = 1; ; failures++)
        {
            try { return await TryAsync(shell, request, patience - Shell.Clock.GetElapsedTime(since), cancellationToken); }
            catch (Exception failure) when (MaySucceed(failure) && !cancellationToken.IsCancellationRequested)
            {
                var wait = failure is ChatRefusedException { RetryAfter: { } asked } ? asked : policy.After(failures);
                if (Shell.Clock.GetElapsedTime(since) + wait >= patience) { throw; }
                await Task.Delay(wait, Shell.Clock, cancellationToken);
            }
        }
    }

    private static async Task<Message> TryAsync(
        Shell shell, Func<IChatHub, Task<SendMessageRequest>> request, TimeSpan patience, CancellationToken cancellationToken)
    {
        // At least a moment for a patience of zero: one try is meant.
        using var limit = new CancellationTokenSource(patience < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(15) : patience, Shell.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await using var connection = await shell.ConnectAsync(either.Token);
        var message = await request(connection.Hub);
        await CheckSizeAsync(connection.Hub, message.Content, either.Token);
        return await connection.Hub.SendMessage(message).WaitAsync(either.Token);
    }

    // A frame past the hub's limit ends the connection, and would be sent again and again without anybody learning why.
    private static async Task CheckSizeAsync(IChatHub hub, string content, CancellationToken cancellationToken)
    {
        if (content.Length <= FrameBytes) { return; }
        var limits = (await hub.GetServerInfo().WaitAsync(cancellationToken)).Limits;
        if (System.Text.Encoding.UTF8.GetByteCount(content) > limits.HubMessageBytes - FrameBytes)
        {
            throw new UsageException($"This text is too long for a message; send it as a file: chat send CONVERSATION --file FILE");
        }
    }

    private static bool MaySucceed(Exception failure) => failure is ChatRefusedException refusal
        ? refusal.Code is ErrorCode.RateLimited or ErrorCode.Unavailable or ErrorCode.Internal
        : Failure.IsOfConnection(failure);
}
