using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Client.Storing;
using Chat.Contracts;
using Chat.Contracts.Messages;

namespace Chat.Client.Syncing;

/// <summary>
/// Fetches the text so far of replies that are being written, over one connection: where a piece was lost, and of all of them after
/// a sync, since pieces were told while nobody listened. Each reply's one after the other.
/// </summary>
internal sealed class TextLoop(ChatStore store, Patience patience, TimeProvider clock)
{
    // More would only wait in the server's limit for one connection.
    private const int RepliesAtOnce = 4;

    // A node that missed a piece itself knows the text some hundred milliseconds later.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    public async Task RunAsync(IChatHub hub, CancellationToken cancellationToken)
    {
        var many = new ParallelOptions { MaxDegreeOfParallelism = RepliesAtOnce, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(
                store.MissingTexts.ReadAllAsync(cancellationToken), many, async (reply, stop) => await FetchAsync(reply, hub, stop));
        }
        finally { store.ForgetMissingTexts(); }
    }

    /// <summary>Until nothing before a piece is missing, ever more seldom.</summary>
    private async Task FetchAsync(Message reply, IChatHub hub, CancellationToken cancellationToken)
    {
        var (pause, failures) = (Pause, 0);
        while (true)
        {
            try
            {
                var page = await patience.AnswerAsync(hub.GetMessages(Request(reply)), cancellationToken);
                store.Keep(page.Messages);
                failures = 0;
            }
            catch (ChatRefusedException refusal) when (refusal.IsPassing)
            {
                await patience.WaitAsync(refusal, ++failures, cancellationToken);
                continue;
            }
            catch (ChatRefusedException refusal) when (!Patience.IsSessionLost(refusal))
            {
                // It is not to be had; the finished message is.
            }

            await Task.Delay(pause, clock, cancellationToken);
            if (store.EndFetch(reply.Id)) { return; }
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static GetMessagesRequest Request(Message reply) =>
        new() { ConversationId = reply.ConversationId, Before = reply.Seq + 1, Limit = 1 };
}
