using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Terminal.Running;

namespace Chat.Terminal.Load;

/// <summary>One connection that sends at its own pace: each message when it is due, or as soon after as the one before is answered.</summary>
internal sealed class LoadSender(IChatConnection connection, Guid conversationId, LoadTally tally, TimeProvider clock)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    private readonly List<double> _latencies = tally.NewLatencies();

    public async Task RunAsync(TimeSpan firstAfter, TimeSpan every, TimeSpan duration, CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();
        for (var due = firstAfter; due < duration; due += every)
        {
            var now = clock.GetElapsedTime(since);
            if (now >= duration)
            {
                tally.LeaveUnsent((long)Math.Ceiling((duration - due) / every));
                return;
            }

            if (due > now) { await Task.Delay(due - now, clock, cancellationToken); }
            await SendAsync(cancellationToken);
            if (connection.Closed.IsCompleted)
            {
                tally.Fail("closed");
                return;
            }

            continue;

            async Task SendAsync(CancellationToken token)
            {
                try
                {
                    await connection.Hub.SendMessage(new() { ConversationId = conversationId, ClientMessageId = $"{Guid.CreateVersion7()}", Content = "load" })
                        .WaitAsync(AnswerWithin, clock, token);
                    _latencies.Add((clock.GetElapsedTime(since) - due).TotalMilliseconds);
                }
                catch (ChatRefusedException refusal) { tally.Fail(refusal.Code); }
                catch (TimeoutException) { tally.Fail("timeout"); }
                catch (Exception failure) when (Failure.IsOfConnection(failure) && !token.IsCancellationRequested) { tally.Fail("connection"); }
            }
        }
    }
}
