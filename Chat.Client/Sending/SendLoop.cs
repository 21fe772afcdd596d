using System.Text;
using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Client.Storing;
using Chat.Contracts;

namespace Chat.Client.Sending;

/// <summary>Sends the outbox over one connection: each conversation's messages one after the other, several conversations at once.</summary>
internal sealed class SendLoop(Outbox outbox, ChatStore store, Patience patience)
{
    // More would only wait in the server's limit for one connection.
    private const int ConversationsAtOnce = 8;

    // A server that fails on one message fails on it again; the others need not wait for ever.
    private const int MaxInternalFailures = 8;

    /// <summary>Bytes for the frame around a text.</summary>
    private const int FrameBytes = 4 * 1024;

    private volatile int _maxBytes = int.MaxValue;

    /// <summary>What the server takes in one message of the hub. A larger one ends the connection, and would be sent again without end.</summary>
    public void SetLimit(int hubMessageBytes) => _maxBytes = hubMessageBytes - FrameBytes;

    public async Task RunAsync(IChatHub hub, CancellationToken cancellationToken)
    {
        using var seats = new SemaphoreSlim(ConversationsAtOnce);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = new Dictionary<Guid, Task>();
        try
        {
            var more = outbox.MoreAsync(stop.Token);
            while (true)
            {
                if (more.IsCompletedSuccessfully) { more = outbox.MoreAsync(stop.Token); }
                foreach (var conversation in outbox.Messages.Where(one => one.Failure is null).Select(one => one.ConversationId).Distinct())
                {
                    if (!sending.ContainsKey(conversation)) { sending[conversation] = SendAllAsync(conversation, hub, seats, stop.Token); }
                }

                // A failed one ends all: the connection is no good any more.
                await await Task.WhenAny([more, .. sending.Values]);
                foreach (var (conversation, _) in sending.Where(one => one.Value.IsCompletedSuccessfully)) { sending.Remove(conversation); }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(sending.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAllAsync(Guid conversationId, IChatHub hub, SemaphoreSlim seats, CancellationToken cancellationToken)
    {
        await seats.WaitAsync(cancellationToken);
        try
        {
            while (outbox.Next(conversationId) is { } message)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await SendAsync(message, hub, cancellationToken);
            }
        }
        finally { seats.Release(); }
    }

    /// <summary>Until the server says yes, or no for good. A lost connection ends it with the message still in the outbox.</summary>
    private async Task SendAsync(OutgoingMessage message, IChatHub hub, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(message.Request.Content) > _maxBytes)
        {
            await outbox.FailAsync(message, new(ErrorCode.TooLarge, "This text is too long for a message; send it as a file."));
            return;
        }

        for (var failures = 1; ; failures++)
        {
            try
            {
                var sent = await patience.AnswerAsync(hub.SendMessage(message.Request), cancellationToken);
                store.Keep(sent);
                await outbox.AcknowledgeAsync(message, sent);
                return;
            }
            catch (ChatRefusedException refusal) when (refusal.IsPassing && (refusal.Code is not ErrorCode.Internal || failures < MaxInternalFailures))
            {
                await patience.WaitAsync(refusal, failures, cancellationToken);
            }
            catch (ChatRefusedException refusal) when (!Patience.IsSessionLost(refusal))
            {
                await outbox.FailAsync(message, refusal);
                return;
            }
        }
    }
}
